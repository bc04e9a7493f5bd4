import { z } from 'zod';
import { VERDICTS } from '../../diagnosis/verdict.ts';
import type { Immutable } from './immutable.ts';
import { port, protocol, rowOrigin, schemaVersion, snapshotKind, span } from './shared-schema.ts';

const drawn = {
  asked: z
    .array(z.object({ port, protocol, verdict: z.enum(VERDICTS), summary: z.string() }))
    .describe('The ports somebody asked about; `portwright diagnose --json` says more of them'),
  protocols: z.array(
    z.object({
      protocol,
      isTableRead: z.boolean().describe('Without it no block is listed, and that says nothing'),
      dynamicPortRanges: z
        .array(z.object(span))
        .describe('By every source that was read; empty when none was'),
      segments: z
        .array(
          z.object({
            ...span,
            kind: z.enum([...rowOrigin.options, 'listener']),
            owner: z.string(),
            isClosed: z.boolean().describe('A bind by another program is refused'),
            why: z.string().optional(),
          }),
        )
        .describe('Excluded port ranges, ascending, then ports in use, ascending'),
    }),
  ),
};

/** What `portwright map --json` prints. */
export const mapSchema = z
  .object({
    schemaVersion,
    host: z.object({ kind: snapshotKind }),
    ...drawn,
    after: z
      .object({
        scenario: z.string(),
        notes: z.array(z.string()).describe('What nobody can know before'),
        ...drawn,
      })
      .optional()
      .describe('The same once the plan of --plan is carried out'),
  })
  .describe('Where everything lies on the ports of a machine, as `portwright map --json` prints it');

export type MapDocument = Immutable<z.output<typeof mapSchema>>;
