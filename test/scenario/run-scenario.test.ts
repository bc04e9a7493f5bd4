import { describe, expect, it, test } from 'vitest';
import { lockMachine } from '../../toolkit/scenario/machine-lock.ts';
import { planScenario } from '../../toolkit/scenario/plan.ts';
import { resumeRun } from '../../toolkit/scenario/resume-run.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import type { RunEvent } from '../../toolkit/scenario/run-event.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { findRun, listRuns, unfinishedRuns } from '../../toolkit/scenario/run-store.ts';
import type { AnyStep } from '../../toolkit/scenario/step.ts';
import { type FakeMachine, fakeMachine, hostOf } from '../support/fake-machine.ts';
import { fakeBracket, fakeExpectation, fakeStep, ON, UP } from '../support/fake-steps.ts';
import { builtIn, dyingRun, inFolder, onlyRun, scenarioOf, settingsOf } from '../support/run-bench.ts';

const cells = { a: 'off', nat: UP, b: 'off', c: 'off' };
const steps = [
  fakeStep('a'),
  fakeBracket('nat', [fakeStep('b')]),
  fakeStep('c'),
  fakeExpectation('proof', 'c', ON),
];
const scenario = scenarioOf(steps);
const find = async () => scenario;
const coded = (code: string) => expect.objectContaining({ code });
const broken = (id: string, what: 'apply' | 'undo') =>
  fakeStep(id, {
    [what]: async () => {
      throw new Error(`${what} of ${id} fails`);
    },
  });

const seamCallsOfARun = await inFolder(async (folder) => {
  const host = hostOf(fakeMachine(cells));
  await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
  return host.calls();
});
const everyPoint = Array.from({ length: seamCallsOfARun }, (_, at) => at);

describe('a run', () => {
  it('applies, brings back, proves and is done', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const events: RunEvent[] = [];
      const settings = {
        ...settingsOf(hostOf(machine), folder),
        emit: (event: RunEvent) => events.push(event),
      };
      const summary = await runScenario(settings, { scenario, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'done', exitCode: 0 });
      expect(summary.steps.map(({ id, outcome, depth }) => [id, outcome, depth])).toEqual([
        ['a', 'applied', 0],
        ['nat', 'cycled', 0],
        ['b', 'applied', 1],
        ['c', 'applied', 0],
        ['proof', 'proved', 0],
      ]);
      expect(machine.log).toEqual(['a=on', 'nat=down', 'b=on', 'nat=up', 'c=on']);
      expect(onlyRun(folder).status).toBe('done');
      expect(events.filter(({ type }) => type === 'step-ended')).toHaveLength(5);
    }));

  it('of a machine that is as wanted is unchanged and leaves no journal', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine({ ...cells, a: ON, b: ON, c: ON });
      const summary = await runScenario(settingsOf(hostOf(machine), folder), { scenario, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'unchanged', exitCode: 0, runId: null });
      expect(machine.log).toEqual([]);
      expect(listRuns(folder).runs).toEqual([]);
    }));

  it('without elevation changes nothing, and needs none where there is nothing to do', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const run = (of: typeof machine) =>
        runScenario(settingsOf(hostOf(of, { elevated: false }), folder), { scenario, ...builtIn });
      await expect(run(machine)).rejects.toMatchObject({ code: 'run.needs-elevation', exitCode: 4 });
      expect(machine.log).toEqual([]);
      expect((await run(fakeMachine({ ...cells, a: ON, b: ON, c: ON }))).outcome).toBe('unchanged');
    }));

  it('that is declined changes nothing and frees the machine', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const declined = runScenario(settings, { scenario, ...builtIn, approve: async () => false });
      await expect(declined).rejects.toThrow(coded('run.declined'));
      expect(machine.log).toEqual([]);
      expect((await runScenario(settings, { scenario, ...builtIn })).outcome).toBe('done');
    }));

  it('is stale when the machine changes while somebody is asked', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const approve = async () => Boolean(machine.cells.set('a', 'another value'));
      const run = runScenario(settingsOf(hostOf(machine), folder), { scenario, ...builtIn, approve });
      await expect(run).rejects.toMatchObject({ code: 'plan.stale', exitCode: 2 });
      expect(machine.log).toEqual([]);
    }));

  it('of a saved plan is stale when the machine is no longer as it was, and runs when it is', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const { plan: expected } = await planScenario(settings.host, scenario, {});
      machine.cells.set('b', 'another value');
      await expect(runScenario(settings, { scenario, ...builtIn, expected })).rejects.toThrow(
        coded('plan.stale'),
      );
      machine.cells.set('b', 'off');
      expect((await runScenario(settings, { scenario, ...builtIn, expected })).outcome).toBe('done');
    }));

  it('is refused by name while another process holds the machine', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const lock = lockMachine(folder, settings.host, 'somebody else');
      await expect(runScenario(settings, { scenario, ...builtIn })).rejects.toThrow(coded('run.lock-held'));
      lock.release();
      expect((await runScenario(settings, { scenario, ...builtIn })).outcome).toBe('done');
    }));

  it('is refused by a refusal, which comes before the want of elevation', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const refusal = () => ({ reason: 'held by nginx', remedy: 'stop nginx' });
      const refused = scenarioOf([fakeStep('a', { refusal })]);
      const host = hostOf(machine, { elevated: false });
      await expect(
        runScenario(settingsOf(host, folder), { scenario: refused, ...builtIn }),
      ).rejects.toMatchObject({
        code: 'plan.refused',
        remedy: 'stop nginx',
        message: expect.stringContaining('held by nginx'),
      });
      expect(machine.log).toEqual([]);
    }));
});

