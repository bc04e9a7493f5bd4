import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../toolkit/host/host.ts';
import { resumeRun } from '../../toolkit/scenario/resume-run.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { runFolder } from '../../toolkit/scenario/run-store.ts';
import { type FakeMachine, fakeMachine, hostOf } from '../support/fake-machine.ts';
import { fakeBracket, fakeStep, ON, PENDING, UP } from '../support/fake-steps.ts';
import { builtIn, inFolder, onlyRun, scenarioOf, settingsOf } from '../support/run-bench.ts';

const cells = { nat: UP, ports: 'off', feature: 'off', container: 'off' };
const refusesAsSystem = { check: async () => Promise.reject(new Error('nobody is logged on')) };
const scenarioWith = (container: object = {}) =>
  scenarioOf([
    fakeBracket('nat', [fakeStep('ports')]),
    fakeStep('feature', { restarts: true }),
    fakeBracket('nat again', [fakeStep('container', { session: 'user', ...container })]),
  ]);
const scenario = scenarioWith();
const find = async () => scenario;
const restart = (machine: FakeMachine) => machine.cells.set('feature', ON);
const kinds = (machine: FakeMachine) =>
  [...machine.tasks].map((name) => name.replace(/-\d{8}-.*/, '')).sort();

async function paused(folder: string) {
  const machine = fakeMachine(cells);
  const settings = settingsOf(hostOf(machine), folder);
  const summary = await runScenario(settings, { scenario, ...builtIn });
  expect(summary).toMatchObject({ outcome: 'restart-required', exitCode: 3010 });
  return { machine, settings };
}

describe('a run that needs a restart', () => {
  it('pauses with 3010 and schedules the machine part for start-up and the rest for logon', () =>
    inFolder(async (folder) => {
      const { machine } = await paused(folder);
      expect(kinds(machine)).toEqual(['Portwright\\logon', 'Portwright\\startup']);
      expect(Object.fromEntries(machine.cells)).toEqual({ ...cells, ports: ON, feature: PENDING });
      expect([...onlyRun(folder).tasks].sort()).toEqual([...machine.tasks].sort());
    }));

  it('is told from one that was cut off, and keeps others from starting all the same', () =>
    inFolder(async (folder) => {
      const { settings } = await paused(folder);
      expect(onlyRun(folder).status).toBe('restart-required');
      await expect(runScenario(settings, { scenario, ...builtIn })).rejects.toMatchObject({
        code: 'run.unfinished',
      });
    }));

  it('goes on in two parts, each deleting its own task first', () =>
    inFolder(async (folder) => {
      const { machine, settings } = await paused(folder);
      restart(machine);
      const asSystem = async () => scenarioWith(refusesAsSystem);
      const first = await resumeRun(settings, onlyRun(folder), asSystem, 'machine');
      expect(first).toMatchObject({ outcome: 'restart-required', exitCode: 3010 });
      expect(kinds(machine)).toEqual(['Portwright\\logon']);
      expect(onlyRun(folder)).toMatchObject({ status: 'restart-required', tasks: [...machine.tasks] });
      const second = await resumeRun(settings, onlyRun(folder), find);
      expect(second).toMatchObject({ outcome: 'done', exitCode: 0 });
      expect(kinds(machine)).toEqual([]);
      expect(machine.cells.get('container')).toBe(ON);
    }));

  it('is not gone on with while a task that was said to be deleted is there still', () =>
    inFolder(async (folder) => {
      const { machine, settings } = await paused(folder);
      restart(machine);
      const { host } = settings;
      const liar: Host = {
        ...host,
        run: async (command) =>
          command.args[0] === '/delete'
            ? { command, exitCode: 0, stdout: '', stderr: '', durationMs: 1 }
            : host.run(command),
      };
      await expect(resumeRun({ ...settings, host: liar }, onlyRun(folder), find)).rejects.toMatchObject({
        code: 'host.program-failed',
      });
      expect(machine.cells.get('container')).toBe('off');
      const { outcome } = await rollbackRun(settings, onlyRun(folder), find);
      expect(outcome).toBe('done');
      expect(kinds(machine)).toEqual([]);
    }));

  it('resumed before the restart waits for it still, with its tasks in place', () =>
    inFolder(async (folder) => {
      const { machine, settings } = await paused(folder);
      for (const part of ['all', 'machine'] as const) {
        const summary = await resumeRun(settings, onlyRun(folder), find, part);
        expect(summary).toMatchObject({ outcome: 'restart-required', exitCode: 3010 });
        expect(kinds(machine)).toEqual(['Portwright\\logon', 'Portwright\\startup']);
        expect([...onlyRun(folder).tasks].sort()).toEqual([...machine.tasks].sort());
      }
      restart(machine);
      expect((await resumeRun(settings, onlyRun(folder), find)).outcome).toBe('done');
      expect(kinds(machine)).toEqual([]);
    }));

  it('that fails in its machine part leaves no task for a run that is over', () =>
    inFolder(async (folder) => {
      const { machine, settings } = await paused(folder);
      machine.cells.set('feature', 'off');
      const failing = scenarioOf([
        fakeStep('ports'),
        fakeStep('feature', { apply: async () => Promise.reject(new Error('no')) }),
        fakeStep('container', { session: 'user' }),
      ]);
      const summary = await resumeRun(settings, onlyRun(folder), async () => failing, 'machine');
      expect(summary.outcome).toBe('failed-undone');
      expect(kinds(machine)).toEqual([]);
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
    }));

  it('is put back by a rollback, tasks and all, and then leaves nothing to undo', () =>
    inFolder(async (folder) => {
      const { machine, settings } = await paused(folder);
      expect(await rollbackRun(settings, onlyRun(folder), find)).toMatchObject({ exitCode: 0 });
      expect(kinds(machine)).toEqual([]);
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
      await expect(rollbackRun(settings, onlyRun(folder), find)).rejects.toMatchObject({
        code: 'run.nothing-to-undo',
      });
    }));

  it('is undone when the tasks cannot be made, and leaves not even the first of them', () =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const host = hostOf(machine);
      const run: typeof host.run = async (command) => {
        const result = await host.run(command);
        if (!command.args.includes('onlogon')) return result;
        machine.tasks.delete(command.args[2] ?? '');
        return { ...result, exitCode: 1, stdout: 'ERROR: No mapping between account names' };
      };
      const summary = await runScenario(settingsOf({ ...host, run }, folder), { scenario, ...builtIn });
      expect(summary).toMatchObject({ outcome: 'failed-undone', exitCode: 1 });
      expect(kinds(machine)).toEqual([]);
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
    }));
});

