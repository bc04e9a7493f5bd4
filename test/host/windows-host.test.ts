import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DegradedAnswer } from '../../toolkit/host/ask-fallback.ts';
import type { Command } from '../../toolkit/host/command.ts';
import { createWindowsHost } from '../../toolkit/host/windows-host.ts';
import { codeOf, isAlive, standInFolder, temporaryFolder } from './stand-in-folder.ts';

const netsh: Command = { file: 'netsh.exe', args: ['show', 'a "b" $(c)\n'], effect: 'read' };
const printing = (base64: string) => `process.stdout.write(Buffer.from('${base64}', 'base64'))`;
/** `확인됨` in code page 949. */
const KOREAN_OK = 'yK7AzrXK';
const FAKE_POWERSHELL = fileURLToPath(new URL('../powershell/session/fake-power-shell.cjs', import.meta.url));

describe.skipIf(process.platform === 'win32')('a folder of stand-ins', () => {
  test('gives exit code, both streams and the arguments as they are', async () => {
    const systemRoot = standInFolder({
      'netsh.exe':
        'process.stdout.write(process.argv.slice(2).join("|")); process.stderr.write("e\\r\\n"); process.exit(3)',
    });
    const result = await createWindowsHost({ systemRoot }).run(netsh);
    expect(result).toMatchObject({
      command: netsh,
      exitCode: 3,
      stdout: 'show|a "b" $(c)\n',
      stderr: 'e\r\n',
    });
  });

  test('is decoded by the code page that chcp says, which is asked once and only for what is not ASCII', async () => {
    const asked = join(temporaryFolder(), 'asked');
    const systemRoot = standInFolder({
      'net.exe': "process.stdout.write('Ok.')",
      'netsh.exe': printing(KOREAN_OK),
      'chcp.com': `require('fs').appendFileSync('${asked}', 'x'); ${printing(Buffer.from('?: 949\r\n').toString('base64'))}`,
    });
    const host = createWindowsHost({ systemRoot });
    expect((await host.run({ ...netsh, file: 'net.exe' })).stdout).toBe('Ok.');
    expect(existsSync(asked)).toBe(false);
    const results = await Promise.all([host.run(netsh), host.run(netsh)]);
    expect(results.map(({ stdout }) => stdout)).toEqual(['확인됨', '확인됨']);
    expect(readFileSync(asked, 'utf8')).toBe('x');
  });

  test('docker prints UTF-8 and wsl UTF-16, whatever the code page', async () => {
    const systemRoot = standInFolder({
      'docker.exe': "process.stdout.write('한국어')",
      'wsl.exe': "process.stdout.write(Buffer.from('Ubuntu 한국어\\r\\n', 'utf16le'))",
    });
    const host = createWindowsHost({ systemRoot });
    expect((await host.run({ ...netsh, file: 'docker.exe' })).stdout).toBe('한국어');
    expect((await host.run({ ...netsh, file: 'wsl.exe' })).stdout).toBe('Ubuntu 한국어\r\n');
  });

  test('wsl is asked for UTF-8', async () => {
    const systemRoot = standInFolder({ 'wsl.exe': 'process.stdout.write(String(process.env.WSL_UTF8))' });
    expect((await createWindowsHost({ systemRoot }).run({ ...netsh, file: 'wsl.exe' })).stdout).toBe('1');
  });

  test('a missing program is an error that names its path', async () => {
    const systemRoot = temporaryFolder();
    const running = createWindowsHost({ systemRoot }).run(netsh);
    await expect(running).rejects.toMatchObject({ code: 'host.program-missing' });
    await expect(running).rejects.toThrow(join(systemRoot, 'netsh.exe'));
  });

  test('a program that is no program cannot be started', async () => {
    const systemRoot = temporaryFolder();
    writeFileSync(join(systemRoot, 'netsh.exe'), 'not executable');
    expect(await codeOf(createWindowsHost({ systemRoot }).run(netsh))).toBe('host.program-failed');
  });

  test('a command that takes too long is an error that holds what it printed', async () => {
    const systemRoot = standInFolder({
      'netsh.exe': "process.stdout.write('half'); setInterval(() => {}, 1e6)",
    });
    const running = createWindowsHost({ systemRoot }).run({ ...netsh, timeoutMs: 3000 });
    await expect(running).rejects.toMatchObject({ code: 'host.timed-out', result: { stdout: 'half' } });
  });

  test('an interruption ends the command', async () => {
    const systemRoot = standInFolder({ 'netsh.exe': 'setInterval(() => {}, 1e6)' });
    const controller = new AbortController();
    const running = createWindowsHost({ systemRoot, signal: controller.signal }).run(netsh);
    controller.abort();
    expect(await codeOf(running)).toBe('host.aborted');
  });

  test.each([
    [{ PORTWRIGHT_ELEVATED: '1' }, true],
    [{ PORTWRIGHT_ELEVATED: '0' }, false],
    [{}, false],
  ])('with %o in the environment the host is elevated: %s', async (environment, expected) => {
    const host = createWindowsHost({ systemRoot: temporaryFolder(), environment, platform: 'linux' });
    expect(await host.isElevated()).toBe(expected);
  });

  describe('with a PowerShell', () => {
    /** A host whose PowerShell answers with its own process number, and a list of all that were started. */
    function hostWithPowerShell() {
      const list = join(temporaryFolder(), 'started');
      const noted = `require('fs').appendFileSync(${JSON.stringify(list)}, process.pid + '\\n')`;
      const systemRoot = standInFolder({
        'powershell.exe': `${noted}; require(${JSON.stringify(FAKE_POWERSHELL)})`,
        'netsh.exe': `${noted}; setInterval(() => {}, 1e6)`,
      });
      const host = createWindowsHost({ systemRoot });
      onTestFinished(() => host.close());
      const started = () =>
        existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n').map(Number) : [];
      return { host, started };
    }
    const question = { path: 'ok' };

    test('questions asked at the same time share one, and so do later ones', async () => {
      const { host, started } = hostWithPowerShell();
      const atOnce = await Promise.all([1, 2, 3].map(() => host.ask('folder-security', question)));
      const later = await host.ask('folder-security', question);
      const [first, ...others] = started();
      expect(others).toEqual([]);
      expect([...atOnce, later].map(({ ownerSid }) => ownerSid)).toEqual(Array(4).fill(`${first}`));
    });

    test('closing ends what still runs, and nothing is started afterwards', async () => {
      const { host, started } = hostWithPowerShell();
      await host.ask('folder-security', question);
      const asking = codeOf(host.ask('folder-security', { path: 'hang' }));
      const running = codeOf(host.run(netsh));
      await expect.poll(started, { interval: 10 }).toHaveLength(2);
      await host.close();
      expect(await Promise.all([asking, running])).toEqual(['host.aborted', 'host.aborted']);
      expect(started().map(isAlive)).toEqual([false, false]);
      expect(await codeOf(host.ask('folder-security', question))).toBe('host.aborted');
      expect(await codeOf(host.run(netsh))).toBe('host.aborted');
      expect(started()).toHaveLength(2);
    });
  });

  describe('without a PowerShell', () => {
    const NETSTAT =
      '\\r\\nAktive Verbindungen\\r\\n\\r\\n  Proto  Lokale Adresse  Remoteadresse  Status  PID\\r\\n' +
      '  TCP    0.0.0.0:8065  0.0.0.0:0  ABH\\xd6REN  4711\\r\\n';

    test('netstat says who listens, and the caller is told', async () => {
      const systemRoot = standInFolder({ 'netstat.exe': `process.stdout.write('${NETSTAT}', 'latin1')` });
      const degraded: DegradedAnswer[] = [];
      const host = createWindowsHost({ systemRoot, onDegraded: (answer) => degraded.push(answer) });
      const { sockets } = await host.ask('listeners', {});
      expect(sockets).toMatchObject([{ localPort: 8065, state: 'listening', processId: 4711 }]);
      expect(degraded).toMatchObject([{ question: 'listeners', reason: { code: 'ask.unavailable' } }]);
    });

    test.each(['net-tcp-setting', 'net-nat', 'last-boot', 'listeners'] as const)(
      '%s is unavailable where no other source answers',
      async (name) => {
        const host = createWindowsHost({ systemRoot: temporaryFolder() });
        expect(await codeOf(host.ask(name, {}))).toBe('ask.unavailable');
      },
    );

    test('text of netstat that nobody can read is no empty answer', async () => {
      const systemRoot = standInFolder({ 'netstat.exe': "process.stdout.write('~ ~\\r\\n')" });
      expect(await codeOf(createWindowsHost({ systemRoot }).ask('listeners', {}))).toBe('ask.unavailable');
    });
  });
});

