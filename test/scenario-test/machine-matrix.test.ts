import { describe, expect, test } from 'vitest';
import { loadBuiltInScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { contains } from '../../toolkit/ports/port-range.ts';
import { buildMachine, machineMatrix } from '../../toolkit/scenario-test/machine-matrix.ts';
import { type MachineCase, TRIAL_PORT } from '../../toolkit/scenario-test/trial.ts';
import { TRIALS } from '../../toolkit/scenario-test/trials/index.ts';
import { LOCALES } from '../../toolkit/simulation/machine-state.ts';
import { describeDamage } from '../../toolkit/simulation/state-schema.ts';

const MATRIX = TRIALS.flatMap(machineMatrix);

test('there is one trial for every built-in scenario that Windows has', async () => {
  const scenarios = await Promise.all(SCENARIO_IDS.map(loadBuiltInScenario));
  const ids = scenarios.filter(({ platform }) => platform !== 'linux').map(({ id }) => id);
  expect(TRIALS.map(({ scenario }) => scenario).toSorted()).toEqual(ids.toSorted());
});

test('the built-in scenarios are tried on at least 200 machines', () => {
  expect(MATRIX.length).toBeGreaterThanOrEqual(200);
});

describe.each(TRIALS)('the machines of $scenario', (trial) => {
  const cases = machineMatrix(trial);
  test('speak every language, with and without Hyper-V, lucky and not, in every way the scenario is called', () => {
    const values = (read: (machineCase: MachineCase) => unknown) => new Set(cases.map(read));
    expect(values(({ locale }) => locale)).toEqual(new Set(LOCALES));
    const needsHyperV = trial.needsContainer === true || trial.needsWsl === true;
    expect(values(({ hyperV }) => hyperV).size).toBe(needsHyperV ? 1 : 2);
    expect(values(({ unlucky }) => unlucky).size).toBe(2);
    expect(values(({ method }) => method)).toEqual(new Set(trial.methods));
    expect(values(({ dynamicPortRange }) => dynamicPortRange.startPort).size).toBeGreaterThan(2);
  });
});

test('every machine is a whole one, with a block over the port where winnat is there, and a row of somebody else', () => {
  for (const machineCase of MATRIX) {
    const machine = buildMachine(machineCase);
    expect(describeDamage(machine)).toBeUndefined();
    const blocked = machine.ranges.tcp.some((row) => row.owner === 'winnat' && contains(row, TRIAL_PORT));
    expect(blocked).toBe(machineCase.hyperV);
    expect(machine.ranges.tcp.some(({ owner, persistent }) => owner === 'user' && persistent)).toBe(true);
  }
});

test('equal cases make equal machines', () => {
  const [first] = MATRIX;
  expect(first && buildMachine(first)).toEqual(first && buildMachine(first));
});