describe('a run that fails', () => {
  const rows: [string, readonly AnyStep[], readonly string[]][] = [
    [
      'after the bracket',
      [fakeStep('a'), fakeBracket('nat', [fakeStep('b')]), broken('c', 'apply')],
      ['a=on', 'nat=down', 'b=on', 'nat=up', 'b=off', 'a=off'],
    ],
    [
      'inside the bracket',
      [fakeStep('a'), fakeBracket('nat', [fakeStep('b'), broken('c', 'apply')])],
      ['a=on', 'nat=down', 'b=on', 'b=off', 'nat=up', 'a=off'],
    ],
    ['at its proof', [fakeStep('a'), fakeExpectation('p', 'b', ON)], ['a=on', 'a=off']],
  ];
  test.each(rows)('%s is undone, last first', (_where, of, log) =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      // A step that was never applied is put back too: it may have been half way.
      const summary = await runScenario(settingsOf(hostOf(machine), folder), {
        scenario: scenarioOf(of),
        ...builtIn,
      });
      expect(summary).toMatchObject({ outcome: 'failed-undone', exitCode: 1 });
      expect(machine.log.filter((entry) => entry !== 'c=off')).toEqual(log);
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
    }),
  );

  it('keeps undoing past what cannot be undone, names it, and a later rollback tries the rest again', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const of = scenarioOf([fakeStep('a'), broken('b', 'undo'), broken('c', 'apply')]);
      const summary = await runScenario(settings, { scenario: of, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'failed-not-undone', exitCode: 3 });
      expect(summary.steps.map(({ id, outcome }) => [id, outcome])).toEqual([
        ['a', 'undone'],
        ['b', 'not-undone'],
        ['c', 'undone'],
      ]);
      expect(Object.fromEntries(machine.cells)).toEqual({ ...cells, b: ON });

      const stillBroken = await rollbackRun(settings, onlyRun(folder), async () => of);
      expect(stillBroken).toMatchObject({ outcome: 'failed-not-undone', exitCode: 3 });
      expect(onlyRun(folder).status).toBe('rolled-back-in-part');
      const mended = scenarioOf([fakeStep('a'), fakeStep('b'), fakeStep('c')]);
      const rolledBack = await rollbackRun(settings, onlyRun(folder), async () => mended);
      expect(rolledBack).toMatchObject({ outcome: 'done', exitCode: 0 });
      expect(rolledBack.steps.map(({ id }) => id)).toEqual(['b']);
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
    }));

  it('is not believed: an apply that does nothing and an undo that does nothing are found by reading', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const idle = async () => {};
      const noApply = await runScenario(settings, {
        scenario: scenarioOf([fakeStep('a', { apply: idle })]),
        ...builtIn,
      });
      expect(noApply).toMatchObject({ outcome: 'failed-undone', error: { code: 'run.not-verified' } });
      const noUndo = await runScenario(settings, {
        scenario: scenarioOf([fakeStep('a', { undo: idle }), broken('c', 'apply')]),
        ...builtIn,
      });
      expect(noUndo).toMatchObject({ outcome: 'failed-not-undone', exitCode: 3 });
    }));

  it('of a command whose work is there all the same has not failed', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const apply = async () => {
        machine.cells.set('a', ON);
        throw new Error('netsh says error 32');
      };
      const settings = settingsOf(hostOf(machine), folder);
      const summary = await runScenario(settings, {
        scenario: scenarioOf([fakeStep('a', { apply })]),
        ...builtIn,
      });
      expect(summary.outcome).toBe('done');
    }));

  it('says of what has no undo why, and ends with 3', () =>
    inFolder(async (folder) => {
      const { undo: _, ...once } = fakeStep('a');
      const of = scenarioOf([{ ...once, irreversible: 'it cannot be unsaid' }, broken('c', 'apply')]);
      const summary = await runScenario(settingsOf(hostOf(fakeMachine(cells)), folder), {
        scenario: of,
        ...builtIn,
      });
      expect(summary.exitCode).toBe(3);
      expect(summary.steps[0]).toMatchObject({ outcome: 'not-undone', detail: 'it cannot be unsaid' });
    }));

  it('of a bracket that does not come back at first tries it once more when all else is undone', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      let tries = 0;
      const bringBack = async (host: typeof settings.host) => {
        tries += 1;
        if (tries === 1) throw new Error('error 32');
        await host.writeText('nat', UP);
      };
      const settings = settingsOf(hostOf(machine), folder);
      const of = scenarioOf([fakeBracket('nat', [fakeStep('b')], { bringBack })]);
      const summary = await runScenario(settings, { scenario: of, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'failed-undone', exitCode: 1 });
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
    }));
});

