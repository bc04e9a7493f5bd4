import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Protocol } from '../ports/port-range.ts';
import type { Snapshot } from './snapshot.ts';

/** What one read found out: some parts of a snapshot, or that they could not be read. */
export type SnapshotPart = Partial<Omit<Snapshot, 'host'>>;

/**
 * Carries out one read; what goes wrong becomes an entry of `unread`.
 *
 * @throws What is no answer of the machine: an interruption, and bugs.
 */
export async function readPart(
  what: string,
  read: () => Promise<SnapshotPart>,
  protocol?: Protocol,
): Promise<SnapshotPart> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    const entry = { what, code: error.code, message: error.message, ...(protocol && { protocol }) };
    return { unread: [entry] };
  }
}

/** Puts parts together. Lists are appended in order; of anything else the last one read stays. */
export function joinParts({ kind, machine }: Snapshot['host'], parts: readonly SnapshotPart[]): Snapshot {
  const excludedPortRanges = Object.assign({}, ...parts.map((part) => part.excludedPortRanges ?? {}));
  const persistent = parts.flatMap((part) => part.persistentExclusions ?? []);
  const docker = parts.findLast((part) => part.docker !== undefined)?.docker;
  const portProxies = appended(parts, 'portProxies');
  const sockets = appended(parts, 'sockets');
  const containers = appended(parts, 'containers');
  const dockerErrors = appended(parts, 'dockerErrors');
  const tcpSettings = appended(parts, 'tcpSettings');
  return {
    host: { kind, ...(machine !== undefined && { machine }) },
    excludedPortRanges,
    ...(persistent.length > 0 && { persistentExclusions: Object.assign({}, ...persistent) }),
    dynamicPortRanges: appended(parts, 'dynamicPortRanges') ?? [],
    ...(portProxies && { portProxies }),
    ...(sockets && { sockets }),
    probes: appended(parts, 'probes') ?? [],
    ...(containers && { containers }),
    ...(docker && { docker }),
    ...(tcpSettings && { tcpSettings }),
    ...(dockerErrors && { dockerErrors }),
    incomplete: appended(parts, 'incomplete') ?? [],
    unread: appended(parts, 'unread') ?? [],
    disagreements: appended(parts, 'disagreements') ?? [],
  };
}

type ListKey = {
  [Key in keyof SnapshotPart]-?: NonNullable<SnapshotPart[Key]> extends readonly unknown[] ? Key : never;
}[keyof SnapshotPart];
type Item<Key extends ListKey> = NonNullable<SnapshotPart[Key]>[number];

/** Undefined when no part holds the list: then it was not read. */
function appended<Key extends ListKey>(parts: readonly SnapshotPart[], key: Key): Item<Key>[] | undefined {
  const lists = parts.flatMap((part) => {
    const list: readonly Item<Key>[] | undefined = part[key];
    return list === undefined ? [] : [list];
  });
  return lists.length === 0 ? undefined : (lists.flat() as Item<Key>[]);
}
