import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { schemaVersion } from './shared-schema.ts';

/** What `portwright report RUN --json` prints. */
export const writtenReportSchema = z
  .object({ schemaVersion, runId: z.string(), html: z.string().describe('The file that was written') })
  .describe('The page of a run that was written, as `portwright report --json` prints it');

export type WrittenReportDocument = Immutable<z.output<typeof writtenReportSchema>>;
