import { z } from 'zod';
import {
  containerParameter,
  defineScenario,
  ensureContainerPublished,
  ensureLocalReservedPorts,
  expectContainerServes,
  expectLocalPortsLeft,
  expectNoListener,
  parsePortGroups,
  persistParameter,
  portsParameter,
  when,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'linux-fix',
  title: 'Keep ports from outgoing connections on Linux, and start the container',
  summary:
    'What `portwright fix` does on Linux: reserves the ports, names the connection that has one and leaves it alone, starts the container and proves that it serves.',
  platform: 'linux',
  parameters: z.strictObject({
    ports: portsParameter,
    container: containerParameter,
    persist: persistParameter,
  }),
  steps: ({ ports, container, persist }) => {
    const groups = parsePortGroups(ports);
    const ranges = groups.flatMap((group) => group.ranges);
    return [
      expectNoListener({ groups, container }),
      expectLocalPortsLeft({ ranges }),
      ensureLocalReservedPorts({ ranges, persist }),
      ...when(container, () => [
        ensureContainerPublished(container ?? ''),
        expectContainerServes(container ?? ''),
      ]),
    ];
  },
});
