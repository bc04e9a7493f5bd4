import type { Host } from './host.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

export type Waited<State> =
  | { readonly reached: true; readonly state: State }
  | { readonly reached: false; readonly state: State | undefined; readonly error: unknown };

/**
 * Reads again until the state is the wanted one or the deadline has passed: a state is waited for, never a time.
 *
 * A check that fails is a state not reached yet; its error is kept for the case that the deadline passes.
 */
export async function waitUntil<State>(
  host: Host,
  check: () => Promise<State>,
  isReached: (state: State) => boolean,
  options: { readonly deadlineMs: number; readonly signal?: AbortSignal | undefined },
): Promise<Waited<State>> {
  const endMs = host.clock.now() + options.deadlineMs;
  let pauseMs = FIRST_PAUSE_MS;
  let state: State | undefined;
  let error: unknown;
  for (;;) {
    try {
      state = await check();
      error = undefined;
      if (isReached(state)) return { reached: true, state };
    } catch (thrown) {
      error = thrown;
    }
    const leftMs = endMs - host.clock.now();
    if (leftMs <= 0) return { reached: false, state, error };
    await host.clock.wait(Math.min(pauseMs, leftMs), options.signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
