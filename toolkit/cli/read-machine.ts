import { readSnapshot, type SnapshotRequest } from '../diagnosis/read-snapshot.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { PROCESS_NAMES } from '../diagnosis/snapshot-part.ts';
import type { Host } from '../host/host.ts';
import { type HostOptions, openHost } from './host-options.ts';
import type { Terminal } from './terminal.ts';
import { userProfileOn } from './user-profile.ts';

/** What is to be read, which the machine itself may have to be asked for. */
export type MachineRequest = SnapshotRequest | ((host: Host) => Promise<SnapshotRequest>);

/** Opens the machine the options name, and reads what a diagnosis needs; what a lesser source answered counts as unread. */
export async function readMachine(
  request: MachineRequest,
  options: HostOptions,
  terminal: Terminal,
): Promise<Snapshot> {
  const degraded: Snapshot['unread'][number][] = [];
  const host = await openHost(options, terminal, 'look', ({ reason: { code, message } }) => {
    degraded.push({ what: PROCESS_NAMES, code, message });
  });
  try {
    const userProfile = userProfileOn(host.kind, process.env);
    const wanted = typeof request === 'function' ? await request(host) : request;
    const snapshot = await readSnapshot(host, { ...(userProfile && { userProfile }), ...wanted });
    return { ...snapshot, unread: [...snapshot.unread, ...degraded] };
  } finally {
    await host.close();
  }
}
