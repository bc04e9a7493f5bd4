import { ToolkitError } from '../errors/toolkit-error.ts';
import { newExecution, stepResults } from './finish-run.ts';
import { readPastRuns } from './read-past-runs.ts';
import { type FindScenario, withOpenRun } from './resume-run.ts';
import { deleteResumeTasks } from './resume-task.ts';
import type { RunSummary } from './run-event.ts';
import { type RunRecord, standingSteps } from './run-record.ts';
import type { RunSettings } from './run-scenario.ts';
import { shareReads } from './share-reads.ts';
import { putBack } from './undo-steps.ts';

/**
 * Puts back everything a run still has standing, last first, and brings back what it left taken down.
 *
 * @returns A summary with outcome `done` (exit 0, or 3010 where only a restart completes it) or `failed-not-undone` (exit 3, the rest is named).
 * @throws ToolkitError `run.nothing-to-undo`, `run.other-host`, `run.needs-elevation`, `run.lock-held`, `run.journal-damaged`
 */
export async function rollbackRun(
  settings: RunSettings,
  run: RunRecord,
  findScenario: FindScenario,
): Promise<RunSummary> {
  return withOpenRun(settings, run, async ({ journal, prior }) => {
    const { runId, scenario: scenarioId, source, parameters, title } = prior.started;
    refuseWithoutRemains(prior);
    const standing = standingSteps(prior);
    const scenario = await findScenario(scenarioId, source);
    const host = shareReads(settings.host);
    const steps = scenario.steps(parameters, readPastRuns(settings.stateDirectory, host));
    const execution = newExecution({ ...settings, host }, { runId, journal, prior, part: 'all' });
    journal.append({ type: 'rollback-started' });
    await deleteResumeTasks(host, prior.tasks);
    for (const record of standing) await putBack(execution, steps, record);
    const complete = ![...execution.results.values()].some(({ outcome }) => outcome === 'not-undone');
    journal.append({ type: 'rolled-back', complete }, 'sync');
    const { kind, machine } = host;
    const ending = complete
      ? { outcome: 'done' as const, exitCode: execution.restartsDue.size > 0 ? 3010 : 0 }
      : { outcome: 'failed-not-undone' as const, exitCode: 3 };
    const results = stepResults(steps, execution.results, 0).filter(
      ({ outcome }) => outcome !== 'not-reached',
    );
    return {
      schemaVersion: 1,
      runId,
      scenario: scenarioId,
      title,
      host: { kind, machine },
      ...ending,
      steps: results,
    };
  });
}

/** @throws ToolkitError `run.nothing-to-undo` */
export function refuseWithoutRemains(run: RunRecord): void {
  if (standingSteps(run).length > 0 || run.status === 'unfinished' || run.tasks.length > 0) return;
  throw new ToolkitError(
    'run.nothing-to-undo',
    `run ${run.started.runId} left nothing that could be put back (${run.status})`,
  );
}
