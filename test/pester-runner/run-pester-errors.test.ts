import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runPester } from '../../toolkit/pester-runner/index.ts';
import { type FakeShell, fakeShell, resultMessage, testFolder, testMessage } from './fake-shell.ts';
import { codeOf, runFake as run } from './run-fake.ts';

describe('what goes wrong', () => {
  const pester = (...versions: string[]): FakeShell => ({
    installed: versions.map((version) => ({ version, path: version })),
  });

  test.each<[string, FakeShell, string]>([
    ['no Pester', pester(), 'pester.missing'],
    ['only the Pester of Windows', pester('3.4.0'), 'pester.built-in-only'],
    ['a Pester that is too old', pester('3.4.0', '5.4.1'), 'pester.too-old'],
    ['a Pester that is too new', pester('3.4.0', '6.0.1'), 'pester.too-new'],
    [
      'a PowerShell that is too old',
      { powershell: { version: '5.0.10586.117', edition: 'Desktop' } },
      'powershell.too-old',
    ],
    ['PowerShell 6', { powershell: { version: '6.2.0', edition: 'Core' } }, 'powershell.too-old'],
    ['PowerShell that says nothing', { neverSpeaks: true }, 'powershell.ended-early'],
    ['an end without a result', { actions: [{ exit: 3 }] }, 'powershell.ended-early'],
    ['an end with exit code 0 and no result', { actions: [] }, 'powershell.ended-early'],
    [
      'a line that is cut off',
      { actions: [{ raw: '{"type":"result"' }, { exit: 0 }] },
      'powershell.ended-early',
    ],
    [
      'a line that is no JSON',
      { actions: [{ raw: '\u0000garbage\n' }, { hang: true }] },
      'powershell.unrecognised-answer',
    ],
    [
      'a message nobody knows',
      { actions: [{ send: { type: 'surprise' } }, { hang: true }] },
      'powershell.unrecognised-answer',
    ],
    [
      'a result that lacks something',
      { actions: [{ send: { type: 'result' } }, { hang: true }] },
      'powershell.unrecognised-answer',
    ],
    [
      'a result word nobody knows',
      { actions: [resultMessage([testMessage('x', { result: 'Maybe' })])] },
      'powershell.unrecognised-answer',
    ],
    [
      'a Pester that throws',
      { actions: [{ send: { type: 'failure', code: 'pester.failed', message: 'm' } }] },
      'pester.failed',
    ],
    ['no test', { actions: [resultMessage([])] }, 'run.no-tests'],
    [
      'only tests that were filtered out',
      { actions: [resultMessage([testMessage('x', { result: 'NotRun' })])] },
      'run.no-tests',
    ],
  ])('%s: %#', async (_what, fake, code) => {
    expect(await codeOf(run(fake))).toBe(code);
  });

  test('an edition other than the one that was asked for is refused', async () => {
    const fake = { powershell: { version: '5.1.22621.1', edition: 'Desktop' } };
    expect(await codeOf(run(fake, { edition: 'core' }))).toBe('powershell.wrong-edition');
    const actions = [resultMessage([testMessage('x')])];
    expect((await run({ ...fake, actions }, { edition: 'desktop' })).powershell.edition).toBe('desktop');
  });

  test('a crash says which test was running, with what code it ended and what it said', async () => {
    const actions = [
      { send: { type: 'testStart', path: ['A', 'B'], file: '/x.ps1', line: 7 } },
      { print: 'Process terminated.', times: 1, on: 'stderr' as const },
      { exit: 134 },
    ];
    const error = await run({ actions }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'powershell.ended-early' });
    expect(`${error}`).toContain('A.B (/x.ps1:7)');
    expect(`${error}`).toContain('134');
    expect(`${error}`).toContain('Process terminated.');
  });

  test('paths, numbers and a PowerShell that are not there are refused before anything is started', async () => {
    expect(await codeOf(run({}, { paths: ['nowhere'] }))).toBe('input.path-missing');
    expect(await codeOf(run({}, { coverage: { paths: ['nowhere'] } }))).toBe('input.path-missing');
    expect(await codeOf(run({}, { timeoutMs: 0 }))).toBe('input.invalid-argument');
    expect(await codeOf(run({}, { timeoutMs: Number.NaN }))).toBe('input.invalid-argument');
    expect(await codeOf(run({}, { coverage: { paths: [], targetPercent: 101 } }))).toBe(
      'input.invalid-argument',
    );
    expect(await codeOf(run({}, { executable: join('no', 'pwsh') }))).toBe('powershell.missing');
  });

  test('a file that cannot be started is no PowerShell', async () => {
    using folder = testFolder({ 'pwsh.txt': 'text' });
    const executable = join(folder.path, 'pwsh.txt');
    expect(await codeOf(run({}, { executable, executableArguments: [] }))).toBe('powershell.missing');
  });

  test('no test at all is a result where that is allowed', async () => {
    using folder = testFolder({ 'notes.txt': '' });
    const found = await runPester({ cwd: folder.path, ...fakeShell({}), allowNoTests: true });
    expect(found).toMatchObject({ result: 'passed', counts: { total: 0 }, pester: { version: '5.6.1' } });
    expect(await codeOf(runPester({ cwd: folder.path, ...fakeShell({}) }))).toBe('run.no-tests');
  });
});
