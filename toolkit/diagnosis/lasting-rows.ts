import type { Protocol } from '../ports/port-range.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { Origin } from './origin.ts';
import { originIn } from './port-facts.ts';
import type { Snapshot } from './snapshot.ts';

/** Whoever draws its ranges anew at every start. */
const REDRAWN: ReadonlySet<Origin> = new Set([
  'winnat',
  'hns-load-balancer',
  'wsl-mirrored',
  'windows-container',
]);

/** The rows of a protocol's table that a boot does not move: administered ones, and those of anybody who draws none. */
export function lastingRows(snapshot: Snapshot, protocol: Protocol): ExcludedPortRange[] {
  const table = snapshot.excludedPortRanges[protocol] ?? [];
  return table.filter((range) => !REDRAWN.has(originIn(snapshot, { protocol }, range).origin));
}