describe.each(everyPoint)('an interrupt at call %i of the machine', (at) => {
  it('ends with 130 and the machine as before', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const abort = new AbortController();
      const host = hostOf(machine, { abort, faults: new Map([[at, 'abort']]) });
      const summary = await runScenario(settingsOf(host, folder, abort.signal), { scenario, ...builtIn });
      expect(summary).toMatchObject({
        outcome: 'failed-undone',
        exitCode: 130,
        error: { code: 'run.interrupted' },
      });
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
      expect(unfinishedRuns(folder, host)).toEqual([]);
    }));
});

describe('an unfinished run', () => {
  const dieAt = async (folder: string, machine: FakeMachine) => {
    await dyingRun(folder, machine, scenario, (cell) => cell === 'b');
    expect(onlyRun(folder).status).toBe('unfinished');
    return hostOf(machine);
  };

  it('refuses a new run and names both ways out', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(await dieAt(folder, machine), folder);
      const { runId } = onlyRun(folder).started;
      await expect(runScenario(settings, { scenario, ...builtIn })).rejects.toMatchObject({
        code: 'run.unfinished',
        remedy: expect.stringMatching(new RegExp(`resume ${runId}.*rollback ${runId}`)),
      });
    }));

  it('is refused on another host, and without elevation', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      await dieAt(folder, machine);
      const run = onlyRun(folder);
      const other = settingsOf({ ...hostOf(machine), machine: 'another' }, folder);
      const plain = settingsOf(hostOf(machine, { elevated: false }), folder);
      for (const go of [resumeRun, rollbackRun]) {
        await expect(go(other, run, find)).rejects.toThrow(coded('run.other-host'));
        await expect(go(plain, run, find)).rejects.toThrow(coded('run.needs-elevation'));
      }
      expect(onlyRun(folder).status).toBe('unfinished');
    }));

  it('goes back to what was there before the first process, whatever the second one finds', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(await dieAt(folder, machine), folder);
      expect((await resumeRun(settings, onlyRun(folder), find)).outcome).toBe('done');
      await rollbackRun(settings, onlyRun(folder), find);
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
    }));

  it('whose step is no longer in its scenario says so, and undoes the rest', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      await runScenario(settings, { scenario, ...builtIn });
      const shorter = scenarioOf([fakeStep('a'), fakeStep('c')]);
      const summary = await rollbackRun(settings, onlyRun(folder), async () => shorter);
      expect(summary.exitCode).toBe(3);
      expect(Object.fromEntries(machine.cells)).toEqual({ ...cells, b: ON });
    }));
});

describe('a rollback', () => {
  it('of a finished run undoes it once, last first, and then has nothing to undo', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const { runId } = await runScenario(settings, { scenario, ...builtIn });
      machine.log.length = 0;
      const summary = await rollbackRun(settings, findRun(folder, runId ?? ''), find);
      expect(summary).toMatchObject({ outcome: 'done', exitCode: 0 });
      expect(machine.log).toEqual(['c=off', 'b=off', 'a=off']);
      await expect(rollbackRun(settings, onlyRun(folder), find)).rejects.toMatchObject({
        code: 'run.nothing-to-undo',
        exitCode: 2,
      });
      await expect(resumeRun(settings, onlyRun(folder), find)).rejects.toThrow(coded('run.not-resumable'));
    }));

  it('that only a restart completes ends with 3010', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = settingsOf(hostOf(machine), folder);
      const of = scenarioOf([
        fakeStep('a', {
          undo: (host) => host.writeText('a', 'going off'),
          isRestored: (now) => now === 'going off' || now === 'off',
          isRestorePending: (now) => now === 'going off',
        }),
      ]);
      await runScenario(settings, { scenario: of, ...builtIn });
      const summary = await rollbackRun(settings, onlyRun(folder), async () => of);
      expect(summary).toMatchObject({ outcome: 'done', exitCode: 3010 });
    }));
});

test('what a resumed run has not come to again is undone while its bracket is still down', () =>
  inFolder(async (folder) => {
    const machine = fakeMachine({ nat: UP, a: 'off', b: 'off' });
    const inner = [fakeStep('a'), fakeStep('b')];
    await dyingRun(folder, machine, scenarioOf([fakeBracket('nat', inner)]), (cell) => cell === 'b');
    machine.log.length = 0;

    let looks = 0;
    const blind = scenarioOf([
      fakeBracket('nat', [
        fakeStep('a', {
          async check(host) {
            looks += 1;
            // The first look is for work inside the bracket; the second would be the step's own.
            if (looks === 2) throw new Error('unreadable');
            return (await host.readText('a')) ?? '';
          },
        }),
        fakeStep('b'),
      ]),
    ]);
    const summary = await resumeRun(settingsOf(hostOf(machine), folder), onlyRun(folder), async () => blind);
    expect(summary.outcome).toBe('failed-undone');
    expect(machine.log).toEqual(['b=off', 'a=off', 'nat=up']);
  }));
