import type { Host } from '../host/host.ts';
import { isSameRange, type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import type { Change, Step } from '../scenario/step.ts';
import { setDynamicPortRange } from '../windows/dynamic-port-range.ts';
import { FAMILIES, type Store } from '../windows/netsh.ts';
import { type DynamicPortRangeKey, readDynamicPortRange } from './read-dynamic-port-ranges.ts';
import { runCommand } from './run-command.ts';

export interface DynamicPortRangeState extends DynamicPortRangeKey {
  readonly active: PortRange;
  readonly persistent: PortRange;
}

/**
 * Ensures one dynamic port range for tcp and udp, ipv4 and ipv6, in both stores.
 *
 * Sets all four because the documents disagree on whether the families share one range. Takes effect at once for new
 * ephemeral ports; blocks that are there do not move. Undo restores the active and the persistent value each as it was.
 */
export function ensureDynamicPortRanges(range: PortRange): Step<readonly DynamicPortRangeState[]> {
  return {
    kind: 'step',
    id: 'dynamic-port-ranges',
    title: `Set the dynamic port range to ${formatSpan(range)}`,
    check: (host) => Promise.all(KEYS.map((key) => readTable(host, key))),
    isSatisfied: (tables) => tables.every((table) => isSet(table, range)),
    changes: (tables) => PROTOCOLS.flatMap((protocol) => changesOf(protocol, tables, range)),
    promises: () => KEYS.map((key) => ({ kind: 'dynamic-port-range', ...key, lasting: true, ...range })),
    async apply(host, tables) {
      for (const table of tables.filter((entry) => !isSet(entry, range)))
        await set(host, table, range, 'persistent');
    },
    async undo(host, before) {
      for (const table of before.filter((entry) => !isSet(entry, range))) {
        await set(host, table, table.persistent, 'persistent');
        if (!isSameRange(table.active, table.persistent)) await set(host, table, table.active, 'active');
      }
    },
    isRestored: (now, before) =>
      before.every((was) =>
        now.some(
          (is) =>
            isKey(is, was) &&
            isSameRange(is.active, was.active) &&
            isSameRange(is.persistent, was.persistent),
        ),
      ),
    restores: (before) =>
      before.map(({ family, protocol, active, persistent }) => ({
        kind: 'dynamic-port-range',
        family,
        protocol,
        lasting: isSameRange(active, persistent),
        ...active,
      })),
  };
}

const KEYS: readonly DynamicPortRangeKey[] = FAMILIES.flatMap((family) =>
  PROTOCOLS.map((protocol) => ({ family, protocol })),
);

async function readTable(host: Host, key: DynamicPortRangeKey): Promise<DynamicPortRangeState> {
  const [active, persistent] = await Promise.all([
    readDynamicPortRange(host, key, 'active'),
    readDynamicPortRange(host, key, 'persistent'),
  ]);
  return { ...key, active, persistent };
}

async function set(
  host: Host,
  { family, protocol }: DynamicPortRangeKey,
  range: PortRange,
  store: Store,
): Promise<void> {
  const command = setDynamicPortRange({ family, protocol, range, store });
  await runCommand(host, command, `set the ${family} ${protocol} dynamic port range`);
}

/** One line for a protocol whose families agree, which is what Windows normally shows; else one for each family. */
function changesOf(protocol: Protocol, tables: readonly DynamicPortRangeState[], range: PortRange): Change[] {
  const changed = tables.filter((table) => table.protocol === protocol && !isSet(table, range));
  const values = new Set(changed.map(describe));
  const together = changed.length === FAMILIES.length && values.size === 1;
  return (together ? changed.slice(0, 1) : changed).map((table) => ({
    action: 'change',
    what: `dynamic port range ${protocol}${together ? '' : ` ${table.family}`} ${describe(table)} → ${formatSpan(range)}`,
  }));
}

function describe({ active, persistent }: DynamicPortRangeState): string {
  if (isSameRange(active, persistent)) return formatSpan(active);
  return `${formatSpan(active)} (after a restart ${formatSpan(persistent)})`;
}

/** As Windows' own documents write it: first port + how many. */
export function formatSpan({ startPort, numberOfPorts }: PortRange): string {
  return `${startPort}+${numberOfPorts}`;
}

function isSet(table: DynamicPortRangeState, range: PortRange): boolean {
  return isSameRange(table.active, range) && isSameRange(table.persistent, range);
}

function isKey(a: DynamicPortRangeKey, b: DynamicPortRangeKey): boolean {
  return a.family === b.family && a.protocol === b.protocol;
}
