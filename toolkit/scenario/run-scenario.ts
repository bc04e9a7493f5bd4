import { machineOptions } from '../diagnosis/machine-options.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { type Scenario, withPast } from './define-scenario.ts';
import { elevationRemedy } from './elevation-remedy.ts';
import { finishRun } from './finish-run.ts';
import { createJournal } from './journal.ts';
import type { ScenarioSource } from './journal-event.ts';
import { lockMachine, type MachineLock } from './machine-lock.ts';
import { hasWork, type Plan, type PlannedScenario, planScenario, refusals } from './plan.ts';
import { readPastRuns } from './read-past-runs.ts';
import type { Invocation } from './resume-task.ts';
import type { OnRunEvent, RunSummary, StepResult } from './run-event.ts';
import { journalPath, newRunId, unfinishedRuns } from './run-store.ts';
import { shareReads } from './share-reads.ts';
import { prepareRunStateDirectory } from './state-directory.ts';

/** What every change of a machine needs, whichever scenario it is. */
export interface RunSettings {
  readonly host: Host;
  /** Where journals and locks are kept. */
  readonly stateDirectory: string;
  readonly platform: NodeJS.Platform;
  /** The toolkit's own version, for the journal. */
  readonly version: string;
  readonly emit?: OnRunEvent;
  /** Interrupts the run: what it has done is then undone. */
  readonly signal?: AbortSignal;
  /** How a scheduled task calls this program again after a restart. */
  readonly invocation: Invocation;
  /** Options that lead that call to the same machine. */
  readonly resumeOptions: readonly string[];
  /** Whose logon resumes what needs a person's session. */
  readonly logonUser: string;
}

export interface RunRequest {
  readonly scenario: Scenario;
  readonly source: ScenarioSource;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A plan that somebody has agreed to: refused when the machine is no longer as it was then. */
  readonly expected?: Pick<Plan, 'fingerprint'>;
  /** A host from `shareReads` that has read already: what it knows is not read again for the first plan. */
  readonly firstReads?: Host;
  /** Shown before anything is done. */
  readonly onPlan?: (plan: Plan) => void;
  /** Asked before anything is changed; absent means yes. */
  readonly approve?: (plan: Plan) => Promise<boolean>;
}

/**
 * Plans a scenario and carries it out: locked, journaled, verified, and undone where it fails.
 *
 * @returns The summary of the run; `unchanged` when there was nothing to do.
 * @throws ToolkitError where nothing was begun: `plan.refused`, `plan.stale`, `run.needs-elevation`, `run.lock-held`,
 *   `run.unfinished`, `run.declined`, `run.state-directory-unsafe`, or what made a check fail.
 */
export async function runScenario(settings: RunSettings, request: RunRequest): Promise<RunSummary> {
  const { host } = settings;
  const elevated = await host.isElevated();
  // Somebody who is asked needs time, so the plan is made again under the lock; otherwise one plan under the lock is enough.
  let lock =
    elevated && request.approve === undefined ? await lockForRun(settings, request.scenario.id) : undefined;
  try {
    let work = await plan(settings, request, {
      host: request.firstReads ?? shareReads(host),
      expected: request.expected,
    });
    request.onPlan?.(work.planned.plan);
    refuse(work.planned.plan);
    if (!hasWork(work.planned.plan, request.scenario)) return unchanged(settings, work.planned.plan);
    if (!elevated) throw needsElevation(settings);
    if (request.approve !== undefined) {
      if (!(await request.approve(work.planned.plan)))
        throw new ToolkitError('run.declined', 'not confirmed: nothing was changed');
      lock = await lockForRun(settings, request.scenario.id);
      work = await plan(settings, request, { host: shareReads(host), expected: work.planned.plan });
    }
    return await start(settings, request, work);
  } finally {
    lock?.release();
  }
}

interface Work {
  readonly host: Host;
  readonly planned: PlannedScenario;
}

async function plan(
  { stateDirectory }: RunSettings,
  { scenario, parameters }: RunRequest,
  { host, expected }: { readonly host: Host; readonly expected: RunRequest['expected'] },
): Promise<Work> {
  const planned = await planScenario(
    host,
    withPast(scenario, readPastRuns(stateDirectory, host)),
    parameters,
  );
  if (expected !== undefined && expected.fingerprint !== planned.plan.fingerprint) {
    throw new ToolkitError('plan.stale', 'the machine is no longer as the plan saw it: nothing was changed', {
      remedy: 'make the plan again and look at it',
    });
  }
  return { host, planned };
}

async function lockForRun(settings: RunSettings, purpose: string): Promise<MachineLock> {
  const { host, stateDirectory, platform } = settings;
  await prepareRunStateDirectory(stateDirectory, host, platform);
  const lock = lockMachine(stateDirectory, host, purpose);
  try {
    refuseUnfinished(settings, lock);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function refuseUnfinished({ stateDirectory, host }: RunSettings, lock: MachineLock): void {
  const [unfinished] = unfinishedRuns(stateDirectory, host, lock);
  if (unfinished === undefined) return;
  const { runId, host: where } = unfinished.started;
  const call = [runId, ...machineOptions(where)].join(' ');
  throw new ToolkitError('run.unfinished', `run ${runId} is not finished`, {
    remedy: `portwright resume ${call}, or portwright rollback ${call}`,
  });
}

function refuse(made: Plan): void {
  const [first] = refusals(made);
  if (first === undefined) return;
  throw new ToolkitError('plan.refused', `${first.reason}: nothing was changed`, { remedy: first.remedy });
}

function needsElevation({ host, platform }: RunSettings): ToolkitError {
  return new ToolkitError(
    'run.needs-elevation',
    'these changes need an elevated process: nothing was changed',
    {
      remedy: elevationRemedy(host.kind, platform),
    },
  );
}

async function start(
  settings: RunSettings,
  request: RunRequest,
  { host, planned }: Work,
): Promise<RunSummary> {
  const { scenario, source, parameters } = request;
  const runId = newRunId(scenario.id, host.clock.now());
  const journal = createJournal(journalPath(settings.stateDirectory, runId), () => host.clock.now());
  const { kind, machine } = host;
  const started = {
    runId,
    scenario: scenario.id,
    title: scenario.title,
    source,
    parameters,
    version: settings.version,
  };
  journal.append({ type: 'run-started', ...started, host: { kind, machine } });
  return finishRun(
    { ...settings, host },
    { runId, scenario, steps: planned.steps, journal, prior: undefined, part: 'all' },
  );
}

function unchanged({ host }: RunSettings, made: Plan): RunSummary {
  const steps = made.steps.map(
    ({ id, title, depth, found }): StepResult =>
      found === undefined
        ? { id, title, depth, outcome: 'unchanged' }
        : { id, title, depth, outcome: 'proved', detail: found },
  );
  const { kind, machine } = host;
  const { scenario, title } = made;
  return {
    schemaVersion: 1,
    runId: null,
    scenario,
    title,
    host: { kind, machine },
    outcome: 'unchanged',
    steps,
    exitCode: 0,
  };
}
