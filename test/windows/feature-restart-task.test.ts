import { describe, expect, it, test } from 'vitest';
import { displayCommand } from '../../toolkit/host/command.ts';
import { disableFeature, dismOutcome, enableFeature } from '../../toolkit/windows/feature.ts';
import { restartWindows } from '../../toolkit/windows/restart.ts';
import {
  createLogonTask,
  createStartupTask,
  deleteTask,
  isTaskThere,
  queryTask,
} from '../../toolkit/windows/scheduled-task.ts';
import { ended } from './result.ts';

describe('commands around a restart', () => {
  test.each([
    [
      enableFeature('Microsoft-Hyper-V'),
      'dism /online /enable-feature /featurename:Microsoft-Hyper-V /all /norestart',
      'write',
    ],
    [
      disableFeature('Containers'),
      'dism /online /disable-feature /featurename:Containers /norestart',
      'write',
    ],
    [restartWindows(), 'shutdown /r /t 0', 'write'],
    [
      createStartupTask({ name: 'Portwright\\startup-1', run: 'C:\\p\\resume.cmd' }),
      'schtasks /create /tn Portwright\\startup-1 /tr C:\\p\\resume.cmd /sc onstart /ru SYSTEM /rl highest /f',
      'write',
    ],
    [deleteTask('T'), 'schtasks /delete /tn T /f', 'write'],
    [queryTask('T'), 'schtasks /query /tn T', 'read'],
  ])('are typed as %#', (command, typed, effect) => {
    expect(displayCommand(command)).toBe(typed);
    expect(command.effect).toBe(effect);
  });
});

describe("dism's exit code", () => {
  test.each([
    [0, 'done'],
    [3010, 'restart-required'],
    [194, 'restart-required'],
    [740, 'needs-elevation'],
    [228, 'needs-elevation'],
    [0x800f080c, 'unknown-feature'],
    [0x800f080c - 2 ** 32, 'unknown-feature'],
    [12, 'unknown-feature'],
    [11, 'failed'],
    [1, 'failed'],
  ])('%i means %s', (exitCode, outcome) => {
    expect(dismOutcome(exitCode)).toBe(outcome);
  });
});

describe('a scheduled task', () => {
  it('runs in the session of its user, a path with blanks in quotes', () => {
    const { args } = createLogonTask({ name: 'T', run: 'C:\\Program Files\\p.cmd', user: 'PC\\Ann' });
    expect(args).toContain('"C:\\Program Files\\p.cmd"');
    expect(args.slice(args.indexOf('/sc'), args.indexOf('/rl'))).toEqual([
      '/sc',
      'onlogon',
      '/ru',
      'PC\\Ann',
      '/it',
    ]);
  });

  test.each([
    ['x'.repeat(261), true],
    ['x'.repeat(262), false],
    [`${'x'.repeat(129)} ${'x'.repeat(129)}`, true],
    [`${'x'.repeat(130)} ${'x'.repeat(129)}`, false],
    ['', false],
    ['a"b', false],
  ])('takes a command of schtasks’ length only: %#', (run, isTaken) => {
    const create = () => createStartupTask({ name: 'T', run });
    if (isTaken) expect(create().file).toBe('schtasks.exe');
    else expect(create).toThrow(expect.objectContaining({ code: 'input.invalid-argument' }));
  });

  it('is there when schtasks finds it', () => {
    expect([isTaskThere(ended(0)), isTaskThere(ended(1))]).toEqual([true, false]);
  });
});
