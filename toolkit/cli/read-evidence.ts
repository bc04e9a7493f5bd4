import type { SnapshotRequest } from '../diagnosis/read-snapshot.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import type { HostOptions } from './host-options.ts';
import type { Terminal } from './terminal.ts';

/** Reads what is asked for from pasted output where `--from` names some, else from the machine that the options name. */
export async function readEvidence(
  request: SnapshotRequest,
  options: HostOptions & { readonly from?: string },
  terminal: Terminal,
): Promise<Snapshot> {
  if (options.from === undefined) {
    const { readMachine } = await import('./read-machine.ts');
    return readMachine(request, options, terminal);
  }
  const [{ readPastedText }, { snapshotFromPaste }] = await Promise.all([
    import('./read-pasted-text.ts'),
    import('../diagnosis/snapshot-from-paste.ts'),
  ]);
  return snapshotFromPaste(await readPastedText(options.from, terminal));
}
