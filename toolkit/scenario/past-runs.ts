import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { PortProxy } from '../windows/port-proxy.ts';

/** What earlier runs left on the machine, as far as their journals tell it. */
export interface PastRuns {
  /**
   * Excluded port ranges that a run added and none has taken away since, each exactly as it was added, in ascending order.
   * Whether a row is still there only the machine knows.
   */
  addedExcludedPortRanges(protocol: Protocol): readonly PortRange[];
  /** Portproxy rules (v4tov4) that a run added, or put in the place of an older one, and none has taken away since. */
  addedPortProxies(): readonly PortProxy[];
}

/** No journal was read: nothing on the machine counts as our own. */
export const NOTHING_KNOWN: PastRuns = Object.freeze({
  addedExcludedPortRanges: () => [],
  addedPortProxies: () => [],
});
