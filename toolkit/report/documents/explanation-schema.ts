import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { schemaVersion } from './shared-schema.ts';

/** What `portwright explain --json` prints. */
export const explanationSchema = z
  .object({
    schemaVersion,
    topics: z
      .array(
        z.object({
          name: z.string().describe('What `portwright explain` is asked for: the name of a page, or a code'),
          path: z.string().describe('Where the page lies within the package'),
          title: z.string(),
          text: z.string().describe('Markdown, with its heading'),
        }),
      )
      .describe('Those that were asked for, or every page'),
  })
  .describe('Pages of the documentation, as `portwright explain --json` prints them');

export type ExplanationDocument = Immutable<z.output<typeof explanationSchema>>;
