import type { ScenarioTestsDocument, SelfCheckDocument } from '../report/documents/scenario-tests-schema.ts';
import type { Mutant } from '../scenario-test/self-check.ts';
import { describeCase, type ScenarioTestResult } from '../scenario-test/test-scenario.ts';

/** Makes the JSON document of scenarios that were tried on simulated machines. */
export function scenarioTestsDocument(tested: readonly ScenarioTestResult[]): ScenarioTestsDocument {
  const scenarios = tested.map(({ scenario, results }) => ({
    scenario,
    results: results.map((result) => ({ name: describeCase(result.machine), ...result })),
  }));
  return { schemaVersion: 1, host: { kind: 'simulated' }, scenarios };
}

/** 0 where every machine passed, else 1. */
export function scenarioTestsExitCode(tested: readonly ScenarioTestResult[]): 0 | 1 {
  return tested.every(({ results }) => results.every(({ wrong }) => wrong.length === 0)) ? 0 : 1;
}

/** Makes the JSON document of a self-check. */
export function selfCheckDocument(mutants: readonly Mutant[]): SelfCheckDocument {
  return { schemaVersion: 1, mutants };
}

/** 0 where every broken step was noticed, else 1. */
export function selfCheckExitCode(mutants: readonly Mutant[]): 0 | 1 {
  return mutants.every(({ caught }) => caught !== undefined) ? 0 : 1;
}
