import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { stepPromise } from './promise-schema.ts';
import { change, schemaVersion } from './shared-schema.ts';

const refusal = z.object({ reason: z.string(), remedy: z.string() });

/** What `portwright plan --json` prints. */
export const planSchema = z
  .object({
    schemaVersion,
    scenario: z.string(),
    title: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    host: z.object({ kind: z.enum(['windows', 'linux', 'simulated']), machine: z.string() }),
    changes: z.array(change).describe('In the order they would be made; empty when there is nothing to do'),
    refusals: z.array(refusal).describe('Why the plan would not be carried out; empty when it would'),
    steps: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: z.enum(['step', 'bracket', 'expectation']),
        depth: z.int().min(0),
        disposition: z.enum(['satisfied', 'change', 'proof', 'refused']),
        changes: z.array(change),
        notes: z.array(z.string()),
        refusal: refusal.optional(),
        found: z.string().optional().describe('What an expectation that holds already rests on'),
      }),
    ),
    promises: z
      .array(stepPromise)
      .describe(
        'What is true of the machine once the plan is carried out, for anybody to compare with Windows',
      ),
    fingerprint: z.string().describe('Equal for two plans that saw the same and would do the same'),
  })
  .describe('A plan, as `portwright plan --json` prints it');

export type PlanDocument = Immutable<z.output<typeof planSchema>>;
