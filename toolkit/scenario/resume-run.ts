import { machineOptions } from '../diagnosis/machine-options.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Scenario } from './define-scenario.ts';
import { elevationRemedy } from './elevation-remedy.ts';
import type { RunPart } from './execution.ts';
import { finishRun } from './finish-run.ts';
import { openJournal } from './journal.ts';
import type { ScenarioSource } from './journal-event.ts';
import { lockMachine } from './machine-lock.ts';
import { readPastRuns } from './read-past-runs.ts';
import { deleteResumeTasks, tasksOfPart } from './resume-task.ts';
import type { RunSummary } from './run-event.ts';
import { foldJournal, isUnfinished, type RunRecord } from './run-record.ts';
import type { RunSettings } from './run-scenario.ts';
import { isOnMachine, journalPath } from './run-store.ts';
import { shareReads } from './share-reads.ts';
import { prepareRunStateDirectory } from './state-directory.ts';

/** Finds the scenario a journal names. @throws ToolkitError `scenario.changed` when a file of the user's own has another text now. */
export type FindScenario = (id: string, source: ScenarioSource) => Promise<Scenario>;

/**
 * Goes on with a run that was cut off or waited for a restart.
 *
 * Every step reads the machine again; what the journal says was there before stays what undo goes back to.
 *
 * @throws ToolkitError `run.not-resumable`, `run.other-host`, `run.needs-elevation`, `run.lock-held`, `run.journal-damaged`
 */
export async function resumeRun(
  settings: RunSettings,
  run: RunRecord,
  findScenario: FindScenario,
  part: RunPart = 'all',
): Promise<RunSummary> {
  return withOpenRun(settings, run, async ({ journal, prior }) => {
    refuseOver(prior);
    const { runId, parameters } = prior.started;
    const scenario = await findScenario(prior.started.scenario, prior.started.source);
    const host = shareReads(settings.host);
    await deleteResumeTasks(host, tasksOfPart(prior.tasks, part));
    journal.append({ type: 'run-resumed' });
    const steps = scenario.steps(parameters, readPastRuns(settings.stateDirectory, host));
    return finishRun({ ...settings, host }, { runId, scenario, steps, journal, prior, part });
  });
}

/** @throws ToolkitError `run.not-resumable` */
export function refuseOver(run: RunRecord): void {
  if (isUnfinished(run)) return;
  throw new ToolkitError('run.not-resumable', `run ${run.started.runId} is over: ${run.status}`, {
    remedy: `portwright show ${run.started.runId}`,
  });
}

interface OpenRun {
  readonly journal: ReturnType<typeof openJournal>;
  readonly prior: RunRecord;
}

/** Takes the lock, opens the journal and reads it again under the lock: what was known before may be old. */
export async function withOpenRun<T>(
  settings: RunSettings,
  run: RunRecord,
  work: (open: OpenRun) => Promise<T>,
): Promise<T> {
  const { host, stateDirectory, platform } = settings;
  const { runId } = run.started;
  await refuseUnfit(settings, run);
  await prepareRunStateDirectory(stateDirectory, host, platform);
  const lock = lockMachine(stateDirectory, host, runId);
  try {
    const journal = openJournal(journalPath(stateDirectory, runId), () => host.clock.now());
    try {
      const prior = foldJournal(journal.records);
      if (prior === undefined)
        throw new ToolkitError('run.journal-damaged', `the journal of run ${runId} is empty`);
      return await work({ journal, prior });
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}

/**
 * Refuses to continue a run where it cannot be done, which is better known before somebody is asked.
 *
 * @throws ToolkitError `run.other-host`, `run.needs-elevation`
 */
export async function refuseUnfit(settings: RunSettings, run: RunRecord): Promise<void> {
  const { host, platform } = settings;
  if (!isOnMachine(run, host)) throw otherHost(run, settings);
  if (await host.isElevated()) return;
  const { runId } = run.started;
  throw new ToolkitError(
    'run.needs-elevation',
    `run ${runId} changes the machine: that needs an elevated process`,
    { remedy: elevationRemedy(host.kind, platform) },
  );
}

function otherHost(run: RunRecord, { host }: RunSettings): ToolkitError {
  const { kind, machine } = run.started.host;
  return new ToolkitError(
    'run.other-host',
    `run ${run.started.runId} was made on ${kind} host ${machine}, not on ${host.kind} host ${host.machine}`,
    { remedy: remedyFor(run) },
  );
}

function remedyFor(run: RunRecord): string {
  const options = machineOptions(run.started.host);
  return options.length === 0 ? 'call without --host' : `call with ${options.join(' ')}`;
}
