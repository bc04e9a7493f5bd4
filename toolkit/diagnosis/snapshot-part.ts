import { ToolkitError } from '../errors/toolkit-error.ts';
import { PROTOCOLS } from '../ports/port-range.ts';
import type { DynamicPortRange, ExclusionTables, Snapshot, Unread } from './snapshot.ts';

/** What one read found out: some parts of a snapshot, or that they could not be read. */
export type SnapshotPart = Partial<Omit<Snapshot, 'host'>>;

/** What is not known where netstat stood in for PowerShell: the sockets are then second-hand. */
export const PROCESS_NAMES = 'names of the processes';

/**
 * Carries out one read; what goes wrong becomes an entry of `unread`.
 *
 * @param about - The protocol or port it concerns alone, where it does.
 * @throws What is no answer of the machine: an interruption, and bugs.
 */
export async function readPart(
  what: string,
  read: () => Promise<SnapshotPart>,
  about: Pick<Unread, 'protocol' | 'port'> = {},
): Promise<SnapshotPart> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    return { unread: [{ what, ...about, code: error.code, message: error.message }] };
  }
}

/** Puts parts together. Lists are appended in order; of anything else the last one read stays, of WSL each fact. */
export function joinParts({ kind, machine }: Snapshot['host'], parts: readonly SnapshotPart[]): Snapshot {
  const excludedPortRanges = joinTables(parts.map((part) => part.excludedPortRanges ?? {}));
  const persistent = parts.flatMap((part) => part.persistentExclusions ?? []);
  const docker = parts.findLast((part) => part.docker !== undefined)?.docker;
  const portProxies = appended(parts, 'portProxies');
  const sockets = appended(parts, 'sockets');
  const containers = appended(parts, 'containers');
  const dockerErrors = appended(parts, 'dockerErrors');
  const bindErrors = appended(parts, 'bindErrors');
  const tcpSettings = appended(parts, 'tcpSettings');
  const troubles = appended(parts, 'troubles');
  const registry = appended(parts, 'registry');
  const urlPorts = appended(parts, 'urlPorts');
  const former = parts.flatMap((part) => part.formerExclusions ?? []);
  const wsl = parts.flatMap((part) => part.wsl ?? []);
  const { unprivilegedPortStart } = parts.findLast((part) => part.unprivilegedPortStart !== undefined) ?? {};
  const { nextBoot } = parts.findLast((part) => part.nextBoot !== undefined) ?? {};
  return {
    host: { kind, ...(machine !== undefined && { machine }) },
    excludedPortRanges,
    ...(persistent.length > 0 && { persistentExclusions: joinTables(persistent) }),
    dynamicPortRanges: dynamicRanges(appended(parts, 'dynamicPortRanges') ?? [], tcpSettings ?? []),
    ...(portProxies && { portProxies }),
    ...(sockets && { sockets }),
    probes: appended(parts, 'probes') ?? [],
    ...(containers && { containers }),
    ...(docker && { docker }),
    ...(tcpSettings && { tcpSettings }),
    ...(dockerErrors && { dockerErrors }),
    ...(bindErrors && { bindErrors }),
    ...(troubles && { troubles }),
    ...(wsl.length > 0 && { wsl: Object.assign({}, ...wsl) }),
    ...(unprivilegedPortStart !== undefined && { unprivilegedPortStart }),
    ...(nextBoot && { nextBoot }),
    ...(registry && { registry }),
    ...(urlPorts && { urlPorts }),
    ...(former.length > 0 && { formerExclusions: joinTables(former) }),
    incomplete: appended(parts, 'incomplete') ?? [],
    unread: appended(parts, 'unread') ?? [],
    disagreements: appended(parts, 'disagreements') ?? [],
  };
}

/** Where netsh's range of a protocol was not read, PowerShell's stands in for it: each of them once. */
function dynamicRanges(
  printed: readonly DynamicPortRange[],
  settings: NonNullable<Snapshot['tcpSettings']>,
): DynamicPortRange[] {
  const missing = PROTOCOLS.filter((protocol) => !printed.some((range) => range.protocol === protocol));
  const answered = settings.flatMap(({ protocol, startPort, numberOfPorts }) =>
    missing.includes(protocol) && startPort !== null && numberOfPorts !== null
      ? [{ protocol, startPort, numberOfPorts }]
      : [],
  );
  const once = new Map(answered.map((range) => [JSON.stringify(range), range]));
  return [...printed, ...once.values()];
}

function joinTables(tables: readonly ExclusionTables[]): ExclusionTables {
  return Object.fromEntries(tables.flatMap((table) => Object.entries(table)));
}

type ListKey = {
  [Key in keyof SnapshotPart]-?: NonNullable<SnapshotPart[Key]> extends readonly unknown[] ? Key : never;
}[keyof SnapshotPart];
type Item<Key extends ListKey> = NonNullable<SnapshotPart[Key]>[number];

/** Undefined when no part holds the list: then it was not read. */
function appended<Key extends ListKey>(parts: readonly SnapshotPart[], key: Key): Item<Key>[] | undefined {
  const items: Item<Key>[] = [];
  let isRead = false;
  for (const part of parts) {
    const list: readonly Item<Key>[] | undefined = part[key];
    if (list === undefined) continue;
    isRead = true;
    items.push(...list);
  }
  return isRead ? items : undefined;
}
