import type { Host } from '../../host/host.ts';
import type { WrapperRequest } from '../../powershell/wrapper/request-schema.ts';
import { type HostOptions, openHost } from '../host-options.ts';
import type { Terminal } from '../terminal.ts';

type RequestedMachine = Extract<WrapperRequest, { readonly host: unknown }>['host'];

/** The machine of a request, as the command line's own options name it. */
export function requestedHost({ kind, systemRoot, state }: RequestedMachine): HostOptions {
  return {
    host: kind,
    ...(systemRoot !== undefined && { systemRoot }),
    ...(state !== undefined && { state }),
  };
}

/** Opens the machine of a request for reading only, and closes it whatever happens. */
export async function withRequestedHost<T>(
  machine: RequestedMachine,
  terminal: Terminal,
  read: (host: Host) => Promise<T>,
): Promise<T> {
  const { createReadOnlyHost } = await import('../../host/read-only-host.ts');
  const host = createReadOnlyHost(await openHost(requestedHost(machine), terminal, 'look'));
  try {
    return await read(host);
  } finally {
    await host.close();
  }
}
