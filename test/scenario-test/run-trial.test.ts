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

const [CASE] = machineMatrix(fixTrial).filter(
  ({ hyperV, method }) => hyperV && method === 'with container',
) as [MachineCase];

/** Keeps a word in a file of the machine. */
const keepsWord = (over: Partial<Step<string | undefined>> = {}): Step<string | undefined> => ({
  kind: 'step',
  id: 'word',
  title: 'Keep a word',
  check: (host) => host.readText('C:\\word'),
  isSatisfied: (word) => word === 'kept',
  changes: () => [{ action: 'add', what: 'a word' }],
  apply: (host) => host.writeText('C:\\word', 'kept'),
  undo: (host, before) => host.writeText('C:\\word', before ?? ''),
  isRestored: (now, before) => (now ?? '') === (before ?? ''),
  ...over,
});

const scenarioOf = (steps: readonly AnyStep[], over: Partial<Scenario> = {}): Scenario =>
  ({
    ...defineScenario({
      id: 'of-a-test',
      title: 'Of a test',
      summary: 'Keeps a word.',
      platform: 'windows',
      parameters: z.strictObject({}),
      steps: () => steps,
    }),
    ...over,
  }) as Scenario;

const trialOf = (over: Partial<Trial> = {}): Trial => ({ ...generalTrial('of-a-test', {}), ...over });
const writeBeside = (host: Host) => host.writeText('C:\\beside', 'left');

describe('a trial', () => {
  test('of a built-in scenario finds nothing wrong', async () => {
    expect(await runTrial(await loadBuiltInScenario('fix'), fixTrial, CASE)).toEqual([]);
  });

  test.each<[string, Scenario, Trial, RegExp]>([
    [
      'leaves something behind after its rollback',
      scenarioOf([
        keepsWord({
          apply: async (host) => {
            await writeBeside(host);
            await host.writeText('C:\\word', 'kept');
          },
        }),
      ]),
      trialOf(),
      /^after the rollback: .*beside/,
    ],
    [
      'changes something although it has nothing to do',
      scenarioOf([
        keepsWord({
          check: async (host) => {
            await writeBeside(host);
            return 'kept';
          },
        }),
      ]),
      trialOf(),
      /^changed without a run: .*beside/,
    ],
    [
      'repeats and leaves something behind',
      scenarioOf([keepsWord()], { repeats: true }),
      trialOf(),
      /^left behind: .*word/,
    ],
    [
      'has something to do again',
      scenarioOf([keepsWord({ undo: async () => {}, isSatisfied: alternating() })]),
      trialOf(),
      /^second run, which should have nothing to do: /,
    ],
    [
      'fails',
      scenarioOf([
        keepsWord({
          apply: async () => {
            throw new ToolkitError('host.file-failed', 'the disk is full');
          },
        }),
      ]),
      trialOf(),
      /^first run: failed-undone \(host\.file-failed: the disk is full\)/,
    ],
    [
      'cannot be undone',
      scenarioOf([
        keepsWord({
          undo: async () => {
            throw new Error('no way back');
          },
        }),
      ]),
      trialOf(),
      /^rollback: failed-not-undone at word/,
    ],
    [
      'throws where it looks',
      scenarioOf([
        keepsWord({
          check: async () => {
            throw new Error('a bug');
          },
        }),
      ]),
      trialOf(),
      /a bug/,
    ],
    [
      'breaks its promise',
      scenarioOf([keepsWord()]),
      trialOf({ judge: () => ['the promise is broken'] }),
      /^after the run: the promise is broken/,
    ],
    [
      'breaks its promise at the next restart',
      scenarioOf([keepsWord()]),
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
    expect(await runTrial(scenarioOf([keepsWord()]), trialOf(), CASE)).toEqual([]);
  });
});

/** Says yes after each apply and no at the beginning of each run. */
function alternating(): (word: string | undefined) => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked % 3 === 0;
  };
}
