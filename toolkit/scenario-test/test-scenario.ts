import type { Scenario } from '../scenario/define-scenario.ts';
import { machineMatrix } from './machine-matrix.ts';
import { runTrial } from './run-trial.ts';
import type { MachineCase, Trial } from './trial.ts';

/** How one machine of the matrix came out. */
export interface TrialResult {
  readonly machine: MachineCase;
  readonly wrong: readonly string[];
  readonly durationMs: number;
}

export interface ScenarioTestResult {
  readonly scenario: string;
  readonly results: readonly TrialResult[];
}

/** Tries a scenario on every machine of its matrix. */
export async function testScenario(
  scenario: Scenario,
  trial: Trial,
  onResult: (result: TrialResult) => void = () => {},
): Promise<ScenarioTestResult> {
  const results: TrialResult[] = [];
  for (const machine of machineMatrix(trial)) {
    const startMs = performance.now();
    const wrong = await runTrial(scenario, trial, machine);
    const result = { machine, wrong, durationMs: performance.now() - startMs };
    results.push(result);
    onResult(result);
  }
  return { scenario: scenario.id, results };
}

/** `ko, 1024+64511, Hyper-V, seed 3, unlucky, with container` */
export function describeCase({
  locale,
  dynamicPortRange,
  hyperV,
  seed,
  unlucky,
  method,
}: MachineCase): string {
  const { startPort, numberOfPorts } = dynamicPortRange;
  return [
    locale,
    `${startPort}+${numberOfPorts}`,
    hyperV ? 'Hyper-V' : 'no Hyper-V',
    `seed ${seed}`,
    ...(unlucky ? ['unlucky redraw'] : []),
    method,
  ].join(', ');
}
