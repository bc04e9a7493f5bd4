import {
  type PesterRun,
  PesterRunnerError,
  type RunPesterOptions,
  runPester,
} from '../../toolkit/pester-runner/index.ts';
import { type FakeShell, fakeShell, testFolder } from './fake-shell.ts';

/** Runs a folder with one test file in it. */
export async function runFake(fake: FakeShell, options: RunPesterOptions = {}): Promise<PesterRun> {
  using folder = testFolder({ 'One.Tests.ps1': '' });
  return await runPester({ cwd: folder.path, timeoutMs: 30_000, ...fakeShell(fake), ...options });
}

/** The code of the error that something ends with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PesterRunnerError) return error.code;
  throw new Error('no PesterRunnerError', { cause: error });
}
