import { ToolkitError } from '../errors/toolkit-error.ts';

/** Highest port number there is. */
export const MAX_PORT = 65535;

export const PROTOCOLS = ['tcp', 'udp'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Consecutive ports, in netsh's own terms. Both ends are in: 5357 with 1 port is 5357-5357. */
export interface PortRange {
  readonly startPort: number;
  readonly numberOfPorts: number;
}

/** Last port of the range, which belongs to it. */
export function endPort({ startPort, numberOfPorts }: PortRange): number {
  return startPort + numberOfPorts - 1;
}

/**
 * Makes a range of its two ends, both in.
 *
 * @param startPort - 1 to 65535.
 * @param lastPort - `startPort` to 65535. @defaultValue `startPort`: one port
 * @throws {@link ToolkitError} `ports.invalid-range`
 */
export function portRange(startPort: number, lastPort: number = startPort): PortRange {
  const range = { startPort, numberOfPorts: lastPort - startPort + 1 };
  assertPortRange(range);
  return range;
}

/**
 * Refuses a range that is not at least one whole port within 1-65535.
 *
 * @throws {@link ToolkitError} `ports.invalid-range`
 */
export function assertPortRange(range: PortRange): void {
  const { startPort, numberOfPorts } = range;
  const isWhole = Number.isInteger(startPort) && Number.isInteger(numberOfPorts);
  if (isWhole && startPort >= 1 && numberOfPorts >= 1 && endPort(range) <= MAX_PORT) return;
  throw new ToolkitError(
    'ports.invalid-range',
    `${numberOfPorts} port(s) from ${startPort} are not within 1-${MAX_PORT}: give a start port of at least 1 ` +
      `and an end port of at most ${MAX_PORT}, not below the start`,
  );
}

/** Whether the port lies in the range; both ends do. */
export function contains(range: PortRange, port: number): boolean {
  return range.startPort <= port && port <= endPort(range);
}

export function isSameRange(left: PortRange, right: PortRange): boolean {
  return left.startPort === right.startPort && left.numberOfPorts === right.numberOfPorts;
}

/** Whether the two ranges share at least one port. Neighbours do not. */
export function overlaps(left: PortRange, right: PortRange): boolean {
  return left.startPort <= endPort(right) && right.startPort <= endPort(left);
}

/** `8065`, or `9000-9010` for more than one port. */
export function formatPortRange(range: PortRange): string {
  return range.numberOfPorts === 1 ? `${range.startPort}` : `${range.startPort}-${endPort(range)}`;
}
