import { z } from 'zod';
import {
  defineScenario,
  ensureNoExcludedPortRanges,
  expectOwnPortRanges,
  parsePortGroups,
  portsParameter,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'release-ports',
  title: 'Give back ports that Portwright reserved',
  summary:
    "Removes exclusions that earlier runs on this machine added, each whole, and nobody else's. winnat keeps running.",
  platform: 'windows',
  parameters: z.strictObject({ ports: portsParameter }),
  steps: ({ ports }, past) => {
    const groups = parsePortGroups(ports).map((group) => ({ ...group, past }));
    return [...groups.map(expectOwnPortRanges), ...groups.map(ensureNoExcludedPortRanges)];
  },
});
