import { z } from 'zod';
import { WATCHED_PORT_STATES } from '../../diagnosis/watched-state.ts';
import type { Immutable } from './immutable.ts';
import { hostKind, port, protocol, schemaVersion, span } from './shared-schema.ts';

const row = z.object(span);
const watchedPort = z.object({
  port,
  protocol,
  state: z.enum(WATCHED_PORT_STATES).describe('`unknown` is never `free`: something could not be read'),
  row: row.optional().describe('The row that holds it; only with `blocked` and `excluded`'),
  holder: z.string().optional().describe('Who serves it; only with `held`'),
});
const serviceState = z.enum([
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'resuming',
  'pausing',
  'paused',
  'absent',
]);
const rows = { protocol, added: z.array(row), removed: z.array(row) };
const every = {
  schemaVersion,
  at: z.iso.datetime().describe('When it was seen'),
  host: z.object({ kind: hostKind }),
};

/** One line of what `portwright watch --json` prints, and what its command gets on standard input. */
export const watchEventSchema = z
  .discriminatedUnion('kind', [
    z.object({
      ...every,
      kind: z.literal('watching').describe('The first line: how everything stands'),
      ports: z.array(watchedPort),
      dynamicRanges: z.array(z.object({ protocol, ...span })),
      winnat: serviceState.optional(),
    }),
    z.object({ ...every, kind: z.literal('port'), from: watchedPort, to: watchedPort }),
    z
      .object({ ...every, kind: z.literal('blocks'), ...rows })
      .describe('Rows without a star came or went; both at once: they were drawn anew'),
    z.object({ ...every, kind: z.literal('exclusions'), ...rows }).describe('Administered rows came or went'),
    z.object({ ...every, kind: z.literal('dynamic-range'), protocol, from: row, to: row }),
    z.object({ ...every, kind: z.literal('winnat'), from: serviceState, to: serviceState }),
    z
      .object({
        ...every,
        kind: z.literal('unreadable'),
        what: z.string(),
        code: z.string(),
        message: z.string(),
      })
      .describe('Said once, until it can be read again; ports that hang on it are `unknown`'),
    z.object({ ...every, kind: z.literal('readable'), what: z.string() }),
  ])
  .describe('One event of `portwright watch --json`: one line each');

export type WatchEventDocument = Immutable<z.output<typeof watchEventSchema>>;
