import { isMachineLocked } from '../scenario/machine-lock.ts';
import { hostOptions } from '../scenario/resume-run.ts';
import { isUnfinished } from '../scenario/run-record.ts';
import { listRuns } from '../scenario/run-store.ts';
import type { Terminal } from './terminal.ts';

/** Names, before anything else, every run that was cut off or waits for a restart, and how to go on with it. */
export function nameUnfinishedRuns(directory: string, terminal: Terminal): void {
  const { runs, damaged } = listRuns(directory);
  for (const run of runs.filter(isUnfinished)) {
    const { runId, host } = run.started;
    if (isMachineLocked(directory, host)) continue;
    const why = run.status === 'unfinished' ? 'was cut off' : 'waits for a restart';
    terminal.warn(
      `unfinished: run ${runId} ${why}; portwright resume ${runId} ${hostOptions(host)}`.trimEnd(),
    );
  }
  for (const { runId, error } of damaged) terminal.warn(`damaged: run ${runId}: ${error.message}`);
}
