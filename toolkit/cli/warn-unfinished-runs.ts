import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runStateDirectory } from '../scenario/state-directory.ts';
import type { Terminal } from './terminal.ts';

/** Names unfinished runs before anything else; on a machine where nothing was run it costs one look at the disk. */
export async function warnUnfinishedRuns(terminal: Terminal): Promise<void> {
  const directory = runStateDirectory(terminal);
  if (!existsSync(join(directory, 'runs'))) return;
  const { nameUnfinishedRuns } = await import('./name-unfinished-runs.ts');
  nameUnfinishedRuns(directory, terminal);
}
