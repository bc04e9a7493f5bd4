/** Highest port number there is. */
export const MAX_PORT = 65535;

export const PROTOCOLS = ['tcp', 'udp'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Consecutive ports, in netsh's own terms. Both ends are in: 5357 with 1 port is 5357-5357. */
export interface PortRange {
  readonly startPort: number;
  readonly numberOfPorts: number;
}
