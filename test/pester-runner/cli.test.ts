import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { PesterRunSchema } from '../../toolkit/pester-runner/index.ts';
import { type FakeShell, fakeShell, resultMessage, testFolder, testMessage } from './fake-shell.ts';

const CLI = fileURLToPath(new URL('../../toolkit/pester-runner/cli.ts', import.meta.url));
const FAILURE = {
  id: 'PesterAssertionFailed',
  message: 'Expected 2, but got 1.',
  stack: 'at <ScriptBlock>, x: line 3',
};

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runCli(words: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((ended) => {
    const options = { cwd, timeout: 60_000, env: { ...process.env, NO_COLOR: '1' } };
    const child = execFile(process.execPath, [CLI, ...words], options, (_error, stdout, stderr) => {
      ended({ exitCode: child.exitCode, stdout, stderr });
    });
  });
}

async function runFake(fake: FakeShell, words: readonly string[] = []): Promise<Ended> {
  using folder = testFolder({ 'One.Tests.ps1': '' });
  const { executable = '', executableArguments = [] } = fakeShell(fake);
  const shell = [
    '--executable',
    executable,
    ...executableArguments.map((word) => `--executable-argument=${word}`),
  ];
  return await runCli([...shell, ...words], folder.path);
}

function ending(test: Record<string, unknown>) {
  return [{ send: { type: 'testEnd', test } }, resultMessage([test])];
}

const passing = { actions: ending(testMessage('passes')) };
const failing = { actions: ending(testMessage('fails', { result: 'Failed', errors: [FAILURE] })) };

describe('exit codes', () => {
  test.each<[number, string, FakeShell, string[]]>([
    [0, 'all passed', passing, []],
    [1, 'some failed', failing, []],
    [2, 'an option nobody knows', passing, ['--colour']],
    [2, 'a number that is none', passing, ['--timeout', 'soon']],
    [2, 'a timeout of no time', passing, ['--timeout', '0']],
    [2, 'an edition nobody knows', passing, ['--edition', 'gold']],
    [2, 'a path that is not there', passing, ['nowhere']],
    [2, 'a target without coverage', passing, ['--coverage-target', '80']],
    [2, 'a report that cannot be written', passing, ['--output', join('no', 'such', 'folder.xml')]],
    [2, 'no test', { actions: [resultMessage([])] }, []],
    [0, 'no test where that is allowed', { actions: [resultMessage([])] }, ['--allow-no-tests']],
    [3, 'Pester missing', { installed: [] }, []],
    [3, 'PowerShell missing', passing, ['--executable', 'nowhere']],
    [4, 'a crash', { actions: [{ exit: 0 }] }, []],
    [124, 'a timeout', { actions: [{ hang: true }] }, ['--timeout', '1.5']],
    [0, 'help', passing, ['--help']],
  ])('%i: %s', async (exitCode, _what, fake, words) => {
    expect((await runFake(fake, words)).exitCode).toBe(exitCode);
  });
});

test('a line for each test, why it failed, and the counts', async () => {
  const { stdout } = await runFake(failing);
  expect(stdout.split('\n')).toEqual([
    '[-] Block.fails (2 ms)',
    'failed: Block.fails (/tests/One.Tests.ps1:3)',
    '  Expected 2, but got 1.',
    '  at <ScriptBlock>, x: line 3',
    '',
    '0 passed, 1 failed in 0.01 s (Pester 5.6.1, PowerShell 7.4.6)',
    '',
  ]);
});

test('names and messages cannot command the terminal', async () => {
  const name = 'a\u001b[2J\u0007\u009b\nb\u2028';
  const errors = [{ id: '', message: `boom\u001b]0;${name}`, stack: '' }];
  const { stdout } = await runFake({ actions: ending(testMessage(name, { result: 'Failed', errors })) });
  expect(stdout).toContain('[-] Block.a\\u001b[2J\\u0007\\u009b\\nb\\u2028 (2 ms)');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(stdout).not.toMatch(/[\u001b\u0007\u009b\u2028]/);
});

test('what the tests print goes to standard error; --json prints one document', async () => {
  const actions = [{ print: 'hello\n', times: 1, on: 'stdout' as const }, ...passing.actions];
  const { stdout, stderr } = await runFake({ actions }, ['--json']);
  expect(PesterRunSchema.parse(JSON.parse(stdout)).counts.passed).toBe(1);
  expect(stderr).toBe('hello\n');
});

test('an error has a code and a remedy, as a document too', async () => {
  const windows = { installed: [{ version: '3.4.0', path: 'p' }] };
  const { stderr } = await runFake(windows);
  expect(stderr).toMatch(/^error pester\.built-in-only: /);
  expect(stderr).toContain('Install-Module Pester -MinimumVersion 5.5');
  const { error } = JSON.parse((await runFake(windows, ['--json'])).stdout) as {
    error: Record<string, string>;
  };
  expect(error.code).toBe('pester.built-in-only');
  expect(error.remedy).toContain('Install-Module');
});

test('both reports are written', async () => {
  using folder = testFolder({ 'One.Tests.ps1': '' });
  const { executable = '', executableArguments = [] } = fakeShell(failing);
  const shell = [
    '--executable',
    executable,
    ...executableArguments.map((word) => `--executable-argument=${word}`),
  ];
  const { exitCode } = await runCli([...shell, '--output', 'junit.xml', '--nunit', 'nunit.xml'], folder.path);
  expect(exitCode).toBe(1);
  expect(readFileSync(join(folder.path, 'junit.xml'), 'utf8')).toContain(
    '<failure message="Expected 2, but got 1.">',
  );
  expect(readFileSync(join(folder.path, 'nunit.xml'), 'utf8')).toContain(
    '<message>Expected 2, but got 1.</message>',
  );
});
