import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import {
  contains,
  formatPortRange,
  isSameRange,
  type PortRange,
  type Protocol,
} from '../ports/port-range.ts';
import { intersectRanges, mergeRanges, subtractRanges } from '../ports/port-set.ts';
import type { PromisedFact } from '../scenario/promised-fact.ts';
import type { Step } from '../scenario/step.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import {
  addExcludedPortRange,
  deleteExcludedPortRange,
  type ExcludedPortRange,
} from '../windows/excluded-port-range.ts';
import { isServing, readContainer } from './read-container.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { describeHolder, readSockets, remedyForHolder } from './read-sockets.ts';
import { runCommand } from './run-command.ts';

export interface ExcludedPortRangesState {
  /** What no administered row covers yet, merged among itself: the rows to add. */
  readonly missing: readonly PortRange[];
  /** Sockets on the missing ports: Windows excludes no port that is in use. */
  readonly holders: readonly SocketInUse[];
  /** What would be missing, but is in use by the container it is for. */
  readonly inUse: readonly PortRange[];
  /** Administered rows that touch the wanted ports, as they are listed. */
  readonly administered: readonly PortRange[];
  /** Wanted ports that only the Host Network Service's own exclusion covers. */
  readonly coveredByHns: readonly PortRange[];
  /** Wanted ports that an administered row covers, but none of the persistent store. */
  readonly notLasting: readonly PortRange[];
}

export interface ExcludedPortRangesOptions {
  readonly protocol: Protocol;
  /** Ports to keep; they may overlap and be in any order. */
  readonly ranges: readonly PortRange[];
  /** A container that may serve the ports already. Windows excludes no port that is in use, so nothing is added then. */
  readonly unlessServedBy?: string | undefined;
}

/**
 * Ensures that an administered, persistent exclusion covers every wanted port.
 *
 * Adds rows only where no administered row is, so that nobody else's row is merged or replaced, and removes on undo exactly
 * the rows it added. Fails with Win32 error 32 where a block or a socket holds a port: winnat has to be down for those.
 */
export function ensureExcludedPortRanges(options: ExcludedPortRangesOptions): Step<ExcludedPortRangesState> {
  const { protocol } = options;
  const wanted = mergeRanges(options.ranges);
  const named = wanted.map(formatPortRange).join(', ');
  const span = (range: PortRange) => ({ family: 'ipv4', protocol, range, store: 'persistent' }) as const;
  return {
    kind: 'step',
    id: excludedPortRangesId(protocol),
    title: `Exclude ${protocol} ${named} from automatic assignment`,
    async check(host) {
      const [active, persistent] = await Promise.all([
        readExcludedPortRanges(host, protocol, 'active'),
        readExcludedPortRanges(host, protocol, 'persistent'),
      ]);
      const state = compare(wanted, active, persistent);
      // Docker is asked only when it matters: nobody may be logged on who runs it.
      if (state.missing.length === 0) return state;
      const [served, sockets] = await Promise.all([
        servedPorts(host, options),
        readSockets(host, { protocol, ranges: state.missing }),
      ]);
      const missing = subtractRanges(state.missing, served);
      const inUse = intersectRanges(state.missing, served);
      const holders = sockets.filter(({ localPort }) => missing.some((range) => contains(range, localPort)));
      return { ...state, missing, inUse, holders };
    },
    isSatisfied: ({ missing }) => missing.length === 0,
    changes: ({ missing }) =>
      missing.map((range) => ({
        action: 'add',
        what: `excluded port range ${protocol} ${formatPortRange(range)} (administered, persistent)`,
      })),
    notes: (state) => notes(protocol, state),
    promises: (state) => promises(protocol, wanted, state),
    refusal: ({ holders: [holder] }) =>
      holder && {
        reason: `${protocol} ${holder.localPort} is in use by ${describeHolder(holder)}, and Windows excludes no port that is in use`,
        remedy: remedyForHolder(holder),
      },
    async apply(host, { missing }) {
      for (const range of missing) {
        await runCommand(
          host,
          addExcludedPortRange(span(range)),
          `exclude ${protocol} ${formatPortRange(range)}`,
        );
      }
    },
    async undo(host, before) {
      for (const range of await added(host, protocol, before)) {
        await runCommand(
          host,
          deleteExcludedPortRange(span(range)),
          `remove ${protocol} ${formatPortRange(range)}`,
        );
      }
    },
    isRestored: (now, before) =>
      before.missing.every((range) => !now.administered.some((row) => isSameRange(row, range))),
    restores: ({ missing }) =>
      missing.map((range) => ({ kind: 'no-excluded-port-range', protocol, ...range })),
  };
}

