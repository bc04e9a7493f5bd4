import type { Host } from '../host/host.ts';
import { formatPortRange, type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { subtractRanges } from '../ports/port-set.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';

export interface OutsideBlock {
  readonly protocol: Protocol;
  readonly range: PortRange;
}

/** Reads winnat's blocks that lie outside a range, at least in part: setting the dynamic range does not move them. */
export async function readBlocksOutside(host: Host, range: PortRange): Promise<readonly OutsideBlock[]> {
  const tables = await Promise.all(
    PROTOCOLS.map((protocol) => readExcludedPortRanges(host, protocol, 'active')),
  );
  return PROTOCOLS.flatMap((protocol, index) =>
    (tables[index] ?? [])
      .filter((row) => blockOrigin(row) === 'winnat' && subtractRanges([row], [range]).length > 0)
      .map(({ startPort, numberOfPorts }) => ({ protocol, range: { startPort, numberOfPorts } })),
  );
}

/** `tcp 8005-8104, 8105-8204 and 3 more`; every block counts, but nobody reads forty. */
export function listBlocks(blocks: readonly OutsideBlock[], most = 4): string {
  const shown = blocks.slice(0, most).map(({ protocol, range }) => `${protocol} ${formatPortRange(range)}`);
  const rest = blocks.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
