import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Scenario } from '../scenario/define-scenario.ts';
import { parseParameters } from '../scenario/parse-parameters.ts';
import type { Plan } from '../scenario/plan.ts';
import type { StepPromise } from '../scenario/promised-fact.ts';
import { readPastRuns } from '../scenario/read-past-runs.ts';
import { resumeRun } from '../scenario/resume-run.ts';
import { rollbackPromises } from '../scenario/rollback-promises.ts';
import { rollbackRun } from '../scenario/rollback-run.ts';
import type { RunSummary } from '../scenario/run-event.ts';
import { standingSteps } from '../scenario/run-record.ts';
import { type RunSettings, runScenario } from '../scenario/run-scenario.ts';
import { findRun } from '../scenario/run-store.ts';
import { reboot } from '../simulation/boot.ts';
import { differences } from '../simulation/compare-machines.ts';
import type { MachineState } from '../simulation/machine-state.ts';
import { createSimulatedHost } from '../simulation/simulated-host.ts';
import { brokenPromises } from './judge-promise.ts';
import { buildMachine } from './machine-matrix.ts';
import type { MachineCase, Trial } from './trial.ts';

const MOST_RESTARTS = 2;
const LASTING_RESTARTS = 2;

/**
 * Tries a scenario on one machine: it converges, a second run has nothing to do, what it promises is so and what the trial
 * asks for lasts, and the rollback keeps its own promises and makes the machine what it was.
 *
 * @returns What is wrong, in words; empty when nothing is. Never throws for a scenario that fails.
 */
export async function runTrial(
  scenario: Scenario,
  trial: Trial,
  machineCase: MachineCase,
): Promise<readonly string[]> {
  const machine = buildMachine(machineCase);
  const stateDirectory = mkdtempSync(join(tmpdir(), 'portwright-test-'));
  try {
    return await tryOut({
      scenario,
      trial,
      machineCase,
      machine,
      settings: settingsFor(machine, stateDirectory),
    });
  } catch (error) {
    return [error instanceof ToolkitError ? `${error.code}: ${error.message}` : `threw: ${String(error)}`];
  } finally {
    rmSync(stateDirectory, { recursive: true, force: true });
  }
}

interface Attempt {
  readonly scenario: Scenario;
  readonly trial: Trial;
  readonly machineCase: MachineCase;
  readonly machine: MachineState;
  readonly settings: RunSettings;
}

async function tryOut(attempt: Attempt): Promise<readonly string[]> {
  const { scenario, trial, machineCase, machine } = attempt;
  const earlier = await runEarlier(attempt);
  if (earlier !== undefined && !isDone(earlier)) return [failure('earlier run', earlier)];
  const before = structuredClone(machine);
  const { summary: first, promises } = await carryThrough(attempt);
  if (!isDone(first)) return [failure('first run', first)];
  const broken = brokenPromises(machine, promises).map((what) => `promise broken by the run: ${what}`);
  if (broken.length > 0) return broken;
  const kept = trial.judge(machine, machineCase, before).map((what) => `after the run: ${what}`);
  if (kept.length > 0) return kept;
  if (scenario.repeats === true && first.runId !== null) return rollBack(attempt, first.runId, before);
  const lasting = trial.judgeLasting?.(restarted(machine), machineCase) ?? [];
  if (lasting.length > 0) return lasting.map((what) => `after two restarts: ${what}`);
  const again = await run(attempt);
  if (again.outcome !== 'unchanged') return [failure('second run, which should have nothing to do', again)];
  if (first.runId === null)
    return differences(before, machine).map((what) => `changed without a run: ${what}`);
  return rollBack(attempt, first.runId, before);
}

async function rollBack(
  { scenario, settings, machine }: Attempt,
  runId: string,
  before: MachineState,
): Promise<readonly string[]> {
  const record = findRun(settings.stateDirectory, runId);
  if (standingSteps(record).length === 0)
    return differences(before, machine).map((what) => `left behind: ${what}`);
  const past = readPastRuns(settings.stateDirectory, settings.host);
  const promises = rollbackPromises(scenario.steps(record.started.parameters, past), record);
  const summary = await rollbackRun(settings, record, async () => scenario);
  if (summary.outcome !== 'done') return [failure('rollback', summary)];
  if (Object.values(machine.features).includes('DisablePending')) reboot(machine);
  const broken = brokenPromises(machine, promises).map((what) => `promise broken by the rollback: ${what}`);
  return [...broken, ...differences(before, machine).map((what) => `after the rollback: ${what}`)];
}

/** Runs, and restarts the machine as often as the scenario asks for it. */
async function carryThrough(
  attempt: Attempt,
): Promise<{ readonly summary: RunSummary; readonly promises: readonly StepPromise[] }> {
  let promises: readonly StepPromise[] = [];
  let summary = await run(attempt, (plan) => {
    promises = plan.promises;
  });
  for (let restarts = 0; summary.outcome === 'restart-required' && restarts < MOST_RESTARTS; restarts += 1) {
    reboot(attempt.machine);
    const record = findRun(attempt.settings.stateDirectory, summary.runId ?? '');
    summary = await resumeRun(attempt.settings, record, async () => attempt.scenario);
  }
  return { summary, promises };
}

function run(
  { scenario, trial, machineCase, settings }: Attempt,
  onPlan: (plan: Plan) => void = () => {},
): Promise<RunSummary> {
  const parameters = parseParameters(scenario, trial.parameters(machineCase));
  return runScenario(settings, { scenario, source: { kind: 'built-in' }, parameters, onPlan });
}

/** @returns undefined for a trial on a machine that nobody has worked on. */
async function runEarlier({ trial, machineCase, settings }: Attempt): Promise<RunSummary | undefined> {
  const steps = trial.earlier?.(machineCase);
  if (steps === undefined) return undefined;
  const scenario: Scenario = {
    id: 'earlier',
    title: 'What was done before',
    summary: 'Makes the machine what the trial starts from.',
    platform: 'windows',
    parameters: z.strictObject({}),
    steps: () => steps,
  };
  return runScenario(settings, { scenario, source: { kind: 'built-in' }, parameters: {} });
}

function isDone({ outcome }: RunSummary): boolean {
  return outcome === 'done' || outcome === 'unchanged';
}

function restarted(machine: MachineState): MachineState {
  const later = structuredClone(machine);
  for (let restart = 0; restart < LASTING_RESTARTS; restart += 1) reboot(later);
  return later;
}

function failure(when: string, { outcome, error, steps }: RunSummary): string {
  const failed = steps
    .filter(({ outcome: each }) => each === 'failed' || each === 'not-undone')
    .map(({ id }) => id);
  return `${when}: ${outcome}${error ? ` (${error.code}: ${error.message})` : ''}${failed.length > 0 ? ` at ${failed.join(', ')}` : ''}`;
}

function settingsFor(machine: MachineState, stateDirectory: string): RunSettings {
  return {
    host: createSimulatedHost({ machine }),
    stateDirectory,
    platform: 'linux',
    version: 'test',
    invocation: { program: 'C:\\portwright\\node.exe', args: ['C:\\portwright\\portwright.js'] },
    resumeOptions: [],
    logonUser: 'user',
  };
}
