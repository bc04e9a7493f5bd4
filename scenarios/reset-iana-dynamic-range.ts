import { z } from 'zod';
import {
  acceptOutageParameter,
  defineScenario,
  ensureDynamicPortRanges,
  ensureNoRegistryValue,
  expectEphemeralHeadroom,
  IANA_DYNAMIC_PORT_RANGE,
  MOVE_METHODS,
  moveBlocks,
  shutdownWslParameter,
  TCPIP_PARAMETERS,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'reset-iana-dynamic-range',
  title: 'Set the dynamic port range back to 49152+16384',
  summary:
    'Sets all four dynamic port ranges to the IANA range, removes MaxUserPort, which would bring the old one back, and moves the blocks that lie outside.',
  platform: 'windows',
  parameters: z.strictObject({
    moveBlocks: z
      .enum(MOVE_METHODS)
      .default('cycle')
      .describe(
        'How blocks outside the range are moved: cycle winnat, restart Windows, or leave them where they are',
      ),
    acceptOutage: acceptOutageParameter,
    shutdownWsl: shutdownWslParameter,
  }),
  steps: ({ moveBlocks: method, acceptOutage, shutdownWsl }) => [
    expectEphemeralHeadroom(IANA_DYNAMIC_PORT_RANGE),
    ensureDynamicPortRanges(IANA_DYNAMIC_PORT_RANGE),
    ensureNoRegistryValue(TCPIP_PARAMETERS, 'MaxUserPort'),
    ...moveBlocks(method, IANA_DYNAMIC_PORT_RANGE, { acceptOutage, shutdownWsl }),
  ],
});
