import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Clock, Host } from '../host/host.ts';
import { PROTOCOLS } from '../ports/port-range.ts';
import type { AskedPort } from './asked-port.ts';
import { diffSnapshots, type WatchEvent } from './diff-snapshots.ts';
import { readWatched } from './read-watched.ts';
import type { WatchedState } from './watched-state.ts';

export interface WatchOptions {
  /** Empty: the tables of both protocols are watched, and no port in particular. */
  readonly ports: readonly AskedPort[];
  /** From the end of one round to the beginning of the next, in milliseconds. */
  readonly intervalMs: number;
  /** The time that passes for whoever watches: a simulated machine's own clock jumps. */
  readonly clock: Clock;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/** What one round found, with the moment it ended. */
export interface WatchRound {
  /** Milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** Empty where nothing changed. */
  readonly events: readonly WatchEvent[];
}

/** Who holds a port, and whether winnat runs, is looked at this often although no table changed. */
const WHOLE_ROUND_MS = 60_000;
const MOST_BACKOFF = 16;

/**
 * Looks at a machine again and again until the signal fires. Rounds never overlap: the next one begins when whoever asks for it
 * does. While netsh cannot be read the pause doubles with every round, up to sixteen times the interval.
 *
 * @throws Bugs only: what cannot be read is an event.
 */
export async function* watchMachine(host: Host, options: WatchOptions): AsyncGenerator<WatchRound, void> {
  const { ports, clock, signal, intervalMs } = options;
  const asked = PROTOCOLS.filter((protocol) => ports.some((port) => port.protocol === protocol));
  const protocols = asked.length === 0 ? PROTOCOLS : asked;
  let before: WatchedState | undefined;
  let wholeAtMs = clock.now();
  let backoff = 1;
  try {
    while (!signal.aborted) {
      const whole = clock.now() - wholeAtMs >= WHOLE_ROUND_MS;
      if (whole) wholeAtMs = clock.now();
      const after = await readWatched(host, { protocols, ports, before, whole });
      yield { atMs: clock.now(), events: diffSnapshots(before, after, ports) };
      before = after;
      backoff = isUnreadable(after) ? Math.min(backoff * 2, MOST_BACKOFF) : 1;
      await clock.wait(intervalMs * backoff, signal);
    }
  } catch (error) {
    if (error instanceof ToolkitError && error.code === 'host.aborted' && signal.aborted) return;
    throw error;
  }
}

function isUnreadable({ tables, dynamicRanges }: WatchedState): boolean {
  return [...Object.values(tables), ...Object.values(dynamicRanges)].some(
    ({ failure }) => failure !== undefined,
  );
}
