import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadBuiltInScenario } from '../../scenarios/index.ts';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import type { Host } from '../../toolkit/host/host.ts';
import { defineScenario, type Scenario } from '../../toolkit/scenario/define-scenario.ts';
import type { AnyStep, Step } from '../../toolkit/scenario/step.ts';
import { machineMatrix } from '../../toolkit/scenario-test/machine-matrix.ts';
import { runTrial } from '../../toolkit/scenario-test/run-trial.ts';
import type { MachineCase, Trial } from '../../toolkit/scenario-test/trial.ts';
import { fixTrial } from '../../toolkit/scenario-test/trials/fix.ts';
import { generalTrial } from '../../toolkit/scenario-test/trials/index.ts';
import {
  type ExcludedPortRangesState,
  ensureExcludedPortRanges,
} from '../../toolkit/steps/ensure-excluded-port-ranges.ts';

const REPRODUCE = await loadBuiltInScenario('reproduce-8065');
const [CASE] = machineMatrix(fixTrial).filter(
  ({ hyperV, method }) => hyperV && method === 'with container',
) as [MachineCase];

type State = ExcludedPortRangesState;
const PLAIN = ensureExcludedPortRanges({ protocol: 'tcp', ranges: [{ startPort: 3999, numberOfPorts: 1 }] });

/** A sound step, or one that is broken in some way. */
const keepsPort = (over: Partial<Step<State>> = {}): AnyStep => ({ ...PLAIN, ...over });

const scenarioOf = (steps: readonly AnyStep[], over: Partial<Scenario> = {}): Scenario =>
  ({
    ...defineScenario({
      id: 'of-a-test',
      title: 'Of a test',
      summary: 'Keeps a port.',
      platform: 'windows',
      parameters: z.strictObject({}),
      steps: () => steps,
    }),
    ...over,
  }) as Scenario;

const trialOf = (over: Partial<Trial> = {}): Trial => ({ ...generalTrial('of-a-test', {}), ...over });
const writeBeside = (host: Host) => host.writeText('C:\\beside', 'left');

const appliesAnd = (more: (host: Host) => Promise<void>) => async (host: Host, before: State) => {
  await PLAIN.apply(host, before);
  await more(host);
};
const checksAnd = (more: (host: Host) => Promise<void>) => async (host: Host) => {
  await more(host);
  return PLAIN.check(host);
};
const fails = async (): Promise<never> => {
  throw new ToolkitError('host.file-failed', 'the disk is full');
};

describe('a trial', () => {
  test('of a built-in scenario finds nothing wrong', async () => {
    expect(await runTrial(await loadBuiltInScenario('fix'), fixTrial, CASE)).toEqual([]);
  });

  test.each<[string, Scenario, Trial, RegExp]>([
    [
      'leaves something behind after its rollback',
      scenarioOf([keepsPort({ apply: appliesAnd(writeBeside) })]),
      trialOf(),
      /^after the rollback: .*beside/,
    ],
    [
      'does not undo',
      scenarioOf([keepsPort({ undo: async () => {}, isRestored: () => true, restores: () => [] })]),
      trialOf(),
      /^after the rollback: .*3999/,
    ],
    [
      'promises of its undo what is not so',
      scenarioOf([keepsPort({ undo: async () => {}, isRestored: () => true })]),
      trialOf(),
      /^promise broken by the rollback: excluded-port-ranges-tcp promised .*"no-excluded-port-range".*3999/,
    ],
    [
      'promises what is not so',
      scenarioOf([keepsPort({ apply: async () => {}, isSatisfied: () => true })]),
      trialOf(),
      /^promise broken by the run: excluded-port-ranges-tcp promised .*"excluded-port-range".*3999/,
    ],
    [
      'is tried after a run that fails',
      scenarioOf([keepsPort()]),
      trialOf({ earlier: () => [keepsPort({ apply: fails })] }),
      /^earlier run: failed-undone/,
    ],
    [
      'cannot be undone',
      scenarioOf([keepsPort({ undo: fails })]),
      trialOf(),
      /^rollback: failed-not-undone at excluded/,
    ],
    [
      'changes something although it has nothing to do',
      scenarioOf([keepsPort({ check: checksAnd(writeBeside), isSatisfied: () => true, promises: () => [] })]),
      trialOf(),
      /^changed without a run: .*beside/,
    ],
    [
      'repeats and leaves something behind after its rollback',
      scenarioOf([keepsPort({ apply: appliesAnd(writeBeside) })], { repeats: true }),
      trialOf(),
      /^after the rollback: .*beside/,
    ],
    [
      'has something to do again',
      { ...REPRODUCE, repeats: false },
      generalTrial('reproduce-8065', {}),
      /^second run, which should have nothing to do: done/,
    ],
    [
      'fails',
      scenarioOf([keepsPort({ apply: fails })]),
      trialOf(),
      /^first run: failed-undone \(host\.file-failed: the disk is full\)/,
    ],
    ['throws where it looks', scenarioOf([keepsPort({ check: fails })]), trialOf(), /the disk is full/],
    [
      'breaks its promise',
      scenarioOf([keepsPort()]),
      trialOf({ judge: () => ['broken'] }),
      /^after the run: broken/,
    ],
    [
      'breaks its promise at a later restart',
      scenarioOf([keepsPort()]),
      trialOf({ judgeLasting: () => ['gone'] }),
      /^after two restarts: gone/,
    ],
    [
      'gets parameters it does not know',
      scenarioOf([]),
      trialOf({ parameters: () => ({ unknown: 1 }) }),
      /^input\.invalid-parameter: /,
    ],
  ])('catches a scenario that %s', async (_what, scenario, trial, expected) => {
    const [wrong] = await runTrial(scenario, trial, CASE);
    expect(wrong).toMatch(expected);
  });

  test('starts from what an earlier run has left', async () => {
    const trial = trialOf({
      earlier: () => [keepsPort()],
      judge: (after, _machine, before) => (isDeepStrictEqual(after.ranges, before.ranges) ? [] : ['changed']),
    });
    expect(await runTrial(scenarioOf([keepsPort()]), trial, CASE)).toEqual([]);
    const { earlier: _, ...fresh } = trial;
    expect(await runTrial(scenarioOf([keepsPort()]), fresh, CASE)).toEqual(['after the run: changed']);
  });

  test('of a sound scenario of a user’s own finds nothing wrong', async () => {
    expect(await runTrial(scenarioOf([keepsPort()]), trialOf(), CASE)).toEqual([]);
  });
});
