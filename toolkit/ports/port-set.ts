import { endPort, type PortRange } from './port-range.ts';

/**
 * A set of ports: ranges in ascending order that neither overlap nor touch, so that equal sets are equal lists.
 *
 * Every function here takes ranges in any order, overlapping or not, and gives back such a list.
 */
export type PortSet = readonly PortRange[];

/** The same ports in the fewest ranges: overlapping and touching ones become one. */
export function mergeRanges(ranges: Iterable<PortRange>): PortSet {
  const merged: PortRange[] = [];
  for (const range of [...ranges].sort((left, right) => left.startPort - right.startPort)) {
    const last = merged.at(-1);
    if (last === undefined || range.startPort > endPort(last) + 1)
      merged.push(between(range.startPort, endPort(range)));
    else merged[merged.length - 1] = between(last.startPort, Math.max(endPort(last), endPort(range)));
  }
  return merged;
}

/** Ports that are in at least one of the two. */
export function unionRanges(left: Iterable<PortRange>, right: Iterable<PortRange>): PortSet {
  return mergeRanges([...left, ...right]);
}

/** Ports of `from` that are not in `taken`. */
export function subtractRanges(from: Iterable<PortRange>, taken: Iterable<PortRange>): PortSet {
  const holes = mergeRanges(taken);
  return mergeRanges(from).flatMap((range) => {
    const rest: PortRange[] = [];
    let next = range.startPort;
    for (const hole of holes) {
      if (endPort(hole) < next) continue;
      if (hole.startPort > endPort(range)) break;
      if (hole.startPort > next) rest.push(between(next, hole.startPort - 1));
      next = endPort(hole) + 1;
    }
    if (next <= endPort(range)) rest.push(between(next, endPort(range)));
    return rest;
  });
}

/** Ports that are in both. */
export function intersectRanges(left: Iterable<PortRange>, right: Iterable<PortRange>): PortSet {
  const ports = mergeRanges(left);
  return subtractRanges(ports, subtractRanges(ports, right));
}

/** The free ports of `within`: those that no range holds. Empty when all are taken. */
export function gaps(ranges: Iterable<PortRange>, within: PortRange): PortSet {
  return subtractRanges([within], ranges);
}

/**
 * Finds the lowest place for consecutive ports (first fit).
 *
 * @param numberOfPorts - How many, at least 1.
 * @param free - Where they may lie.
 * @returns The place, or undefined when no free stretch is long enough.
 */
export function fitConsecutive(numberOfPorts: number, free: Iterable<PortRange>): PortRange | undefined {
  const place = mergeRanges(free).find((range) => range.numberOfPorts >= numberOfPorts);
  return place && { startPort: place.startPort, numberOfPorts };
}

/** How many different ports the ranges hold together; a port in two ranges counts once. */
export function countPorts(ranges: Iterable<PortRange>): number {
  return mergeRanges(ranges).reduce((sum, range) => sum + range.numberOfPorts, 0);
}

function between(startPort: number, lastPort: number): PortRange {
  return { startPort, numberOfPorts: lastPort - startPort + 1 };
}
