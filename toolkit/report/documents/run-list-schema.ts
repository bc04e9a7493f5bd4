import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { hostKind, schemaVersion } from './shared-schema.ts';

/** How a run stands, by its journal. */
const runStatus = z.enum([
  'done',
  'unchanged',
  'failed-undone',
  'failed-not-undone',
  'restart-required',
  'unfinished',
  'rolled-back',
  'rolled-back-in-part',
]);

/** What a list and the record of a run say alike. */
export const runIdentity = {
  runId: z.string(),
  scenario: z.string(),
  title: z.string(),
  host: z.object({ kind: hostKind, machine: z.string() }),
  startedAt: z.iso.datetime(),
  status: runStatus.describe('`unfinished` was cut off; `restart-required` goes on after a restart'),
  canBeUndone: z.boolean().describe('Whether something of it still stands that `rollback` would put back'),
};

/** What `portwright runs --json` prints. */
export const runListSchema = z
  .object({
    schemaVersion,
    runs: z.array(z.object(runIdentity)).describe('Newest first'),
    damaged: z
      .array(z.object({ runId: z.string(), code: z.string(), message: z.string() }))
      .describe('Runs whose journal cannot be read'),
  })
  .describe('What was run on this machine, as `portwright runs --json` prints it');

export type RunListDocument = Immutable<z.output<typeof runListSchema>>;
