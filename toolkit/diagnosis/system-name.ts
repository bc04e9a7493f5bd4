import type { Snapshot } from './snapshot.ts';

/** Whose settings a sentence is about; a paste is of Windows. */
export function systemName({ kind }: Snapshot['host']): 'Linux' | 'Windows' {
  return kind === 'linux' ? 'Linux' : 'Windows';
}
