import { endPort, MAX_PORT, type PortRange } from '../ports/port-range.ts';
import { intersectRanges, type PortSet } from '../ports/port-set.ts';

/** How good a port is by its place. On either side of `from` a port is the better the nearer it is; no two are alike. */
export interface Preference {
  readonly from: number;
  /** Lower is better. */
  distance(port: number): number;
}

/** Nearest to a port first; of two equally near the higher, as one counts on. */
export function nearestTo(from: number): Preference {
  return { from, distance: (port) => (port > from ? 2 * (port - from) - 1 : 2 * (from - port)) };
}

/** Ascending from a port to the last one, and only then descending from the one below it. */
export function upwardsFrom(from: number): Preference {
  return { from, distance: (port) => (port >= from ? port - from : MAX_PORT + from - port) };
}

/**
 * The best ports of a set.
 *
 * @returns `count` of them, best first; undefined when the set has fewer.
 */
export function nearestPorts(
  free: PortSet,
  count: number,
  { from, distance }: Preference,
): number[] | undefined {
  const below = intersectRanges(free, [{ startPort: 0, numberOfPorts: from }]);
  const above = intersectRanges(free, [{ startPort: from, numberOfPorts: MAX_PORT - from + 1 }]);
  const ports = [...firstPorts(above, count), ...lastPorts(below, count)];
  ports.sort((left, right) => distance(left) - distance(right));
  return ports.length < count ? undefined : ports.slice(0, count);
}

/**
 * The best place for consecutive ports, judged by its first port.
 *
 * @returns The ports, ascending; undefined when no stretch of the set is long enough.
 */
export function nearestPlace(free: PortSet, count: number, preference: Preference): number[] | undefined {
  const starts = free
    .filter(({ numberOfPorts }) => numberOfPorts >= count)
    .map(({ startPort, numberOfPorts }) => ({ startPort, numberOfPorts: numberOfPorts - count + 1 }));
  const [first] = nearestPorts(starts, 1, preference) ?? [];
  return first === undefined ? undefined : portsOf({ startPort: first, numberOfPorts: count });
}

function firstPorts(set: PortSet, count: number): number[] {
  const ports: number[] = [];
  for (const { startPort, numberOfPorts } of set) {
    const wanted = Math.min(numberOfPorts, count - ports.length);
    ports.push(...portsOf({ startPort, numberOfPorts: wanted }));
  }
  return ports;
}

function lastPorts(set: PortSet, count: number): number[] {
  const ports: number[] = [];
  for (const range of set.toReversed()) {
    const wanted = Math.min(range.numberOfPorts, count - ports.length);
    ports.push(...portsOf({ startPort: endPort(range) - wanted + 1, numberOfPorts: wanted }));
  }
  return ports;
}

function portsOf({ startPort, numberOfPorts }: PortRange): number[] {
  return Array.from({ length: numberOfPorts }, (_, index) => startPort + index);
}
