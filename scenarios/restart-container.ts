import { z } from 'zod';
import {
  containerParameter,
  defineScenario,
  ensureContainerPublished,
  expectContainerServes,
  withContainerStopped,
} from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'restart-container',
  title: 'Restart a container and prove that it serves its ports',
  summary:
    'Stops the container and starts it again, or starts it where it did not run, and proves that every port it asked for is bound, published and accepts connections.',
  platform: 'any',
  repeats: true,
  parameters: z.strictObject({
    container: containerParameter.unwrap().describe('Container to restart, by name or id'),
  }),
  steps: ({ container }) => [
    withContainerStopped(container),
    ensureContainerPublished(container),
    expectContainerServes(container),
  ],
});
