import type { Host } from '../host/host.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { formatPortRange, isSameRange, type PortRange, type Protocol } from '../ports/port-range.ts';
import { intersectRanges } from '../ports/port-set.ts';
import type { Step } from '../scenario/step.ts';
import { addExcludedPortRange, deleteExcludedPortRange } from '../windows/excluded-port-range.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { type ReleaseOptions, readRowsToRelease } from './read-rows-to-release.ts';
import { runCommand } from './run-command.ts';

export interface NoExcludedPortRangesState {
  /** Rows that an earlier run added and that are asked for whole: the rows to remove. */
  readonly removable: readonly PortRange[];
  /** Administered rows over the ports that both stores list, whoever added them. */
  readonly listed: readonly PortRange[];
  /** Ports that no row covers. */
  readonly uncovered: readonly PortRange[];
}

/**
 * Ensures that no row which an earlier run added lies over the ports. Everybody else's rows stay: see `expectOwnPortRanges`.
 *
 * winnat need not stop, since deleting an exclusion is always possible. Undo adds exactly the removed rows again, which
 * Windows refuses (Win32 error 32) where a block or a socket has taken one of the ports in the meantime.
 */
export function ensureNoExcludedPortRanges(options: ReleaseOptions): Step<NoExcludedPortRangesState> {
  const { protocol, ranges } = options;
  const span = (range: PortRange) => ({ family: 'ipv4', protocol, range, store: 'persistent' }) as const;
  return {
    kind: 'step',
    id: noExcludedPortRangesId(protocol),
    title: `Give back the exclusions of ${protocol} ${ranges.map(formatPortRange).join(', ')}`,
    async check(host) {
      const [{ own, uncovered }, listed] = await Promise.all([
        readRowsToRelease(host, options),
        readListed(host, options),
      ]);
      return { removable: own, listed, uncovered };
    },
    isSatisfied: ({ removable }) => removable.length === 0,
    changes: ({ removable }) =>
      removable.map((range) => ({
        action: 'remove',
        what: `excluded port range ${protocol} ${formatPortRange(range)} (administered, persistent)`,
        notes: ['Windows may give these ports away again'],
      })),
    notes: ({ uncovered }) =>
      uncovered.length === 0
        ? []
        : [`${protocol} ${uncovered.map(formatPortRange).join(', ')}: no row is there to give back`],
    promises: ({ removable, uncovered }) =>
      [...removable, ...uncovered].map((range) => ({ kind: 'no-excluded-port-range', protocol, ...range })),
    async apply(host, { removable }) {
      for (const range of removable) {
        const what = `remove ${protocol} ${formatPortRange(range)}`;
        await runCommand(host, deleteExcludedPortRange(span(range)), what);
      }
    },
    async undo(host, before) {
      for (const range of missingFrom(await readListed(host, options), before)) {
        const what = `exclude ${protocol} ${formatPortRange(range)} again`;
        await runCommand(host, addExcludedPortRange(span(range)), what);
      }
    },
    isRestored: ({ listed }, before) => missingFrom(listed, before).length === 0,
    restores: ({ removable }) =>
      removable.map((range) => ({ kind: 'excluded-port-range', protocol, lasting: true, ...range })),
  };
}

/** By which a journal names the step that takes rows away: which, is in the `removable` of its state. */
export function noExcludedPortRangesId(protocol: Protocol): string {
  return `no-excluded-port-ranges-${protocol}`;
}

async function readListed(host: Host, { protocol, ranges }: PortGroup): Promise<PortRange[]> {
  const [active, persistent] = await Promise.all([
    readExcludedPortRanges(host, protocol, 'active'),
    readExcludedPortRanges(host, protocol, 'persistent'),
  ]);
  return active
    .filter((row) => row.administered && intersectRanges([row], ranges).length > 0)
    .filter((row) => persistent.some((stored) => stored.administered && isSameRange(stored, row)))
    .map(({ startPort, numberOfPorts }) => ({ startPort, numberOfPorts }));
}

function missingFrom(
  listed: readonly PortRange[],
  { removable }: NoExcludedPortRangesState,
): readonly PortRange[] {
  return removable.filter((range) => !listed.some((row) => isSameRange(row, range)));
}
