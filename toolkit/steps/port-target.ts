import type { Host } from '../host/host.ts';
import { contains } from '../ports/port-range.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';

/** A port to show a refused bind on: a given one, or one in a block that is there, the preferred one where a block holds it. */
export type PortTarget = number | { readonly preferred: number };

/** @returns The port, or undefined when an existing block is wanted and there is none. */
export async function findTargetPort(host: Host, target: PortTarget): Promise<number | undefined> {
  if (typeof target === 'number') return target;
  const blocks = (await readExcludedPortRanges(host, 'tcp', 'active')).filter(isReservedBlock);
  if (blocks.some((row) => contains(row, target.preferred))) return target.preferred;
  return (blocks.find((row) => blockOrigin(row) === 'winnat') ?? blocks[0])?.startPort;
}

/** Whether a row refuses every bind. A port of http.sys does so too, but somebody serves it. */
export function isReservedBlock(row: ExcludedPortRange): boolean {
  return !row.administered && blockOrigin(row) !== 'http.sys';
}
