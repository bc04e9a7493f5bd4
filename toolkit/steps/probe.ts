import type { Host } from '../host/host.ts';
import type { Protocol } from '../ports/port-range.ts';

/** Binds the port exclusively on every IPv4 address and lets go; @returns the socket error, 0 for success. */
export async function probe(host: Host, protocol: Protocol, port: number): Promise<number> {
  return (await host.ask('probe-bind', { protocol, address: '0.0.0.0', port })).socketError;
}
