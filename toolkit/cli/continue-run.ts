import { machineOptions } from '../diagnosis/machine-options.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { RunPart } from '../scenario/execution.ts';
import { resumeRun } from '../scenario/resume-run.ts';
import { rollbackRun } from '../scenario/rollback-run.ts';
import type { RunSummary } from '../scenario/run-event.ts';
import { type RunRecord, standingSteps } from '../scenario/run-record.ts';
import type { RunSettings } from '../scenario/run-scenario.ts';
import { findRun, newestUndoable, unfinishedRuns } from '../scenario/run-store.ts';
import { runStateDirectory } from '../scenario/state-directory.ts';
import { findJournaledScenario } from './find-scenario.ts';
import { type ChangeOptions, type HostOptions, openHost } from './host-options.ts';
import { plainProgress } from './progress.ts';
import { refuseUnaskable, runSettings } from './run-settings.ts';
import { showRun } from './show-run.ts';
import type { Terminal } from './terminal.ts';

export type ContinueVerb = 'resume' | 'rollback';

/** Resumes a run, or rolls it back: finds it, says what will happen, asks, and does it. */
export async function continueRun(
  verb: ContinueVerb,
  wanted: string | undefined,
  options: ChangeOptions & { readonly part: RunPart },
  terminal: Terminal,
): Promise<number> {
  const json = options.json === true;
  const { run, host } = await openRun(verb, wanted, options, terminal);
  try {
    refuseUnaskable(options, terminal);
    if (!json) terminal.print(announce(verb, run));
    if (options.yes !== true && !(await terminal.confirm('Carry this out?'))) {
      throw new ToolkitError('run.declined', 'not confirmed: nothing was changed');
    }
    const emit = json ? () => {} : plainProgress(terminal).onEvent;
    const settings = runSettings(host, options, terminal, emit);
    return await showRun(await carryOn(verb, settings, run, options.part), json, terminal);
  } finally {
    await host.close();
  }
}

/** A run, and the machine it was made on. */
export interface OpenRun {
  readonly run: RunRecord;
  /** Open: whoever gets it closes it. */
  readonly host: Host;
}

/**
 * Finds a run, the newest that fits where none is named, and opens its machine.
 *
 * @throws ToolkitError `run.unknown`, `run.not-resumable`, `run.nothing-to-undo`, `run.other-host`
 */
export async function openRun(
  verb: ContinueVerb,
  wanted: string | undefined,
  options: HostOptions,
  terminal: Terminal,
): Promise<OpenRun> {
  const named = wanted === undefined ? undefined : findRun(runStateDirectory(terminal), wanted);
  const host = await openHostOf(named, options, terminal);
  try {
    return { run: named ?? newestRun(verb, host, terminal), host };
  } catch (error) {
    await host.close();
    throw error;
  }
}

/** Does what was agreed to. @throws ToolkitError as {@link resumeRun} and {@link rollbackRun} */
export function carryOn(
  verb: ContinueVerb,
  settings: RunSettings,
  run: RunRecord,
  part: RunPart,
): Promise<RunSummary> {
  return verb === 'resume'
    ? resumeRun(settings, run, findJournaledScenario, part)
    : rollbackRun(settings, run, findJournaledScenario);
}

/** Where this machine cannot be the run's own, the options that name it are of more use than why this one does not fit. */
async function openHostOf(
  run: RunRecord | undefined,
  options: HostOptions,
  terminal: Terminal,
): Promise<Host> {
  try {
    return await openHost(options, terminal, 'continue');
  } catch (cause) {
    const words = run === undefined ? [] : machineOptions(run.started.host);
    if (!(cause instanceof ToolkitError) || cause.code !== 'host.unsupported' || words.length === 0)
      throw cause;
    const message = `run ${run?.started.runId} was made on another machine than this one`;
    throw new ToolkitError('run.other-host', message, { cause, remedy: `call with ${words.join(' ')}` });
  }
}

function newestRun(verb: ContinueVerb, host: Host, terminal: Terminal): RunRecord {
  const directory = runStateDirectory(terminal);
  const unfinished = unfinishedRuns(directory, host);
  // A run that was cut off before its first change has nothing to put back, but is over only when it was rolled back.
  const cutOff = unfinished.find(({ status }) => status === 'unfinished');
  const run = verb === 'resume' ? unfinished[0] : (cutOff ?? newestUndoable(directory, host));
  if (run !== undefined) return run;
  const code = verb === 'resume' ? 'run.not-resumable' : 'run.nothing-to-undo';
  const what = verb === 'resume' ? 'is unfinished' : 'left anything to put back';
  throw new ToolkitError(code, `no run on this machine ${what}`, { remedy: 'portwright runs' });
}

function announce(verb: ContinueVerb, run: RunRecord): string {
  const { runId, title } = run.started;
  const steps = standingSteps(run).map(({ stepId }) => stepId);
  if (verb === 'resume') return `Resuming run ${runId}: ${title}`;
  return `Rolling back run ${runId}: ${title}\n  to be put back, in this order: ${steps.join(', ') || 'nothing'}`;
}
