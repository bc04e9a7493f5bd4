import { endPort, type PortRange, type Protocol } from '../ports/port-range.ts';
import { mergeRanges, type PortSet } from '../ports/port-set.ts';
import type { MachineState } from './machine-state.ts';

/** Ports that are taken: ascending, disjoint, not adjacent; both ends in. Typed arrays, since a draw reads them often. */
export interface Obstacles {
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
}

/** Ranges in any order, overlapping or not, as obstacles. */
export function toObstacles(ranges: Iterable<PortRange>): Obstacles {
  const merged = mergeRanges(ranges);
  return {
    starts: Uint16Array.from(merged, ({ startPort }) => startPort),
    ends: Uint16Array.from(merged, endPort),
  };
}

/** Index of the first number that is at least the value; the length when there is none. @param sorted - Ascending. */
export function firstAtLeast(sorted: Uint16Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Everything a draw of ports has to skip on this machine: every active entry and every open socket. */
export function occupiedPorts(machine: MachineState, protocol: Protocol): PortSet {
  const sockets = machine.sockets
    .filter((socket) => socket.protocol === protocol)
    .map((socket) => ({ startPort: socket.localPort, numberOfPorts: 1 }));
  return mergeRanges([...machine.ranges[protocol].filter((entry) => entry.active), ...sockets]);
}
