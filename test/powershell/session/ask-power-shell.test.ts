import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createPowerShellQuestions,
  type PowerShellQuestions,
} from '../../../toolkit/powershell/session/ask-power-shell.ts';
import type { SessionOptions } from '../../../toolkit/powershell/session/session.ts';
import { codeOf, isAlive, standInFolder, temporaryFolder } from '../../host/stand-in-folder.ts';

const FAKE = fileURLToPath(new URL('./fake-power-shell.cjs', import.meta.url));
const ASK_POWER_SHELL = new URL('../../../toolkit/powershell/session/ask-power-shell.ts', import.meta.url)
  .href;
const LONG_MS = 30_000;

/** The path of a fake PowerShell, which is removed with the test. */
function fakeExecutable(): string {
  return join(standInFolder({ 'powershell.exe': `require(${JSON.stringify(FAKE)})` }), 'powershell.exe');
}

function fakeShell(options: Partial<SessionOptions> = {}): PowerShellQuestions {
  const questions = createPowerShellQuestions({
    executable: fakeExecutable(),
    environment: {},
    timeoutMs: LONG_MS,
    ...options,
  });
  onTestFinished(() => questions.close());
  return questions;
}

/** Which PowerShell answers now. */
async function processId(questions: PowerShellQuestions): Promise<number> {
  return Number((await questions.ask('folder-security', { path: 'ok' })).ownerSid);
}