it('a task that cannot be deleted is named with exit code 3, and a rollback deletes it', () =>
  inFolder(async (folder) => {
    const machine = fakeMachine(cells);
    const host = hostOf(machine);
    let refuses = true;
    const run: typeof host.run = async (command) =>
      command.args.includes('onlogon') || (refuses && command.args.includes('/delete'))
        ? { ...(await host.run({ ...command, args: ['/query', '/tn', 'x'] })), exitCode: 1 }
        : host.run(command);
    const settings = settingsOf({ ...host, run }, folder);
    const summary = await runScenario(settings, { scenario, ...builtIn });
    expect(summary).toMatchObject({ exitCode: 3, error: { code: 'run.not-undone' } });
    expect(kinds(machine)).toEqual(['Portwright\\startup']);
    refuses = false;
    expect(await rollbackRun(settings, onlyRun(folder), find)).toMatchObject({ exitCode: 0 });
    expect(kinds(machine)).toEqual([]);
  }));

describe('the script of a task', () => {
  it.each([
    ['blanks', 'C:\\Program Files\\node.exe', '"C:\\Program Files\\node.exe"'],
    ['Korean letters', 'C:\\사용자\\포트.js', '"C:\\사용자\\포트.js"'],
    ['a percent sign', 'C:\\100%\\%PATH%.js', '"C:\\100%%\\%%PATH%%.js"'],
    ['a backslash at the end', 'D:\\', '"D:\\\\"'],
    ['what cmd.exe reads as more than one command', 'a&b|c^d>e', '"a&b|c^d>e"'],
    ['a quote', 'a"b', '"a""b"'],
  ])('quotes a word with %s', (_what, word, quoted) =>
    inFolder(async (folder) => {
      const machine = fakeMachine(cells);
      const settings = {
        ...settingsOf(hostOf(machine), folder),
        invocation: { program: word, args: ['p.js'] },
        resumeOptions: ['--system-root', word],
      };
      const { runId } = await runScenario(settings, { scenario, ...builtIn });
      const lines = readFileSync(join(runFolder(folder, runId ?? ''), 'resume-all.cmd'), 'utf8').split(
        '\r\n',
      );
      expect(lines).toEqual([
        '@echo off',
        'chcp 65001 >nul',
        `${quoted} "p.js" "resume" "${runId}" "--yes" "--part" "all" "--system-root" ${quoted}`,
        '',
      ]);
      expect(lines.join('')).not.toContain('\uFEFF');
    }),
  );
});
