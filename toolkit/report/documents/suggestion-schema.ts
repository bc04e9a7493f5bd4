import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { port, protocol, schemaVersion, snapshotKind, span } from './shared-schema.ts';

/** What `portwright suggest --json` prints. */
export const suggestionSchema = z
  .object({
    schemaVersion,
    host: z.object({ kind: snapshotKind }),
    protocol,
    near: port.describe('Where the search began'),
    dynamicPortRanges: z.array(z.object(span)).describe('As measured, by every source that was read'),
    ports: z
      .array(
        z.object({
          port,
          isOutsideDynamicRange: z.boolean().describe('Windows never hands it out by itself'),
          estimate: z
            .object({
              probability: z.number().min(0).max(1),
              low: z.number().min(0).max(1).describe('Lower end of the 95 % interval'),
              high: z.number().min(0).max(1).describe('Upper end of the 95 % interval'),
              boots: z.int().min(1).describe('How many boots were simulated'),
              assumptions: z.string(),
            })
            .optional()
            .describe(
              'A model’s estimate that a block falls on it at a boot; only inside the dynamic port range',
            ),
          isProbed: z.boolean().describe('Binding it for a moment, alone, succeeded'),
        }),
      )
      .describe('Best first; with --consecutive ascending'),
    numberOfSafePorts: z
      .int()
      .min(0)
      .describe(
        'How many ports there were to choose from; 0 where the dynamic port range covers all that are left',
      ),
    avoided: z
      .array(
        z.object({ ...span, code: z.string().describe('Stable: match this, not the text'), why: z.string() }),
      )
      .describe('What was passed over between the place the search began at and the last port found'),
    reserveCommand: z.string().describe('Keeps the ports for good'),
  })
  .describe('Ports that are safe to use, as `portwright suggest --json` prints them');

export type SuggestionDocument = Immutable<z.output<typeof suggestionSchema>>;
