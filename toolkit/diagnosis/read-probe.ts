import type { Host } from '../host/host.ts';
import { type AskedPort, formatAskedPort } from './asked-port.ts';
import { readPart, type SnapshotPart } from './snapshot-part.ts';

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
