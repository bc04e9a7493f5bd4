import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runStateDirectory, type Surroundings } from '../scenario/state-directory.ts';

/** Names unfinished runs before anything else; on a machine where nothing was run it costs one look at the disk. */
export async function warnUnfinishedRuns(
  surroundings: Surroundings,
  warn: (text: string) => void,
): Promise<void> {
  const directory = runStateDirectory(surroundings);
  if (!existsSync(join(directory, 'runs'))) return;
  const { nameUnfinishedRuns } = await import('./name-unfinished-runs.ts');
  nameUnfinishedRuns(directory, warn);
}
