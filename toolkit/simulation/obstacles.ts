import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { MachineState } from './machine-state.ts';

/** Ports that are taken: ascending, disjoint, not adjacent; both ends in. Typed arrays, since a draw reads them often. */
export interface Obstacles {
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
}

/** Sorts and merges ranges, in any order and overlapping or not, into obstacles. */
export function toObstacles(ranges: readonly PortRange[]): Obstacles {
  const sorted = ranges
    .map(({ startPort, numberOfPorts }) => ({ start: startPort, end: startPort + numberOfPorts - 1 }))
    .sort((left, right) => left.start - right.start);
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return {
    starts: Uint16Array.from(merged, ({ start }) => start),
    ends: Uint16Array.from(merged, ({ end }) => end),
  };
}

/** Everything a draw of ports has to skip on this machine: every active entry and every open socket. */
export function occupiedPorts(machine: MachineState, protocol: Protocol): Obstacles {
  const sockets = machine.sockets
    .filter((socket) => socket.protocol === protocol)
    .map((socket) => ({ startPort: socket.localPort, numberOfPorts: 1 }));
  return toObstacles([...machine.ranges[protocol].filter((entry) => entry.active), ...sockets]);
}

/** The stretches of a range that no obstacle touches, ascending. */
export function gapsBetween(range: PortRange, obstacles: Obstacles): PortRange[] {
  const gaps: PortRange[] = [];
  const rangeEnd = range.startPort + range.numberOfPorts - 1;
  let next = range.startPort;
  for (const [index, start] of obstacles.starts.entries()) {
    if (start > rangeEnd) break;
    if (start > next) gaps.push({ startPort: next, numberOfPorts: start - next });
    next = Math.max(next, (obstacles.ends[index] ?? start) + 1);
  }
  if (next <= rangeEnd) gaps.push({ startPort: next, numberOfPorts: rangeEnd - next + 1 });
  return gaps;
}
