import { z } from 'zod';
import {
  defineScenario,
  ensureLocalPortRange,
  ensureLocalReservedPorts,
  expectLocalPortsLeft,
  parsePortGroups,
  parsePortSpec,
  persistParameter,
  portsParameter,
  when,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'linux-reserve-ports',
  title: 'Keep ports for your own servers on Linux',
  summary:
    'Adds the ports to those that Linux never gives to an outgoing connection, or moves the range it gives ports from; now and at every boot. Disturbs nothing that runs.',
  platform: 'linux',
  parameters: z.strictObject({
    ports: portsParameter.optional(),
    localPortRange: z
      .string()
      .regex(/^\d{1,5}-\d{1,5}$/, 'write a range like 49152-60999')
      .optional()
      .describe(
        'Range that outgoing connections are given ports from, for example 49152-60999; both ends are in',
      ),
    persist: persistParameter,
  }),
  validate: ({ ports, localPortRange }) =>
    (ports ?? localPortRange) === undefined ? 'give --ports, --local-port-range, or both' : undefined,
  steps: ({ ports = [], localPortRange, persist }) => {
    const ranges = parsePortGroups(ports).flatMap((group) => group.ranges);
    const range = localPortRange === undefined ? undefined : parsePortSpec(localPortRange).range;
    return [
      expectLocalPortsLeft({ ranges, localPortRange: range }),
      ...when(ports.length > 0, () => [ensureLocalReservedPorts({ ranges, persist })]),
      ...(range === undefined ? [] : [ensureLocalPortRange({ range, persist })]),
    ];
  },
});
