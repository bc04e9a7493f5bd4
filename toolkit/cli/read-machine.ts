import { readSnapshot, type SnapshotRequest } from '../diagnosis/read-snapshot.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { PROCESS_NAMES } from '../diagnosis/snapshot-part.ts';
import { type HostOptions, openHost } from './host-options.ts';
import type { Terminal } from './terminal.ts';

/** Opens the machine the options name, and reads what a diagnosis needs; what a lesser source answered counts as unread. */
export async function readMachine(
  request: SnapshotRequest,
  options: HostOptions,
  terminal: Terminal,
): Promise<Snapshot> {
  const degraded: Snapshot['unread'][number][] = [];
  const host = await openHost(options, terminal, 'look', ({ reason: { code, message } }) => {
    degraded.push({ what: PROCESS_NAMES, code, message });
  });
  try {
    const snapshot = await readSnapshot(host, request);
    return { ...snapshot, unread: [...snapshot.unread, ...degraded] };
  } finally {
    await host.close();
  }
}
