import type { Host } from '../host/host.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';

/** A port to show a refused bind on: a given one, or the first port of a block that is there already. */
export type PortTarget = number | 'existing-block';

/** @returns The port, or undefined when an existing block is wanted and there is none. */
export async function findTargetPort(host: Host, target: PortTarget): Promise<number | undefined> {
  if (target !== 'existing-block') return target;
  const rows = await readExcludedPortRanges(host, 'tcp', 'active');
  const refusing = rows.filter((row) => !row.administered);
  return (refusing.find(isWinNat) ?? refusing[0])?.startPort;
}

function isWinNat(row: ExcludedPortRange): boolean {
  return blockOrigin(row) === 'winnat';
}
