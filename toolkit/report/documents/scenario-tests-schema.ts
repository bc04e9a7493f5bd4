import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { schemaVersion, span } from './shared-schema.ts';

const machine = z.object({
  locale: z.string(),
  dynamicPortRange: z.object(span),
  hyperV: z.boolean(),
  seed: z.int(),
  unlucky: z.boolean().describe('Whether each redraw of winnat tries to hit the port'),
  method: z.string().describe('The way the scenario was called'),
});

/** What `portwright test --json` prints. */
export const scenarioTestsSchema = z
  .object({
    schemaVersion,
    host: z.object({ kind: z.literal('simulated') }),
    scenarios: z.array(
      z.object({
        scenario: z.string(),
        results: z.array(
          z.object({
            name: z.string(),
            machine,
            wrong: z.array(z.string()).describe('Empty where it passed'),
            durationMs: z.number().min(0),
          }),
        ),
      }),
    ),
  })
  .describe('Scenarios tried on simulated machines, as `portwright test --json` prints them');

/** What `portwright test --self-check --json` prints. */
export const selfCheckSchema = z
  .object({
    schemaVersion,
    mutants: z.array(
      z.object({
        scenario: z.string(),
        stepId: z.string(),
        mutation: z.string().describe('How the step was broken'),
        caught: z.string().optional().describe('What the test said of it; absent where it noticed nothing'),
      }),
    ),
  })
  .describe('Whether the test notices broken steps, as `portwright test --self-check --json` prints it');

export type ScenarioTestsDocument = Immutable<z.output<typeof scenarioTestsSchema>>;
export type SelfCheckDocument = Immutable<z.output<typeof selfCheckSchema>>;
