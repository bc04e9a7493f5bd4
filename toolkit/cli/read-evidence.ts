import type { SnapshotRequest } from '../diagnosis/read-snapshot.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import type { Host } from '../host/host.ts';
import type { HostOptions } from './host-options.ts';
import type { Terminal } from './terminal.ts';

/**
 * Reads what is asked for from pasted output where `--from` names some, else from the machine that the options name.
 *
 * @param request - A function is called without a host where there is only a paste.
 */
export async function readEvidence(
  request: SnapshotRequest | ((host?: Host) => Promise<SnapshotRequest>),
  options: HostOptions & { readonly from?: string },
  terminal: Terminal,
): Promise<Snapshot> {
  if (options.from === undefined) {
    const { readMachine } = await import('./read-machine.ts');
    return readMachine(request, options, terminal);
  }
  if (typeof request === 'function') await request();
  const [{ readPastedText }, { snapshotFromPaste }] = await Promise.all([
    import('./read-pasted-text.ts'),
    import('../diagnosis/snapshot-from-paste.ts'),
  ]);
  return snapshotFromPaste(await readPastedText(options.from, terminal));
}
