import { z } from 'zod';
import {
  acceptOutageParameter,
  defineScenario,
  ensureExcludedPortRanges,
  expectPortsExcluded,
  parsePortGroups,
  portsParameter,
  shutdownWslParameter,
  withWinNatStopped,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'reserve-ports',
  title: 'Keep ports for your own programs',
  summary:
    'Adds administered, persistent exclusions for the ports that no administered row covers yet, so that Windows never gives them away.',
  platform: 'windows',
  parameters: z.strictObject({
    ports: portsParameter,
    acceptOutage: acceptOutageParameter,
    shutdownWsl: shutdownWslParameter,
  }),
  steps: ({ ports, acceptOutage, shutdownWsl }) => {
    const groups = parsePortGroups(ports);
    return [
      withWinNatStopped({ ports: groups, acceptOutage, shutdownWsl }, groups.map(ensureExcludedPortRanges)),
      ...groups.map(expectPortsExcluded),
    ];
  },
});
