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
      scenarioOf([keepsPort({ undo: async () => {}, isRestored: () => true })]),
      trialOf(),
      /^after the rollback: .*3999/,
    ],
    [
      'cannot be undone',
      scenarioOf([keepsPort({ undo: fails })]),
      trialOf(),
      /^rollback: failed-not-undone at excluded/,
    ],
    [
      'changes something although it has nothing to do',
      scenarioOf([keepsPort({ check: checksAnd(writeBeside), isSatisfied: () => true })]),
      trialOf(),
      /^changed without a run: .*beside/,
    ],
    [
      'repeats and leaves something behind',
      scenarioOf([keepsPort()], { repeats: true }),
      trialOf(),
      /^left behind: .*3999/,
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

  test('of a sound scenario of a user’s own finds nothing wrong', async () => {
    expect(await runTrial(scenarioOf([keepsPort()]), trialOf(), CASE)).toEqual([]);
  });
});
