import type { Scenario } from '../scenario/define-scenario.ts';
import type { AnyStep } from '../scenario/step.ts';
import { machineMatrix } from './machine-matrix.ts';
import { type Mutation, mutate, mutationsOf } from './mutants.ts';
import { runTrial } from './run-trial.ts';
import type { MachineCase, Trial } from './trial.ts';

/** One broken step, and whether the test noticed. */
export interface Mutant {
  readonly scenario: string;
  readonly stepId: string;
  readonly mutation: Mutation;
  /** What the test said of it; undefined when it passed on every machine: the test is then no proof. */
  readonly caught: string | undefined;
}

/** Breaks each step of a scenario in turn and looks for a machine on which the test fails, as it must. */
export async function selfCheck(scenario: Scenario, trial: Trial): Promise<readonly Mutant[]> {
  const cases = machineMatrix(trial);
  const mutants: Mutant[] = [];
  for (const step of everyStep(scenario, trial, cases)) {
    for (const mutation of mutationsOf(step)) {
      const caught = await firstFailure(mutate(scenario, step.id, mutation), trial, cases);
      mutants.push({ scenario: scenario.id, stepId: step.id, mutation, caught });
    }
  }
  return mutants;
}

async function firstFailure(
  mutant: Scenario,
  trial: Trial,
  cases: readonly MachineCase[],
): Promise<string | undefined> {
  for (const machineCase of cases) {
    const [wrong] = await runTrial(mutant, trial, machineCase);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** Every step that any way of calling the scenario has. */
function everyStep(scenario: Scenario, trial: Trial, cases: readonly MachineCase[]): readonly AnyStep[] {
  const steps = new Map<string, AnyStep>();
  for (const machineCase of cases) {
    const parameters = scenario.parameters.parse(trial.parameters(machineCase));
    for (const step of flatten(scenario.steps(parameters))) steps.set(step.id, step);
  }
  return [...steps.values()];
}

function flatten(steps: readonly AnyStep[]): readonly AnyStep[] {
  return steps.flatMap((step) => (step.kind === 'bracket' ? [step, ...flatten(step.steps)] : [step]));
}
