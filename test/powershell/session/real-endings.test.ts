import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Session } from '../../../toolkit/powershell/session/session.ts';
import { codeOf, isAlive, temporaryFolder } from '../../host/stand-in-folder.ts';
import { realSession, realTest, resultOf, runScript, titled, unixTest } from './real-power-shell.ts';

const PROCESS_ID = '@{ id = $PID }';

async function processId(session: Session): Promise<number> {
  const { id } = Object(await resultOf(session, PROCESS_ID));
  return Number(id);
}

/** Init may take a second to notice that an orphan has ended. */
const eventuallyGone = (id: number) => expect.poll(() => isAlive(id), { timeout: 10_000 }).toBe(false);

/** Starts a program that never ends, notes its number in a file, and waits for it. */
const HANG = `param($Question)
  & $Question.node -e 'require("fs").writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1e6)' $Question.list`;

/** A script that hangs now, with the number of the program that it waits for. */
async function hang(session: Session) {
  const list = join(temporaryFolder(), 'child');
  const asking = codeOf(runScript(session, HANG, { node: process.execPath, list }));
  const read = () => (existsSync(list) ? Number(readFileSync(list, 'utf8')) : 0);
  await expect.poll(read, { timeout: 30_000 }).toBeGreaterThan(0);
  return { asking, child: read() };
}

describe(titled('the end of a real PowerShell'), () => {
  realTest('out of time it is killed, and the next question has a new one', async () => {
    const session = realSession({ timeoutMs: 10_000 });
    const before = await processId(session);
    expect(await codeOf(runScript(session, 'while ($true) { Start-Sleep -Seconds 1000 }'))).toBe(
      'host.timed-out',
    );
    expect(isAlive(before)).toBe(false);
    expect(await processId(session)).not.toBe(before);
  });

  unixTest('out of time everything that it started is killed too', async () => {
    const session = realSession({ timeoutMs: 10_000 });
    const before = await processId(session);
    const { asking, child } = await hang(session);
    expect(await asking).toBe('host.timed-out');
    expect(isAlive(before)).toBe(false);
    await eventuallyGone(child);
  });

  unixTest('an interruption ends the question, it, and what it started', async () => {
    const controller = new AbortController();
    const session = realSession({ signal: controller.signal });
    const before = await processId(session);
    const { asking, child } = await hang(session);
    const waiting = codeOf(runScript(session, PROCESS_ID));
    controller.abort();
    expect([await asking, await waiting]).toEqual(['host.aborted', 'host.aborted']);
    expect(isAlive(before)).toBe(false);
    await eventuallyGone(child);
  });

  unixTest('closing while a question runs leaves nothing behind, and what waits is not asked', async () => {
    const session = realSession();
    const before = await processId(session);
    const { asking, child } = await hang(session);
    const waiting = codeOf(runScript(session, PROCESS_ID));
    await Promise.all([session.close(), session.close()]);
    expect([await asking, await waiting]).toEqual(['host.aborted', 'host.aborted']);
    expect(isAlive(before)).toBe(false);
    await eventuallyGone(child);
    await session.close();
  });

  realTest.each([
    ['leaves with an exit code', '[Environment]::Exit(3)'],
    ['leaves as if all were well', 'exit'],
    ['leaves by exit 3', 'exit 3'],
    ['is killed', 'Stop-Process -Id $PID -Force'],
    ['fails fast', "[Environment]::FailFast('no')"],
    ['asks its host to end', '$Host.SetShouldExit(3)'],
  ])('a script that %s gives no answer, and the next question has a new PowerShell', async (_, script) => {
    const session = realSession();
    const before = await processId(session);
    expect(await runScript(session, script)).toBeUndefined();
    expect(isAlive(before)).toBe(false);
    expect(await processId(session)).not.toBe(before);
  });

  realTest(
    'one that is killed from outside gives no answer, and the next question has a new one',
    async () => {
      const session = realSession();
      const before = await processId(session);
      const asking = runScript(session, 'Start-Sleep -Seconds 1000');
      process.kill(before, 'SIGKILL');
      expect(await asking).toBeUndefined();
      expect(await processId(session)).not.toBe(before);
    },
  );

  realTest('scripts that fail do not end it, and all of them have the same one', async () => {
    const session = realSession();
    const before = await processId(session);
    for (const script of [
      "throw 'no'",
      'Get-Nothing',
      '(',
      "Write-Error 'no'",
      'break',
      'return',
      'continue',
    ]) {
      await runScript(session, script);
    }
    expect(await processId(session)).toBe(before);
  });
});
