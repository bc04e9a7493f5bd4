import { machineOptions } from '../diagnosis/machine-options.ts';
import { isMachineLocked } from '../scenario/machine-lock.ts';
import { isUnfinished, type RunRecord, standingSteps } from '../scenario/run-record.ts';
import { listRuns } from '../scenario/run-store.ts';

/**
 * Names, before anything else, every run that was cut off, waits for a restart or could not be put back whole, and how to go
 * on with it.
 */
export function nameUnfinishedRuns(directory: string, warn: (text: string) => void): void {
  const { runs, damaged } = listRuns(directory);
  for (const run of runs) {
    const { runId, host } = run.started;
    const open = whatIsOpen(run);
    if (open === undefined || isMachineLocked(directory, host)) continue;
    const command = ['portwright', open.verb, runId, ...machineOptions(host)].join(' ');
    warn(`unfinished: run ${runId} ${open.why}; ${command}`);
  }
  for (const { runId, error } of damaged) warn(`damaged: run ${runId}: ${error.message}`);
}

function whatIsOpen(
  run: RunRecord,
): { readonly why: string; readonly verb: 'resume' | 'rollback' } | undefined {
  if (isUnfinished(run)) {
    return { why: run.status === 'unfinished' ? 'was cut off' : 'waits for a restart', verb: 'resume' };
  }
  const isInPart = run.status === 'failed-not-undone' || run.status === 'rolled-back-in-part';
  return isInPart && standingSteps(run).length > 0
    ? { why: 'could not be put back whole', verb: 'rollback' }
    : undefined;
}
