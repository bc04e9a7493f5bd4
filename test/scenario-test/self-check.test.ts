import { describe, expect, test } from 'vitest';
import { loadBuiltInScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { MUTATIONS } from '../../toolkit/scenario-test/mutants.ts';
import { selfCheck } from '../../toolkit/scenario-test/self-check.ts';
import { testScenario } from '../../toolkit/scenario-test/test-scenario.ts';
import { fixTrial } from '../../toolkit/scenario-test/trials/fix.ts';
import { generalTrial, TRIALS } from '../../toolkit/scenario-test/trials/index.ts';

describe('the self-check', () => {
  test('breaks every step of fix in every way and notices each', async () => {
    const mutants = await selfCheck(await loadBuiltInScenario('fix'), fixTrial);
    const missed = mutants.filter(({ caught }) => caught === undefined);
    expect(missed).toEqual([]);
    expect(new Set(mutants.map(({ mutation }) => mutation))).toEqual(new Set(MUTATIONS));
    expect(new Set(mutants.map(({ stepId }) => stepId))).toEqual(
      new Set([
        'no-other-owner-tcp',
        'winnat-stopped',
        'excluded-port-ranges-tcp',
        'container-published',
        'container-serves',
        'port-bindable-tcp',
      ]),
    );
  });

  test('notices every broken step of every built-in scenario', async () => {
    const mutants = [];
    for (const trial of TRIALS) {
      const id = SCENARIO_IDS.find((known) => known === trial.scenario);
      if (id !== undefined) mutants.push(...(await selfCheck(await loadBuiltInScenario(id), trial)));
    }
    expect(mutants.filter(({ caught }) => caught === undefined)).toEqual([]);
    expect(mutants.length).toBeGreaterThan(60);
    expect(new Set(mutants.map(({ scenario }) => scenario))).toEqual(
      new Set(TRIALS.map(({ scenario }) => scenario)),
    );
  });

  test('does not notice a broken step where the trial looks at no machine that has it', async () => {
    const blind = generalTrial('reserve-ports', { ports: ['9999'] });
    const mutants = await selfCheck(await loadBuiltInScenario('reserve-ports'), blind);
    expect(mutants.some(({ caught }) => caught === undefined)).toBe(true);
  });
});

test.each(TRIALS)('$scenario passes on every machine of its matrix', async (trial) => {
  const scenario = await loadBuiltInScenario(trial.scenario as (typeof SCENARIO_IDS)[number]);
  const { results } = await testScenario(scenario, trial);
  expect(results.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
});
