import { z } from 'zod';
import {
  acceptOutageParameter,
  containerParameter,
  defineScenario,
  ensureContainerPublished,
  ensureExcludedPortRanges,
  ensureWindowsFeature,
  expectContainerServes,
  expectPortBindable,
  expectPortsExcluded,
  parsePortGroups,
  portsParameter,
  shutdownWslParameter,
  when,
  withWinNatStopped,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'provision-before-hyperv',
  title: 'Reserve ports, then enable Hyper-V',
  summary:
    'Reserves your ports while nothing can be in the way, enables the feature, waits for the restart and proves afterwards that the ports are still yours.',
  platform: 'windows',
  parameters: z.strictObject({
    ports: portsParameter,
    feature: z
      .enum(['Microsoft-Hyper-V', 'VirtualMachinePlatform', 'Containers'])
      .default('Microsoft-Hyper-V')
      .describe('Windows feature to enable'),
    container: containerParameter,
    acceptOutage: acceptOutageParameter,
    shutdownWsl: shutdownWslParameter,
  }),
  steps: ({ ports, feature, container, acceptOutage, shutdownWsl }) => {
    const groups = parsePortGroups(ports);
    return [
      withWinNatStopped(
        { ports: groups, acceptOutage, shutdownWsl },
        groups.map((group) => ensureExcludedPortRanges({ ...group, unlessServedBy: container })),
      ),
      ensureWindowsFeature(feature),
      ...groups.map(expectPortsExcluded),
      ...when(container, () => [
        ensureContainerPublished(container ?? ''),
        expectContainerServes(container ?? ''),
      ]),
      ...groups.map((group) => expectPortBindable({ ...group, container })),
    ];
  },
});
