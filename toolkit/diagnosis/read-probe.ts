import type { Host } from '../host/host.ts';
import { type AskedPort, formatAskedPort } from './asked-port.ts';
import { readPart, type SnapshotPart } from './snapshot-part.ts';

/** Each bind is one question to PowerShell, so of a long range only so many ports are bound. */
export const MOST_PROBED_PORTS = 64;

/** Binds a port for a moment, alone, on each of the addresses. */
export function readProbes(
  host: Host,
  { port, protocol }: AskedPort,
  addresses: readonly string[],
): Promise<SnapshotPart> {
  const probe = async (address: string) => {
    const { socketError } = await host.ask('probe-bind', { protocol, address, port });
    return { protocol, address, port, socketError };
  };
  return readPart(
    `binding of ${formatAskedPort({ port, protocol })}`,
    async () => ({ probes: await Promise.all(addresses.map(probe)) }),
    { protocol, port },
  );
}
