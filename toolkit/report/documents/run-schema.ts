import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { hostKind, schemaVersion } from './shared-schema.ts';

/** What `portwright run --json` and `fix --json` print as their last line. */
export const runSchema = z
  .object({
    schemaVersion,
    runId: z.string().nullable().describe('Null when there was nothing to do, and so no run was begun'),
    scenario: z.string(),
    title: z.string(),
    host: z.object({ kind: hostKind, machine: z.string() }),
    outcome: z.enum(['done', 'unchanged', 'failed-undone', 'failed-not-undone', 'restart-required']),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        depth: z.int().min(0),
        outcome: z.enum([
          'unchanged',
          'applied',
          'proved',
          'pending',
          'cycled',
          'failed',
          'undone',
          'not-undone',
          'not-needed',
          'not-reached',
        ]),
        detail: z.string().optional().describe('The proof, or the error'),
        rows: z
          .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])))
          .optional()
          .describe('What an expectation found, one by one; its keys are those of the step'),
        durationMs: z.number().min(0).optional(),
      }),
    ),
    error: z.object({ code: z.string(), message: z.string(), remedy: z.string().optional() }).optional(),
    exitCode: z.int().min(0),
  })
  .describe('How a run ended, as `portwright run --json` prints it in the last line');

export type RunDocument = Immutable<z.output<typeof runSchema>>;
