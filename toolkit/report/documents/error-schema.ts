import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { schemaVersion } from './shared-schema.ts';

/** What every command with `--json` prints where it did not do what it was asked. */
export const errorSchema = z
  .object({
    schemaVersion,
    error: z.object({
      code: z.string().describe('Stable, for example `input.invalid-argument`'),
      message: z.string().describe('For people; holds the wrong value'),
      remedy: z.string().optional().describe('What to do about it'),
    }),
    exitCode: z.int().min(1),
  })
  .describe('Why a command did not do what it was asked, as any command prints it with `--json`');

export type ErrorDocument = Immutable<z.output<typeof errorSchema>>;