/** By which a journal names the step that adds rows: what it added is in the `missing` of its state. */
export function excludedPortRangesId(protocol: Protocol): string {
  return `excluded-port-ranges-${protocol}`;
}

/** The container's own ports while it serves them all, else none. */
async function servedPorts(
  host: Host,
  { protocol, unlessServedBy: name }: ExcludedPortRangesOptions,
): Promise<PortRange[]> {
  if (name === undefined) return [];
  try {
    const container = await readContainer(host, name);
    const own = container.wanted.filter((port) => port.protocol === protocol);
    return isServing(container) ? own.map(({ hostPort }) => ({ startPort: hostPort, numberOfPorts: 1 })) : [];
  } catch (error) {
    // An engine that is down, as it is while WSL is shut down, serves nothing.
    if (error instanceof ToolkitError && error.code === 'docker.not-running') return [];
    throw error;
  }
}

function compare(
  wanted: readonly PortRange[],
  active: readonly ExcludedPortRange[],
  persistent: readonly ExcludedPortRange[],
): ExcludedPortRangesState {
  const administered = active.filter((row) => row.administered && intersectRanges([row], wanted).length > 0);
  const hns = administered.filter((row) => blockOrigin(row) === 'hns');
  const others = administered.filter((row) => blockOrigin(row) !== 'hns');
  const covered = intersectRanges(wanted, mergeRanges(administered));
  return {
    missing: subtractRanges(wanted, mergeRanges(administered)),
    holders: [],
    inUse: [],
    administered: administered.map(({ startPort, numberOfPorts }) => ({ startPort, numberOfPorts })),
    coveredByHns: subtractRanges(intersectRanges(wanted, mergeRanges(hns)), mergeRanges(others)),
    notLasting: subtractRanges(covered, mergeRanges(persistent.filter((row) => row.administered))),
  };
}

function notes(protocol: Protocol, { coveredByHns, notLasting, inUse }: ExcludedPortRangesState): string[] {
  const list = (ranges: readonly PortRange[]) => ranges.map(formatPortRange).join(', ');
  const own = subtractRanges(notLasting, coveredByHns);
  return [
    ...(coveredByHns.length > 0
      ? [
          `${protocol} ${list(coveredByHns)}: excluded by the Host Network Service, not by you; nothing is added there`,
        ]
      : []),
    ...(inUse.length > 0
      ? [
          `${protocol} ${list(inUse)}: in use by the container; to exclude it as well, stop the container first`,
        ]
      : []),
    ...(own.length > 0 ? [`${protocol} ${list(own)}: excluded now, but not in the persistent store`] : []),
  ];
}

/** Of what the container holds nothing is promised, and of a row of the active store alone only that it is there now. */
function promises(
  protocol: Protocol,
  wanted: readonly PortRange[],
  { inUse, notLasting }: ExcludedPortRangesState,
): PromisedFact[] {
  const covered = subtractRanges(wanted, inUse);
  const spans = (ranges: readonly PortRange[], lasting: boolean) =>
    ranges.map((range) => ({ kind: 'excluded-port-range', protocol, lasting, ...range }) as const);
  return [...spans(subtractRanges(covered, notLasting), true), ...spans(notLasting, false)];
}

/** The rows this step added and that are still there: exact rows that were not listed before. */
async function added(host: Host, protocol: Protocol, before: ExcludedPortRangesState): Promise<PortRange[]> {
  const rows = await readExcludedPortRanges(host, protocol, 'active');
  return before.missing.filter((range) => rows.some((row) => row.administered && isSameRange(row, range)));
}
