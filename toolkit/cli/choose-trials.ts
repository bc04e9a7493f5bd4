import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Scenario } from '../scenario/define-scenario.ts';
import { parseParameters } from '../scenario/parse-parameters.ts';
import type { Trial } from '../scenario-test/trial.ts';
import { generalTrial, TRIALS } from '../scenario-test/trials/index.ts';
import { findScenario } from './find-scenario.ts';

export interface ChosenTrial {
  readonly scenario: Scenario;
  readonly trial: Trial;
}

/**
 * Finds the scenarios to try; without names every built-in one.
 *
 * @throws ToolkitError `input.unknown-scenario`; `host.unsupported` for one of Linux, which is not simulated; `input.invalid-parameter` for a file whose parameters have no defaults
 */
export async function chooseTrials(names: readonly string[]): Promise<readonly ChosenTrial[]> {
  const wanted = names.length > 0 ? names : TRIALS.map(({ scenario }) => scenario);
  const chosen: ChosenTrial[] = [];
  for (const name of wanted) {
    const { scenario, source } = await findScenario(name);
    if (scenario.platform === 'linux') throw notSimulated(scenario);
    const known =
      source.kind === 'built-in' ? TRIALS.find((trial) => trial.scenario === scenario.id) : undefined;
    chosen.push({ scenario, trial: known ?? generalTrial(scenario.id, parseParameters(scenario, {})) });
  }
  return chosen;
}

function notSimulated({ id }: Scenario): ToolkitError {
  return new ToolkitError(
    'host.unsupported',
    `scenario ${id} is for Linux, and the machines to try it on are Windows`,
    {
      remedy: `portwright plan ${id} shows on this Linux machine what it would change, and changes nothing`,
    },
  );
}
