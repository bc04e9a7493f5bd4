import type { Host } from '../host/host.ts';
import { waitUntil } from '../host/wait-until.ts';
import { parseServiceState, queryService, type ServiceState } from '../windows/service.ts';

const SETTLE_MS = 30_000;

export async function readServiceState(host: Host, name: string): Promise<ServiceState> {
  return parseServiceState(await host.run(queryService(name)));
}

/** Waits while a service is on its way; @returns where it came to rest, or where it still is after 30 s. */
export async function settledServiceState(host: Host, name: string): Promise<ServiceState> {
  const settled = await waitUntil(
    host,
    () => readServiceState(host, name),
    (state) => state !== 'start-pending' && state !== 'stop-pending',
    { deadlineMs: SETTLE_MS },
  );
  if (settled.state === undefined) throw settled.error;
  return settled.state;
}
