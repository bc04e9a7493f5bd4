import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWindowsHost } from '../../../toolkit/host/windows-host.ts';
import { createMachine, type MachineOptions } from '../../../toolkit/simulation/create-machine.ts';
import { execute } from '../../../toolkit/simulation/execute.ts';
import type { MachineState } from '../../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../../toolkit/simulation/simulated-host.ts';
import type { StandInLogEntry } from '../../../toolkit/simulation/stand-ins/protocol.ts';
import {
  type ServeStandInsOptions,
  serveStandIns,
} from '../../../toolkit/simulation/stand-ins/serve-stand-ins.ts';
import { codeOf, temporaryFolder } from '../../host/stand-in-folder.ts';

const KOREAN: MachineOptions = {
  locale: 'ko',
  seed: 7,
  dynamicPortRange: { startPort: 1024, numberOfPorts: 64511 },
  blocksOn: [8065],
};
const SHOW = ['int', 'ipv4', 'show', 'excludedportrange', 'tcp'];

async function serve(options: Partial<ServeStandInsOptions> = {}) {
  const folder = temporaryFolder();
  const statePath = join(folder, 'machine.json');
  const server = await serveStandIns({ statePath, bin: join(folder, 'bin'), machine: KOREAN, ...options });
  onTestFinished(() => server.stop());
  const machine = (): MachineState => JSON.parse(readFileSync(statePath, 'utf8'));
  return { server, bin: server.bin, folder, statePath, machine };
}

