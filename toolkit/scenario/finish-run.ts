import { fromSystemError } from '../errors/system-error.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Scenario } from './define-scenario.ts';
import { executeSteps } from './execute-steps.ts';
import { type Execution, LogonNeeded, RestartNeeded, type RunPart } from './execution.ts';
import type { Journal } from './journal.ts';
import type { RunOutcome } from './journal-event.ts';
import { createResumeTasks, deleteResumeTasks, resumeTaskNames, tasksOfPart } from './resume-task.ts';
import type { RunSummary, StepResult } from './run-event.ts';
import { foldJournal, type RunRecord } from './run-record.ts';
import type { RunSettings } from './run-scenario.ts';
import { runFolder } from './run-store.ts';
import type { AnyStep } from './step.ts';
import { failureOf, notReachedAgain, putBack, undoBracket, undoStep } from './undo-steps.ts';

export interface RunToFinish {
  readonly runId: string;
  readonly scenario: Scenario;
  readonly steps: readonly AnyStep[];
  readonly journal: Journal;
  readonly prior: RunRecord | undefined;
  readonly part: RunPart;
}

type Ending = { readonly outcome: RunOutcome; readonly exitCode: number; readonly error?: ToolkitError };

/** Carries a begun run to its end, whatever happens, and closes its journal. */
export async function finishRun(settings: RunSettings, run: RunToFinish): Promise<RunSummary> {
  const execution = newExecution(settings, run);
  try {
    const ending = await endingOf(settings, run, execution);
    if (ending.outcome !== 'restart-required') {
      run.journal.append(
        { type: 'run-finished', outcome: ending.outcome, exitCode: ending.exitCode },
        'sync',
      );
    }
    return summarise(settings, run, execution, ending);
  } finally {
    run.journal.close();
  }
}

export function newExecution(settings: RunSettings, run: Omit<RunToFinish, 'scenario' | 'steps'>): Execution {
  return {
    host: settings.host,
    journal: run.journal,
    emit: settings.emit ?? (() => {}),
    signal: settings.signal,
    part: run.part,
    prior: run.prior,
    results: new Map(),
    standing: [],
    restartsDue: new Set(),
    unclosed: new Map(),
  };
}

async function endingOf(settings: RunSettings, run: RunToFinish, execution: Execution): Promise<Ending> {
  try {
    const pause = await pauseOf(executeSteps(execution, run.steps));
    if (settings.signal?.aborted) throw new ToolkitError('host.aborted', 'interrupted at the end');
    if (pause instanceof RestartNeeded) await arrangeResume(settings, run);
    if (pause instanceof LogonNeeded)
      run.journal.append({ type: 'run-paused', tasks: keptTasks(run) }, 'sync');
    if (pause !== undefined) return { outcome: 'restart-required', exitCode: 3010 };
    await deleteResumeTasks(settings.host, keptTasks(run));
    return { outcome: 'done', exitCode: 0 };
  } catch (error) {
    return undoAll(run, execution, error);
  }
}

/** A pause is no failure. @returns undefined when the work came to its end. */
async function pauseOf(work: Promise<void>): Promise<RestartNeeded | LogonNeeded | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof RestartNeeded || error instanceof LogonNeeded) return error;
    throw error;
  }
}

/** The names are on disk before the first task is made, so that a rollback after a kill finds it. */
async function arrangeResume(settings: RunSettings, run: RunToFinish): Promise<void> {
  const { host, stateDirectory, invocation, resumeOptions, logonUser } = settings;
  const kept = keptTasks(run);
  const options = {
    runId: run.runId,
    folder: runFolder(stateDirectory, run.runId),
    invocation,
    resumeOptions,
    logonUser: needsLogon(run.steps) && kept.length === 0 ? logonUser : undefined,
  };
  run.journal.append({ type: 'run-paused', tasks: [...resumeTaskNames(options), ...kept] }, 'sync');
  await createResumeTasks(host, options);
}

/** Tasks that a resume of the machine's part leaves standing: only a person's own session can make them. */
function keptTasks({ prior, part }: RunToFinish): readonly string[] {
  const replaced = tasksOfPart(prior?.tasks ?? [], part);
  return prior?.tasks.filter((name) => !replaced.includes(name)) ?? [];
}

function needsLogon(steps: readonly AnyStep[]): boolean {
  return steps.some((step) => step.session === 'user' || (step.kind === 'bracket' && needsLogon(step.steps)));
}

async function undoAll(run: RunToFinish, execution: Execution, cause: unknown): Promise<Ending> {
  const error = asToolkitError(cause, execution);
  execution.emit({ type: 'undoing', reason: error.message });
  for (const record of notReachedAgain(execution)) await putBack(execution, run.steps, record);
  for (const { step, before, depth } of execution.standing.splice(0).reverse()) {
    await undoStep(execution, step, before, depth);
  }
  for (const { bracket, before, depth } of [...execution.unclosed.values()].reverse()) {
    await undoBracket(execution, bracket, before, depth);
  }
  const tasks = foldJournal(run.journal.records)?.tasks ?? [];
  const left = await failureOf(() => deleteResumeTasks(execution.host, tasks));
  const whole = ![...execution.results.values()].some(({ outcome }) => outcome === 'not-undone');
  if (left !== undefined || !whole) {
    return {
      outcome: 'failed-not-undone',
      exitCode: 3,
      error: left === undefined ? error : taskLeft(error, left),
    };
  }
  return { outcome: 'failed-undone', exitCode: error.exitCode === 130 ? 130 : 1, error };
}

function taskLeft(cause: ToolkitError, left: Error): ToolkitError {
  return new ToolkitError(
    'run.not-undone',
    `${cause.message}; and its scheduled task is left: ${left.message}`,
    {
      cause,
    },
  );
}

function asToolkitError(cause: unknown, execution: Execution): ToolkitError {
  if (execution.signal?.aborted) {
    return new ToolkitError('run.interrupted', 'interrupted: what was done has been undone', { cause });
  }
  const known = cause instanceof ToolkitError ? cause : fromSystemError(cause);
  if (known !== undefined) return known;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ToolkitError('internal.bug', `a bug in Portwright: ${message}`, { cause });
}

function summarise(
  settings: RunSettings,
  run: RunToFinish,
  execution: Execution,
  ending: Ending,
): RunSummary {
  const { kind, machine } = settings.host;
  const { error, ...ended } = ending;
  return {
    schemaVersion: 1,
    runId: run.runId,
    scenario: run.scenario.id,
    title: run.scenario.title,
    host: { kind, machine },
    ...ended,
    steps: stepResults(run.steps, execution.results, 0),
    ...(error && {
      error: {
        code: error.code,
        message: error.message,
        ...(error.remedy !== undefined && { remedy: error.remedy }),
      },
    }),
  };
}

/** Every step in the scenario's order, reached or not. */
export function stepResults(
  steps: readonly AnyStep[],
  results: ReadonlyMap<string, StepResult>,
  depth: number,
): StepResult[] {
  return steps.flatMap((step) => [
    results.get(step.id) ?? { id: step.id, title: step.title, depth, outcome: 'not-reached' as const },
    ...(step.kind === 'bracket' ? stepResults(step.steps, results, depth + 1) : []),
  ]);
}
