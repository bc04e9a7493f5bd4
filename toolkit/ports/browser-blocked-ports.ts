import type { PortRange } from './port-range.ts';

/**
 * Ports above 1023 that browsers refuse to open, whatever serves them (`ERR_UNSAFE_PORT`). Ascending.
 *
 * @see https://fetch.spec.whatwg.org/#port-blocking
 */
export const BROWSER_BLOCKED_PORTS: readonly PortRange[] = [
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
].map((startPort) => ({ startPort, numberOfPorts: 1 }));
