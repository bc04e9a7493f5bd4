import { z } from 'zod';
import { defineScenario, REPRODUCE_METHODS, reproduceRefusal } from '../toolkit/scenario-kit.ts';

export default defineScenario({
  id: 'reproduce-8065',
  title: 'Make the failure happen on purpose and put everything back',
  summary:
    'Shows a refused bind (10013) that netstat cannot explain: on a block that is there, on a reservation of our own, or on a block that winnat is made to draw.',
  platform: 'windows',
  repeats: true,
  parameters: z.strictObject({
    method: z
      .enum(REPRODUCE_METHODS)
      .default('auto')
      .describe(
        'existing: a port of a block that is there, changing nothing; reservation: an own reservation of the port; redraw: winnat cycles until a block holds the port; auto: existing where there is one, else reservation',
      ),
    port: z.int().min(1).max(65535).default(8065).describe('Port for the methods reservation and redraw'),
    image: z
      .string()
      .regex(/^[a-z0-9][a-zA-Z0-9._/:@-]*$/)
      .optional()
      .describe("Image that is there already, for Docker's own error; without it any image that is there"),
    disturb: z.boolean().default(false).describe('Accept that the method redraw stops winnat several times'),
    cycles: z.int().min(1).max(20).default(8).describe('How often the method redraw may cycle winnat'),
  }),
  steps: reproduceRefusal,
});