interface Ended {
  readonly exitCode: unknown;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function run(path: string, ...args: string[]): Promise<Ended> {
  return new Promise((ended) => {
    execFile(path, args, { encoding: 'buffer' }, (error, stdout, stderr) => {
      ended({ exitCode: error ? error.code : 0, stdout, stderr });
    });
  });
}

describe.skipIf(process.platform === 'win32')('stand-in executables', () => {
  test.each(['netsh', 'netsh.exe'])('%s prints the very bytes of the machine', async (name) => {
    const { bin } = await serve();
    const expected = execute(createMachine(KOREAN), ['netsh', ...SHOW]);
    const { exitCode, stdout, stderr } = await run(join(bin, name), ...SHOW);
    expect(exitCode).toBe(0);
    expect(stdout.equals(expected.stdout)).toBe(true);
    expect(stderr).toHaveLength(0);
  });

  test('errors come on the stream and with the exit code that Windows has, modulo 256', async () => {
    const { bin } = await serve();
    const expected = execute(createMachine(KOREAN), ['sc.exe', 'query', 'nowhere']);
    const { exitCode, stdout, stderr } = await run(join(bin, 'sc.exe'), 'query', 'nowhere');
    expect(expected.exitCode).toBeGreaterThan(255);
    expect(exitCode).toBe(expected.exitCode % 256);
    expect(Buffer.concat([stdout, stderr]).equals(Buffer.concat([expected.stdout, expected.stderr]))).toBe(
      true,
    );
  });

  test('the real host reads from them what it reads from the machine in memory', async () => {
    const { bin } = await serve();
    const real = createWindowsHost({ systemRoot: bin });
    const simulated = createSimulatedHost({ machine: createMachine(KOREAN) });
    onTestFinished(() => real.close());
    const commands = [
      { file: 'netsh.exe', args: SHOW },
      { file: 'net.exe', args: ['stop', 'winnat'] },
      { file: 'docker.exe', args: ['ps', '--all'] },
      { file: 'wsl.exe', args: ['--list', '--running', '--quiet'] },
      { file: 'netstat.exe', args: ['-ano'] },
    ] as const;
    for (const each of commands) {
      const command = { ...each, effect: 'write' } as const;
      const [{ durationMs: _, ...fromStandIn }, { durationMs: __, ...fromMemory }] = await Promise.all([
        real.run(command),
        simulated.run(command),
      ]);
      expect(fromStandIn).toEqual(fromMemory);
    }
  });

  test('PowerShell answers the real session from the same machine', async () => {
    const { bin, machine } = await serve();
    const host = createWindowsHost({ systemRoot: bin });
    onTestFinished(() => host.close());
    const bind = { protocol: 'tcp', address: '0.0.0.0', port: 8065 } as const;
    expect(await host.ask('probe-bind', bind)).toEqual({ socketError: 10013 });
    expect(await host.ask('reserve-port', { protocol: 'tcp', startPort: 61_000, numberOfPorts: 2 })).toEqual({
      win32Error: 0,
    });
    expect(machine().ranges.tcp).toContainEqual(
      expect.objectContaining({ startPort: 61_000, numberOfPorts: 2 }),
    );
    const settings = (await host.ask('net-tcp-setting', {})).settings;
    expect(settings).toContainEqual(expect.objectContaining({ startPort: 1024, numberOfPorts: 64_511 }));
  });

  test('a question that the machine answers with an error is one of the script', async () => {
    const { bin } = await serve({ machine: { ...KOREAN, elevated: false } });
    const host = createWindowsHost({ systemRoot: bin });
    onTestFinished(() => host.close());
    expect(await codeOf(host.ask('optional-feature', { featureName: 'Containers' }))).toBe('ask.failed');
  });

  test('callers at the same time see one machine, and no change is lost', async () => {
    const { bin, machine } = await serve({ machine: { dynamicPortRange: 'iana' } });
    const ports = Array.from({ length: 12 }, (_, index) => 20_000 + 2 * index);
    const add = (port: number) =>
      run(join(bin, 'netsh'), 'int', 'ipv4', 'add', 'excludedportrange', 'tcp', `${port}`, '1');
    const ended = await Promise.all(ports.map(add));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual(ports.map(() => 0));
    const added = machine().ranges.tcp.filter(({ owner }) => owner === 'user');
    expect(added.map(({ startPort }) => startPort)).toEqual(ports);
  });

  test('arguments arrive verbatim', async () => {
    const logPath = join(temporaryFolder(), 'log');
    const { bin } = await serve({ logPath });
    const args = ['$(id)', '`id`', 'a "b" \'c\'', 'two\nlines', '한국어', '', '*'];
    await run(join(bin, 'net.exe'), ...args);
    expect(readLog(logPath)).toMatchObject([{ program: 'net.exe', args }]);
  });

  test('each takes the latency at least, and logs its time by its own clock', async () => {
    const logPath = join(temporaryFolder(), 'log');
    const { bin } = await serve({ latencyMs: 250, logPath });
    await run(join(bin, 'netsh'), ...SHOW);
    const host = createWindowsHost({ systemRoot: bin });
    await host.ask('last-boot', {});
    await host.ask('net-nat', {});
    await host.close();
    const log = readLog(logPath);
    expect(log).toMatchObject([
      { program: 'netsh.exe', args: SHOW, exitCode: 0 },
      { program: 'powershell.exe', question: 'last-boot' },
      { program: 'powershell.exe', question: 'net-nat' },
    ]);
    for (const { startMs, endMs } of log) expect(endMs - startMs).toBeGreaterThanOrEqual(249);
  });

  test('time passes on the machine while it is served', async () => {
    const { bin, machine } = await serve();
    const before = machine().clockMs;
    const startMs = performance.now();
    await run(join(bin, 'netsh'), ...SHOW);
    await run(join(bin, 'netsh'), ...SHOW);
    const passedMs = performance.now() - startMs;
    expect(machine().clockMs - before).toBeGreaterThan(40);
    expect(machine().clockMs - before).toBeLessThan(passedMs + 2000);
  });

  describe('faults', () => {
    test('a program that hangs prints nothing until it is killed, and others are answered', async () => {
      const { bin, machine } = await serve({
        machine: { faults: [{ kind: 'hang', match: 'stop winnat', times: 1 }] },
      });
      const hanging = spawn(join(bin, 'net.exe'), ['stop', 'winnat'], { stdio: 'ignore' });
      const ended = once(hanging, 'exit');
      while ((await run(join(bin, 'netsh'), ...SHOW)).exitCode === 0 && machine().faults.length > 0);
      expect(hanging.exitCode).toBeNull();
      hanging.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
    });

    test('a question that hangs runs out of time, and the next one is answered', async () => {
      const { bin } = await serve({
        machine: { faults: [{ kind: 'hang', match: 'ask:net-nat', times: 1 }] },
      });
      const host = createWindowsHost({ systemRoot: bin, askTimeoutMs: 2000 });
      onTestFinished(() => host.close());
      expect(await codeOf(host.ask('net-nat', {}))).toBe('host.timed-out');
      expect(await host.ask('net-nat', {})).toEqual({ names: [] });
    });

    test('garbage in place of an answer is no answer', async () => {
      const { bin } = await serve({ machine: { faults: [{ kind: 'garbage', match: 'ask:net-nat' }] } });
      const host = createWindowsHost({ systemRoot: bin });
      onTestFinished(() => host.close());
      expect(await codeOf(host.ask('net-nat', {}))).toBe('ask.invalid-answer');
    });

    test.each([
      ['before', [], 'running'],
      ['during', [], 'stopped'],
      ['after', ['first'], 'stopped'],
    ] as const)('the caller is killed %s the command', async (when, printed, winnat) => {
      const { bin, machine } = await serve({ machine: { faults: [{ kind: 'kill-caller', at: 1, when }] } });
      const caller = `
        const { execFileSync } = require('child_process');
        const net = (...args) => execFileSync(${JSON.stringify(join(bin, 'net.exe'))}, args, { stdio: 'ignore' });
        net('stop', 'winnat');
        process.stdout.write('first');
        net('start', 'winnat');
        process.stdout.write('second');`;
      const child = spawn(process.execPath, ['-e', caller], { stdio: ['ignore', 'pipe', 'ignore'] });
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
      });
      expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
      expect(said).toBe(printed.join(''));
      expect(machine().services.winnat?.status).toBe(winnat);
    });
  });

