import { symlinkSync } from 'node:fs';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choosePester, compareVersions } from '../../toolkit/pester-runner/choose-pester.ts';
import { findTestFiles } from '../../toolkit/pester-runner/find-test-files.ts';
import { type FindPowerShellOptions, findPowerShell } from '../../toolkit/pester-runner/index.ts';
import { powerShellEnvironment } from '../../toolkit/pester-runner/power-shell-environment.ts';
import { testFolder } from './fake-shell.ts';

const WINDOWS = {
  SystemRoot: 'D:\\Windows',
  Path: 'C:\\Tools;.;;C:\\More',
  ProgramFiles: 'C:\\Program Files',
  LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local',
};
const WINDOWS_POWERSHELL = 'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const INSTALLED = 'C:\\Program Files\\PowerShell\\7\\pwsh.exe';

/** What is found where only these files are. */
function found(files: readonly string[], options: FindPowerShellOptions): string {
  try {
    return findPowerShell({ ...options, isFile: (path) => files.includes(path) });
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('finding PowerShell', () => {
  const windows = { environment: WINDOWS, platform: 'win32' } as const;
  const linux = { environment: { PATH: '/a:bin::/b' }, platform: 'linux' } as const;

  test.each<[string, readonly string[], FindPowerShellOptions, string]>([
    [
      'pwsh on PATH before an installed one',
      ['C:\\More\\pwsh.exe', INSTALLED, WINDOWS_POWERSHELL],
      windows,
      'C:\\More\\pwsh.exe',
    ],
    ['an installed pwsh before Windows PowerShell', [INSTALLED, WINDOWS_POWERSHELL], windows, INSTALLED],
    [
      'Windows PowerShell, by its absolute path, where nothing else is',
      [WINDOWS_POWERSHELL],
      windows,
      WINDOWS_POWERSHELL,
    ],
    [
      'the edition desktop',
      [INSTALLED, WINDOWS_POWERSHELL],
      { ...windows, edition: 'desktop' },
      WINDOWS_POWERSHELL,
    ],
    [
      'the edition core, never Windows PowerShell',
      [WINDOWS_POWERSHELL],
      { ...windows, edition: 'core' },
      'powershell.missing',
    ],
    ['what the option names', ['x', INSTALLED], { ...windows, executable: 'x' }, 'x'],
    [
      'nothing else where what the option names is not there',
      [INSTALLED],
      { ...windows, executable: 'x' },
      'powershell.missing',
    ],
    [
      'what the variable names, in any case on Windows',
      ['y'],
      { platform: 'win32', environment: { Pester_Runner_PowerShell: 'y' } },
      'y',
    ],
    [
      'the option before the variable',
      ['x', 'y'],
      { ...linux, executable: 'x', environment: { PESTER_RUNNER_POWERSHELL: 'y' } },
      'x',
    ],
    ['pwsh on PATH elsewhere', ['/b/pwsh'], linux, '/b/pwsh'],
    ['never one in the current folder', ['bin/pwsh', 'pwsh'], linux, 'powershell.missing'],
    [
      'a package of Microsoft',
      ['/opt/microsoft/powershell/7/pwsh'],
      linux,
      '/opt/microsoft/powershell/7/pwsh',
    ],
    [
      'no Windows PowerShell elsewhere',
      [WINDOWS_POWERSHELL],
      { ...linux, edition: 'desktop' },
      'powershell.missing',
    ],
    ['nothing without an environment', [], { platform: 'win32', environment: {} }, 'powershell.missing'],
  ])('%s', (_what, files, options, expected) => {
    expect(found(files, options)).toBe(expected);
  });

  test('Windows PowerShell does not see the modules of PowerShell 7 that this process inherited', () => {
    const own = 'C:\\Users\\me\\Documents\\WindowsPowerShell\\Modules';
    const listed = [
      'C:\\Users\\me\\Documents\\PowerShell\\Modules',
      own,
      'C:\\Program Files\\PowerShell\\Modules',
      'c:\\program files\\powershell\\7\\Modules\\',
      'C:\\Program Files\\PowerShell\\7-preview\\Modules',
      'C:\\My\\Modules',
    ].join(';');
    const environment = { PSModulePath: listed, other: 'x', none: undefined };
    expect(powerShellEnvironment(environment, 'desktop')).toEqual({
      PSModulePath: `${own};C:\\My\\Modules`,
      other: 'x',
    });
    expect(powerShellEnvironment(environment, 'core')).toEqual({ PSModulePath: listed, other: 'x' });
  });
});

describe('choosing Pester', () => {
  test.each([
    [['5.5.0'], '5.5.0'],
    [['3.4.0', '5.10.1', '5.9.0'], '5.10.1'],
    [['6.0.1', '5.7.1', '4.10.1'], '5.7.1'],
  ])('of %j it is %s', (versions, expected) => {
    expect(choosePester(versions.map((version) => ({ version, path: '' }))).version).toBe(expected);
  });

  test('versions are compared by their numbers, and the same either way round', () => {
    const version = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(version, version, (one, other) => {
        const padded = (numbers: number[]) =>
          [0, 1, 2, 3].map((index) => String(numbers[index] ?? 0).padStart(3, '0')).join('.');
        const expected = Math.sign(padded(one).localeCompare(padded(other), 'en'));
        expect(Math.sign(compareVersions(one.join('.'), other.join('.')))).toBe(expected);
      }),
    );
    expect(compareVersions('6.0.0-rc1', '6.0.0')).toBe(0);
  });
});

test('test files are found below folders, however deep, each once and sorted; a named file is taken whatever its name', () => {
  using folder = testFolder({
    'b.Tests.ps1': '',
    'a/x.tests.PS1': '',
    'a/deep/y.Tests.ps1': '',
    'a/x.ps1': '',
    'z.Tests.ps1xml': '',
    'odd.ps1': '',
    'dir.Tests.ps1/inner.txt': '',
  });
  const names = findTestFiles(['odd.ps1', '.', 'b.Tests.ps1'], folder.path).map((file) =>
    file.slice(folder.path.length + 1),
  );
  expect(names).toEqual([
    'odd.ps1',
    join('a', 'deep', 'y.Tests.ps1'),
    join('a', 'x.tests.PS1'),
    'b.Tests.ps1',
  ]);
});

test.skipIf(process.platform === 'win32')('a link that leads nowhere is no test file', () => {
  using folder = testFolder({ 'a.Tests.ps1': '' });
  symlinkSync(`${folder.path}${sep}nowhere`, join(folder.path, 'b.Tests.ps1'));
  expect(findTestFiles(['.'], folder.path)).toHaveLength(1);
});
