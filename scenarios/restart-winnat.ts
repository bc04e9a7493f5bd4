import { z } from 'zod';
import {
  acceptOutageParameter,
  containerParameter,
  defineScenario,
  ensureContainerPublished,
  expectContainerServes,
  expectPortBindable,
  parsePortGroups,
  portsParameter,
  when,
  withWinNatStopped,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'restart-winnat',
  title: 'Restart winnat, the folk remedy',
  summary:
    'Stops winnat, starts the container while its blocks are gone, and starts winnat again. A redraw, not a cure: the next restart may put a block on the port again, and this one may too.',
  platform: 'windows',
  parameters: z.strictObject({
    ports: portsParameter,
    container: containerParameter,
    acceptOutage: acceptOutageParameter,
  }),
  steps: ({ ports, container, acceptOutage }) => {
    const groups = parsePortGroups(ports);
    return [
      withWinNatStopped({ ports: groups, always: true, acceptOutage }, [
        ...groups.map((group) => expectPortBindable({ ...group, container, meanwhile: true })),
        ...when(container, () => [ensureContainerPublished(container ?? '')]),
      ]),
      ...when(container, () => [expectContainerServes(container ?? '')]),
      ...groups.map((group) => expectPortBindable({ ...group, container })),
    ];
  },
});
