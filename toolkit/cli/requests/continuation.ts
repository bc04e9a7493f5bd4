import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { Host } from '../../host/host.ts';
import { createReadOnlyHost } from '../../host/read-only-host.ts';
import type { ProgressMessage } from '../../powershell/wrapper/message.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { runDocument } from '../../report/run-document.ts';
import { type Scenario, withPast } from '../../scenario/define-scenario.ts';
import type { StepPromise } from '../../scenario/promised-fact.ts';
import { readPastRuns } from '../../scenario/read-past-runs.ts';
import { resumePromises } from '../../scenario/resume-promises.ts';
import { refuseOver, refuseUnfit } from '../../scenario/resume-run.ts';
import { rollbackPromises } from '../../scenario/rollback-promises.ts';
import { refuseWithoutRemains } from '../../scenario/rollback-run.ts';
import { type RunRecord, standingSteps } from '../../scenario/run-record.ts';
import type { RunSettings } from '../../scenario/run-scenario.ts';
import type { AnyStep } from '../../scenario/step.ts';
import { type ContinueVerb, carryOn, openRun } from '../continue-run.ts';
import { findJournaledScenario } from '../find-scenario.ts';
import { runSettings } from '../run-settings.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';

/** Resumes a run or rolls it back. What will be done is said first, also to somebody who may not do it. */
export async function continuation(
  { action: verb, run: wanted, host: machine, approved, preview }: RequestOf<'resume' | 'rollback'>,
  { terminal, send, approval }: Exchange,
): Promise<Answer> {
  const options = requestedHost(machine);
  const { run, host } = await openRun(verb, wanted, options, terminal);
  try {
    if (verb === 'resume') refuseOver(run);
    else refuseWithoutRemains(run);
    const settings = runSettings(host, options, terminal, (event) => send({ type: 'step', event }));
    send(await intentOf(verb, run, settings));
    if (preview) return { document: { schemaVersion: 1 }, exitCode: 0 };
    await refuseUnfit(settings, run);
    if (!approved && !(await approval())) {
      throw new ToolkitError('run.declined', 'not confirmed: nothing was changed');
    }
    const summary = await carryOn(verb, settings, run, 'all');
    return { document: runDocument(summary), exitCode: summary.exitCode };
  } finally {
    await host.close();
  }
}

async function intentOf(
  verb: ContinueVerb,
  run: RunRecord,
  { host, stateDirectory }: RunSettings,
): Promise<ProgressMessage> {
  const { runId, scenario: id, title, source, parameters } = run.started;
  const past = readPastRuns(stateDirectory, host);
  const scenario = withPast(await findJournaledScenario(id, source), past);
  const all = scenario.steps(parameters);
  const titles = new Map(withInner(all).map((step) => [step.id, step.title]));
  const [steps, promises] =
    verb === 'rollback'
      ? [standingSteps(run).map(({ stepId }) => stepId), rollbackPromises(all, run)]
      : [stepsToDo(all, run), await promisesOfResume(host, scenario, run)];
  return {
    type: 'intent',
    verb,
    runId,
    scenario: id,
    title,
    host: { kind: host.kind, machine: host.machine },
    steps: steps.map((step) => ({ id: step, title: titles.get(step) ?? step })),
    promises,
  };
}

function withInner(steps: readonly AnyStep[]): readonly AnyStep[] {
  return steps.flatMap((step) => (step.kind === 'bracket' ? [step, ...withInner(step.steps)] : [step]));
}

/** What cannot be read as things stand is not promised, and is no reason not to go on: only rights may be missing. */
async function promisesOfResume(
  host: Host,
  scenario: Scenario,
  run: RunRecord,
): Promise<readonly StepPromise[]> {
  try {
    return await resumePromises(createReadOnlyHost(host), scenario, run);
  } catch (error) {
    if (error instanceof ToolkitError) return [];
    throw error;
  }
}

/** Ids of the steps the run has not come to the end of, in the scenario's order. */
function stepsToDo(steps: readonly AnyStep[], run: RunRecord): readonly string[] {
  return steps.flatMap((step) => {
    const state = run.steps.get(step.id)?.state;
    const own = state === 'applied' || state === 'closed' ? [] : [step.id];
    return step.kind === 'bracket' ? [...own, ...stepsToDo(step.steps, run)] : own;
  });
}
