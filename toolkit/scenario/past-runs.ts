import type { PortRange, Protocol } from '../ports/port-range.ts';

/** What earlier runs left on the machine, as far as their journals tell it. */
export interface PastRuns {
  /**
   * Excluded port ranges that a run added and none has taken away since, each exactly as it was added, in ascending order.
   * Whether a row is still there only the machine knows.
   */
  addedExcludedPortRanges(protocol: Protocol): readonly PortRange[];
}

/** No journal was read: nothing on the machine counts as our own. */
export const NOTHING_KNOWN: PastRuns = Object.freeze({ addedExcludedPortRanges: () => [] });