describe('files', () => {
  const host = () => createWindowsHost({ systemRoot: '/nowhere', platform: 'linux' });

  test('a byte order mark is not part of the text', async () => {
    const path = join(temporaryFolder(), '.wslconfig');
    writeFileSync(path, '\uFEFF[wsl2]\r\n');
    expect(await host().readText(path)).toBe('[wsl2]\r\n');
  });

  test('a file that is not there is undefined, one that cannot be read an error', async () => {
    const folder = temporaryFolder();
    expect(await host().readText(join(folder, 'none'))).toBeUndefined();
    expect(await codeOf(host().readText(folder))).toBe('host.file-failed');
  });

  test('writing replaces the file and leaves nothing else', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'file');
    writeFileSync(path, 'old');
    await host().writeText(path, '새');
    expect(readFileSync(path, 'utf8')).toBe('새');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('a failed write keeps what was there and leaves nothing', async () => {
    const folder = temporaryFolder();
    expect(await codeOf(host().writeText(join(folder, 'none', 'file'), 'x'))).toBe('host.file-failed');
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('an interruption ends waiting', async () => {
  const { clock } = createWindowsHost({ systemRoot: '/nowhere', platform: 'linux' });
  expect(await codeOf(clock.wait(1e6, AbortSignal.abort()))).toBe('host.aborted');
});
