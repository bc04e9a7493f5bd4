import { z } from 'zod';
import {
  acceptOutageParameter,
  containerParameter,
  defineScenario,
  ensureContainerPublished,
  ensureDynamicPortRanges,
  ensureExcludedPortRanges,
  ensureNoRegistryValue,
  expectContainerServes,
  expectNoOtherOwner,
  expectPortBindable,
  IANA_DYNAMIC_PORT_RANGE,
  parsePortGroups,
  portsParameter,
  shutdownWslParameter,
  TCPIP_PARAMETERS,
  when,
  withWinNatStopped,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'fix',
  title: 'Free blocked ports and keep them',
  summary:
    'Gives your ports an administered exclusion, stopping winnat only when one of its blocks is in the way, starts the container and proves that it serves.',
  platform: 'windows',
  parameters: z.strictObject({
    ports: portsParameter,
    container: containerParameter,
    resetRange: z
      .boolean()
      .default(false)
      .describe('Also set the dynamic port range back to 49152+16384, the usual root cause'),
    acceptOutage: acceptOutageParameter,
    shutdownWsl: shutdownWslParameter,
  }),
  steps: ({ ports, container, resetRange, acceptOutage, shutdownWsl }) => {
    const groups = parsePortGroups(ports);
    return [
      ...groups.map((group) => expectNoOtherOwner({ ...group, container, among: groups })),
      // Before winnat draws its blocks anew: they then fall into the new range.
      ...when(resetRange, () => [
        ensureDynamicPortRanges(IANA_DYNAMIC_PORT_RANGE),
        ensureNoRegistryValue(TCPIP_PARAMETERS, 'MaxUserPort'),
      ]),
      withWinNatStopped(
        { ports: groups, acceptOutage, shutdownWsl },
        groups.map((group) => ensureExcludedPortRanges({ ...group, unlessServedBy: container })),
      ),
      ...when(container, () => [
        ensureContainerPublished(container ?? ''),
        expectContainerServes(container ?? ''),
      ]),
      ...groups.map((group) => expectPortBindable({ ...group, container })),
    ];
  },
});
