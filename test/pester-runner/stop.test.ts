import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runPester } from '../../toolkit/pester-runner/index.ts';
import { expectSleeper, type FakeAction, fakeShell, testFolder } from './fake-shell.ts';

const CLI = fileURLToPath(new URL('../../toolkit/pester-runner/cli.ts', import.meta.url));
const ONE_FILE = { 'One.Tests.ps1': '' };

function hangingWith(port: number, leavesGroup: boolean): FakeAction[] {
  return [{ startSleeper: port, leavesGroup }, { hang: true }];
}

describe.each([false, true])('what a test started and what has left its process group: %s', (leavesGroup) => {
  test('is ended by a timeout', async () => {
    using folder = testFolder(ONE_FILE);
    await using sleeper = await expectSleeper();
    const fake = fakeShell({ actions: hangingWith(sleeper.port, leavesGroup) });
    const run = runPester({ cwd: folder.path, ...fake, timeoutMs: 5000 });
    const ended = expect(run).rejects.toMatchObject({ code: 'run.timed-out' });
    await sleeper.came;
    await ended;
    await sleeper.died;
  });

  test('is ended when the caller aborts', async () => {
    using folder = testFolder(ONE_FILE);
    await using sleeper = await expectSleeper();
    const stop = new AbortController();
    const fake = fakeShell({ actions: hangingWith(sleeper.port, leavesGroup) });
    const run = runPester({ cwd: folder.path, ...fake, signal: stop.signal });
    const ended = expect(run).rejects.toMatchObject({ code: 'run.interrupted' });
    await sleeper.came;
    stop.abort();
    await ended;
    await sleeper.died;
  });

  // Node on Windows ends a process at once on either, so that there is nobody left to do it.
  test.skipIf(process.platform === 'win32').for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is ended when the command gets %s, which ends with 130',
    async (signal) => {
      using folder = testFolder(ONE_FILE);
      await using sleeper = await expectSleeper();
      const { executable = '', executableArguments = [] } = fakeShell({
        actions: hangingWith(sleeper.port, leavesGroup),
      });
      const words = [
        '--executable',
        executable,
        ...executableArguments.map((word) => `--executable-argument=${word}`),
      ];
      const command = spawn(process.execPath, [CLI, ...words], { cwd: folder.path, stdio: 'ignore' });
      const ended = exitCodeOf(command);
      await sleeper.came;
      command.kill(signal);
      expect(await ended).toBe(130);
      await sleeper.died;
    },
  );
});

test('what is aborted before it begins starts nothing that lasts', async () => {
  using folder = testFolder(ONE_FILE);
  const run = runPester({
    cwd: folder.path,
    ...fakeShell({ actions: [{ hang: true }] }),
    signal: AbortSignal.abort(),
  });
  await expect(run).rejects.toMatchObject({ code: 'run.interrupted' });
});

test('a process that a test left behind does not keep a finished run waiting, though it holds the output open', async () => {
  using folder = testFolder(ONE_FILE);
  await using sleeper = await expectSleeper();
  const empty = {
    type: 'result',
    durationMs: 0,
    containers: [],
    failedBlocks: [],
    tests: [],
    coverage: null,
  };
  const actions = [{ startSleeper: sleeper.port, leavesGroup: true }, { send: empty }, { exit: 0 }];
  const run = await runPester({ cwd: folder.path, ...fakeShell({ actions }), allowNoTests: true });
  expect(run.result).toBe('passed');
});

function exitCodeOf(command: ChildProcess): Promise<number | null> {
  return new Promise((ended, reject) => {
    command.once('error', reject).once('exit', (code) => ended(code));
  });
}
