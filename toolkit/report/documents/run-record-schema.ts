import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { runIdentity } from './run-list-schema.ts';
import { schemaVersion } from './shared-schema.ts';

const touchedStep = z.object({
  stepId: z.string(),
  kind: z.enum(['step', 'bracket']),
  before: z.unknown().describe('What was there before the run touched it: all that an undo relies on'),
  state: z.enum(['started', 'applied', 'pending', 'open', 'closed', 'undone', 'not-undone']),
});

/** What `portwright show RUN --json` prints. */
export const runRecordSchema = z
  .object({
    schemaVersion,
    ...runIdentity,
    version: z.string().describe('The version of Portwright that began it'),
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('built-in') }),
      z.object({ kind: z.literal('file'), path: z.string(), sha256: z.string() }),
    ]),
    parameters: z.record(z.string(), z.unknown()),
    steps: z.array(touchedStep).describe('In the order in which they touched the machine'),
    tasks: z.array(z.string()).describe('Scheduled tasks that will go on with it after a restart'),
    events: z
      .array(z.object({ type: z.string(), seq: z.int().min(0), atMs: z.number() }))
      .describe('The journal, in its order; `atMs` in milliseconds since 1970-01-01 UTC'),
  })
  .describe('One run with everything its journal holds, as `portwright show --json` prints it');

export type RunRecordDocument = Immutable<z.output<typeof runRecordSchema>>;
