import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { type Mutant, selfCheck } from '../../scenario-test/self-check.ts';
import { describeCase, type ScenarioTestResult, testScenario } from '../../scenario-test/test-scenario.ts';
import { type ChosenTrial, chooseTrials } from '../choose-trials.ts';
import {
  scenarioTestsDocument,
  scenarioTestsExitCode,
  selfCheckDocument,
  selfCheckExitCode,
} from '../scenario-tests-document.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Tries scenarios on simulated machines, or tries whether the tests of them notice broken steps. */
export async function test(request: RequestOf<'test'>, exchange: Exchange): Promise<Answer> {
  const chosen = await chooseTrials(request.scenarios);
  return request.selfCheck ? checkTests(chosen, exchange) : tryScenarios(chosen, exchange);
}

async function tryScenarios(chosen: readonly ChosenTrial[], { terminal, send }: Exchange): Promise<Answer> {
  const tested: ScenarioTestResult[] = [];
  for (const { scenario, trial } of chosen) {
    const result = await testScenario(scenario, trial, ({ machine, wrong }) => {
      refuseInterrupted(terminal.signal);
      send({ type: 'trial', scenario: scenario.id, machine: describeCase(machine), wrong });
    });
    tested.push(result);
  }
  return { document: scenarioTestsDocument(tested), exitCode: scenarioTestsExitCode(tested) };
}

async function checkTests(chosen: readonly ChosenTrial[], { terminal }: Exchange): Promise<Answer> {
  const mutants: Mutant[] = [];
  for (const { scenario, trial } of chosen) {
    refuseInterrupted(terminal.signal);
    mutants.push(...(await selfCheck(scenario, trial)));
  }
  return { document: selfCheckDocument(mutants), exitCode: selfCheckExitCode(mutants) };
}

function refuseInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new ToolkitError('run.interrupted', 'interrupted: the rest was not tried');
}