  describe('the folder', () => {
    test('holds every program with and without its ending, and is gone afterwards', async () => {
      const { server, bin } = await serve();
      for (const name of ['net', 'net.exe', 'chcp', 'chcp.com', 'powershell.exe', 'docker', 'schtasks.exe']) {
        expect(server.programs).toContain(name);
        expect(existsSync(join(bin, name))).toBe(true);
      }
      await server.stop();
      await server.stop();
      expect(existsSync(bin)).toBe(false);
    });

    test('keeps what others put there', async () => {
      const bin = join(temporaryFolder(), 'bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'mine.txt'), 'mine');
      const { server } = await serve({ bin });
      await server.stop();
      expect(readdirSync(bin)).toEqual(['mine.txt']);
    });

    test.each([
      ['a program of somebody else', (path: string) => writeFileSync(path, '#!/bin/sh\n')],
      ['a link', (path: string) => symlinkSync('/bin/true', path)],
      ['a folder', (path: string) => mkdirSync(path)],
    ])('with %s under one of the names is refused and left as it is', async (_, put) => {
      const bin = temporaryFolder();
      put(join(bin, 'wsl'));
      expect(await codeOf(serve({ bin }))).toBe('input.invalid-argument');
      expect(readdirSync(bin)).toEqual(['wsl']);
    });

    test('that is served already is refused', async () => {
      const { bin } = await serve();
      expect(await codeOf(serve({ bin }))).toBe('input.invalid-argument');
      expect((await run(join(bin, 'netsh'), ...SHOW)).exitCode).toBe(0);
    });

    test('whose path is too long for a socket is refused', async () => {
      const bin = join(temporaryFolder(), 'x'.repeat(100));
      expect(await codeOf(serve({ bin }))).toBe('input.invalid-argument');
    });

    test('has no docker where the machine has none', async () => {
      const { server } = await serve({ machine: { docker: 'absent' } });
      expect(server.programs.filter((name) => name.startsWith('docker'))).toEqual([]);
    });
  });

  test('a stand-in that nobody serves says so, with an exit code of its own', async () => {
    const { server, bin, folder } = await serve();
    const orphan = readFileSync(join(bin, 'netsh'), 'utf8');
    const client = readFileSync(join(bin, '.portwright-stand-ins', 'client.cjs'), 'utf8');
    await server.stop();
    mkdirSync(join(bin, '.portwright-stand-ins'), { recursive: true });
    writeFileSync(join(bin, '.portwright-stand-ins', 'client.cjs'), client);
    writeFileSync(join(folder, 'netsh'), orphan, { mode: 0o755 });
    const { exitCode, stdout, stderr } = await run(join(folder, 'netsh'), ...SHOW);
    expect(exitCode).toBe(121);
    expect(stdout).toHaveLength(0);
    expect(stderr.toString()).toContain(bin);
  });

  test('stopping ends what hangs', async () => {
    const { server, bin, machine } = await serve({
      machine: { faults: [{ kind: 'hang', match: 'stop winnat', times: 1 }] },
    });
    const hanging = run(join(bin, 'net.exe'), 'stop', 'winnat');
    while ((await run(join(bin, 'netsh'), ...SHOW)).exitCode === 0 && machine().faults.length > 0);
    await server.stop();
    expect((await hanging).exitCode).toBe(121);
  });

  test('a machine that was damaged meanwhile is an error of the stand-in, not an answer', async () => {
    const { bin, statePath } = await serve();
    writeFileSync(statePath, 'damaged');
    const { exitCode, stdout, stderr } = await run(join(bin, 'netsh'), ...SHOW);
    expect([exitCode, stdout.length]).toEqual([122, 0]);
    expect(stderr.toString()).toContain(statePath);
  });

  test('the signal stops it', async () => {
    const controller = new AbortController();
    const { server, bin } = await serve({ signal: controller.signal });
    controller.abort();
    await server.stopped;
    expect(existsSync(bin)).toBe(false);
  });
});

function readLog(path: string): StandInLogEntry[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}