describe.skipIf(process.platform === 'win32')('a session of PowerShell', () => {
  test('one PowerShell answers every question', async () => {
    const shell = fakeShell();
    expect(await processId(shell)).toBe(await processId(shell));
  });

  test('questions asked at the same time each get their own answer', async () => {
    const shell = fakeShell();
    const paths = Array.from({ length: 20 }, (_, index) => `C:\\folder ${index} 폴더 $(id) '"`);
    const answers = await Promise.all(paths.map((path) => shell.ask('folder-security', { path })));
    expect(answers.map(({ writerSids }) => writerSids)).toEqual(paths.map((path) => [path]));
  });

  test('noise on both streams is no failure', async () => {
    expect(await fakeShell().ask('folder-security', { path: 'noise' })).toMatchObject({ exists: true });
  });

  test.each(['together', 'pieces:폴더 🙂', 'complaints'])('an answer may come so: %s', async (path) => {
    expect(await fakeShell().ask('folder-security', { path })).toMatchObject({ writerSids: [path] });
  });

  test('the variable DEBUG does not make it print anything here', async () => {
    const program = `
      const { createPowerShellQuestions } = await import(${JSON.stringify(ASK_POWER_SHELL)});
      const executable = process.argv[1];
      const shell = createPowerShellQuestions({ executable, environment: {}, timeoutMs: ${LONG_MS} });
      const { exists } = await shell.ask('folder-security', { path: 'ok' });
      await shell.close();
      process.stdout.write(String(exists));`;
    const options = { env: { ...process.env, DEBUG: '*' }, encoding: 'utf8' } as const;
    const args = ['--input-type=module', '--eval', program, fakeExecutable()];
    expect(execFileSync(process.execPath, args, options)).toBe('true');
  });

  test('an answer may be huge', async () => {
    const { writerSids } = await fakeShell().ask('folder-security', { path: 'huge' });
    expect(writerSids).toHaveLength(300_000);
  });

  test.each([
    ['text that is no answer', 'garbage', 'ask.invalid-answer'],
    ['nothing at all', 'silent', 'ask.invalid-answer'],
    ['half an answer', 'halved', 'ask.invalid-answer'],
    ['an answer of another shape', 'wrong', 'ask.invalid-answer'],
    ['an error of the script', 'failed', 'ask.failed'],
    ['a cmdlet that is not there', 'missing', 'ask.unavailable'],
  ])('%s is an error, and the session goes on', async (_, path, code) => {
    const shell = fakeShell();
    const before = await processId(shell);
    expect(await codeOf(shell.ask('folder-security', { path }))).toBe(code);
    expect(await processId(shell)).toBe(before);
  });

  test('a PowerShell that ended is started again, and a question that changes nothing asked again', async () => {
    const shell = fakeShell();
    const before = await processId(shell);
    const { ownerSid } = await shell.ask('folder-security', {
      path: `crash-once:${join(temporaryFolder(), 'x')}`,
    });
    expect(Number(ownerSid)).not.toBe(before);
  });

  test('a PowerShell that always ends is unavailable', async () => {
    const shell = fakeShell();
    expect(await codeOf(shell.ask('folder-security', { path: 'crash' }))).toBe('ask.unavailable');
    expect(await processId(shell)).toBeGreaterThan(0);
  });

  test('a question that may have changed something is not asked twice', async () => {
    const span = { protocol: 'tcp', startPort: 9999, numberOfPorts: 1 } as const;
    const asking = fakeShell().ask('reserve-port', span);
    expect(await codeOf(asking)).toBe('ask.failed');
    await expect(asking).rejects.toThrow('whether it was done is not known');
  });

  test('a PowerShell that was killed between two questions is replaced', async () => {
    const shell = fakeShell();
    const before = await processId(shell);
    process.kill(before, 'SIGKILL');
    expect(await processId(shell)).not.toBe(before);
  });

  test('a question without an answer runs out of time, and its PowerShell is killed', async () => {
    const shell = fakeShell({ timeoutMs: 2000 });
    const before = await processId(shell);
    expect(await codeOf(shell.ask('folder-security', { path: 'hang' }))).toBe('host.timed-out');
    expect(isAlive(before)).toBe(false);
    expect(await processId(shell)).not.toBe(before);
  });

  test('an interruption ends a question', async () => {
    const controller = new AbortController();
    const shell = fakeShell({ signal: controller.signal });
    await processId(shell);
    const asking = shell.ask('folder-security', { path: 'hang' });
    controller.abort();
    expect(await codeOf(asking)).toBe('host.aborted');
  });

  test('after an interruption nothing is started any more', async () => {
    const started = join(temporaryFolder(), 'started');
    const noting = `require('fs').writeFileSync(${JSON.stringify(started)}, ''); require(${JSON.stringify(FAKE)})`;
    const executable = join(standInFolder({ 'powershell.exe': noting }), 'powershell.exe');
    const shell = fakeShell({ executable, signal: AbortSignal.abort() });
    expect(await codeOf(shell.ask('folder-security', { path: 'ok' }))).toBe('host.aborted');
    await shell.close();
    expect(existsSync(started)).toBe(false);
  });

  test('closing while a change is asked for says that the host was closed', async () => {
    const shell = fakeShell();
    await processId(shell);
    const asking = codeOf(shell.ask('create-protected-folder', { path: 'hang' }));
    await shell.close();
    expect(await asking).toBe('host.aborted');
  });

  test('what a question started ends with its time', async () => {
    const list = join(temporaryFolder(), 'child');
    const shell = fakeShell({ timeoutMs: 2000 });
    expect(await codeOf(shell.ask('folder-security', { path: `child:${list}` }))).toBe('host.timed-out');
    const child = Number(readFileSync(list, 'utf8'));
    expect(child).toBeGreaterThan(0);
    await expect.poll(() => isAlive(child), { timeout: 10_000 }).toBe(false);
  });

  test('constrained language mode is seen at once, and not asked about again', async () => {
    const shell = fakeShell();
    expect(await codeOf(shell.ask('folder-security', { path: 'refused' }))).toBe('ask.unavailable');
    expect(await codeOf(shell.ask('folder-security', { path: 'ok' }))).toBe('ask.unavailable');
  });

  test('a PowerShell that is not there is unavailable', async () => {
    const shell = fakeShell({ executable: join(temporaryFolder(), 'powershell.exe') });
    expect(await codeOf(shell.ask('folder-security', { path: 'ok' }))).toBe('ask.unavailable');
  });

  test('closing ends PowerShell, twice is fine, and nothing is asked afterwards', async () => {
    const shell = fakeShell();
    const before = await processId(shell);
    await Promise.all([shell.close(), shell.close()]);
    expect(isAlive(before)).toBe(false);
    expect(await codeOf(shell.ask('folder-security', { path: 'ok' }))).toBe('host.aborted');
  });

  test('a variable in the environment does not choose another PowerShell', async () => {
    const before = process.env.NODE_POWERSHELL;
    onTestFinished(() => {
      if (before === undefined) delete process.env.NODE_POWERSHELL;
      else process.env.NODE_POWERSHELL = before;
    });
    process.env.NODE_POWERSHELL = '/bin/false';
    expect(await processId(fakeShell())).toBeGreaterThan(0);
  });

  test('parameters that the question does not have are refused before anything starts', async () => {
    const shell = fakeShell({ executable: '/nowhere' });
    const port = { protocol: 'tcp', address: '0.0.0.0', port: 70_000 } as const;
    expect(await codeOf(shell.ask('probe-bind', port))).toBe('input.invalid-argument');
  });
});
