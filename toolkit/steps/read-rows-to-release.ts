import type { Host } from '../host/host.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { isSameRange, type PortRange } from '../ports/port-range.ts';
import { intersectRanges, subtractRanges } from '../ports/port-set.ts';
import type { PastRuns } from '../scenario/past-runs.ts';
import { type BlockOrigin, blockOrigin } from '../windows/block-origin.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';

export interface ReleaseOptions extends PortGroup {
  readonly past: PastRuns;
}

/** The rows over some ports, by whether they may be given back. Windows deletes a row only whole. */
export interface RowsToRelease {
  /** Rows that an earlier run added, with every port of theirs asked for. */
  readonly own: readonly PortRange[];
  /** Rows that an earlier run added, of which only a part is asked for. */
  readonly partly: readonly PortRange[];
  /** Everybody else's rows. */
  readonly foreign: readonly { readonly range: PortRange; readonly origin: BlockOrigin }[];
  /** Ports that no row covers. */
  readonly uncovered: readonly PortRange[];
}

/** Reads both stores: a row that was deleted until the next restart only is still there to be given back. */
export async function readRowsToRelease(
  host: Host,
  { protocol, ranges, past }: ReleaseOptions,
): Promise<RowsToRelease> {
  const [active, persistent] = await Promise.all([
    readExcludedPortRanges(host, protocol, 'active'),
    readExcludedPortRanges(host, protocol, 'persistent'),
  ]);
  const hidden = persistent.filter((stored) => !active.some((row) => isSameRange(row, stored)));
  const rows = [...active, ...hidden].filter((row) => intersectRanges([row], ranges).length > 0);
  const added = past.addedExcludedPortRanges(protocol);
  const isOwn = (row: ExcludedPortRange) =>
    blockOrigin(row) === 'administered' && added.some((range) => isSameRange(range, row));
  const isWhole = (row: ExcludedPortRange) => subtractRanges([row], ranges).length === 0;
  const own = rows.filter(isOwn);
  return {
    own: own.filter(isWhole).map(spanOf),
    partly: own.filter((row) => !isWhole(row)).map(spanOf),
    foreign: rows
      .filter((row) => !isOwn(row))
      .map((row) => ({ range: spanOf(row), origin: blockOrigin(row, persistent) })),
    uncovered: subtractRanges(ranges, rows),
  };
}

function spanOf({ startPort, numberOfPorts }: PortRange): PortRange {
  return { startPort, numberOfPorts };
}
