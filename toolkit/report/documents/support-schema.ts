import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { schemaVersion, snapshotKind } from './shared-schema.ts';

/** What `portwright support --json` prints. */
export const supportSchema = z
  .object({
    schemaVersion,
    host: z.object({ kind: snapshotKind }),
    path: z.string().nullable().describe('The file that was written; null where none was'),
    replaced: z
      .record(z.string(), z.int().min(1))
      .describe('How many different ones of each kind were replaced'),
    unread: z.array(z.string()).describe('Commands whose output is not in it'),
    text: z.string().describe('The bundle, redacted'),
  })
  .describe('A redacted bundle for a bug report, as `portwright support --json` prints it');

export type SupportDocument = Immutable<z.output<typeof supportSchema>>;
