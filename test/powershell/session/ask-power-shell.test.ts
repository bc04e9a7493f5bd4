import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createPowerShellQuestions,
  type PowerShellQuestions,
} from '../../../toolkit/powershell/session/ask-power-shell.ts';
import type { SessionOptions } from '../../../toolkit/powershell/session/session.ts';
import { codeOf, isAlive, temporaryFolder } from '../../host/stand-in-folder.ts';

const FAKE = fileURLToPath(new URL('./fake-power-shell.cjs', import.meta.url));
const LONG_MS = 30_000;

function fakeShell(options: Partial<SessionOptions> = {}): PowerShellQuestions {
  const folder = mkdtempSync(join(tmpdir(), 'pw-'));
  const executable = join(folder, 'powershell.exe');
  writeFileSync(executable, `#!/bin/sh\nexec '${process.execPath}' '${FAKE}'\n`);
  chmodSync(executable, 0o755);
  const questions = createPowerShellQuestions({
    executable,
    environment: {},
    timeoutMs: LONG_MS,
    ...options,
  });
  onTestFinished(async () => {
    await questions.close();
    rmSync(folder, { recursive: true });
  });
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
    expect(await codeOf(fakeShell().ask('reserve-port', span))).toBe('ask.failed');
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
