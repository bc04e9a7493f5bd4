import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { readDynamicPortRange } from '../steps/read-dynamic-port-ranges.ts';
import { readExcludedPortRanges } from '../steps/read-excluded-port-ranges.ts';
import { readServiceState } from '../steps/read-service.ts';
import { WINNAT } from '../windows/service.ts';
import type { AskedPort } from './asked-port.ts';
import type { WatchedPart, WatchedState } from './watched-state.ts';

export interface WatchedReads {
  /** Whose tables are looked at; at least one. */
  readonly protocols: readonly Protocol[];
  /** Sockets are looked at only for these. */
  readonly ports: readonly AskedPort[];
  /** What the last round found; undefined for the first. */
  readonly before: WatchedState | undefined;
  /** Look at the service and the sockets although no table has changed. */
  readonly whole: boolean;
}

/**
 * Does one round: both tables of each protocol with netsh, and only where they changed the service and the sockets.
 *
 * What cannot be read keeps the value it last had, beside why.
 *
 * @throws What is no answer of the machine: an interruption, and bugs.
 */
export async function readWatched(host: Host, reads: WatchedReads): Promise<WatchedState> {
  const { before, ports } = reads;
  const tables = await readTables(host, reads);
  const hasChanged =
    JSON.stringify([before?.tables, before?.dynamicRanges]) !==
    JSON.stringify([tables.tables, tables.dynamicRanges]);
  // Linux shows its sockets without starting anything, and a connection takes a port without a change of any table.
  const isCheap = host.kind === 'linux';
  if (before !== undefined && !hasChanged && !reads.whole && !isCheap) return { ...before, ...tables };
  const [winnat, sockets] = await Promise.all([
    isCheap ? { value: undefined } : readPart(before?.winnat, () => readServiceState(host, WINNAT)),
    ports.length === 0
      ? undefined
      : readPart(before?.sockets, async () => (await host.ask('listeners', {})).sockets),
  ]);
  return { ...tables, winnat, ...(sockets && { sockets }) };
}

async function readTables(
  host: Host,
  { protocols, before }: WatchedReads,
): Promise<Pick<WatchedState, 'tables' | 'dynamicRanges'>> {
  const watched = PROTOCOLS.filter((protocol) => protocols.includes(protocol));
  const parts = await Promise.all(
    watched.map(async (protocol) => {
      const [table, range] = await Promise.all([
        readPart(before?.tables[protocol], () => readExcludedPortRanges(host, protocol, 'active')),
        readPart(before?.dynamicRanges[protocol], () =>
          readDynamicPortRange(host, { family: 'ipv4', protocol }, 'active'),
        ),
      ]);
      return { protocol, table, range };
    }),
  );
  return {
    tables: Object.fromEntries(parts.map(({ protocol, table }) => [protocol, table])),
    dynamicRanges: Object.fromEntries(parts.map(({ protocol, range }) => [protocol, range])),
  };
}

async function readPart<Value>(
  before: WatchedPart<Value> | undefined,
  read: () => Promise<Value>,
): Promise<WatchedPart<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    return { value: before?.value, failure: { code: error.code, message: error.message } };
  }
}
