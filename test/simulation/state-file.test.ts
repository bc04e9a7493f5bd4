import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import type { KillMoment, MachineState } from '../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';
import { openStateFile } from '../../toolkit/simulation/state-file.ts';

const FIXTURE = join(import.meta.dirname, 'fixtures', 'use-state-file.ts');
const ARGUMENTS = ['--disable-warning=ExperimentalWarning', FIXTURE];
const run = promisify(execFile);

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portwright-state-'));
  file = join(folder, 'machine.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = () => {
  throw new Error('there is a file already');
};
const read = (): MachineState => JSON.parse(readFileSync(file, 'utf8'));

describe('a state file', () => {
  it('is made once, and then keeps the machine', async () => {
    const first = await openStateFile(file, () => createMachine(DEFAULT_MACHINE));
    expect(first.machine).toEqual(createMachine(DEFAULT_MACHINE));
    await first.request((machine) => machine.received++);
    const second = await openStateFile(file, never);
    expect(second.machine).toEqual(first.machine);
    expect(second.machine.received).toBe(1);
    expect(readdirSync(folder)).toEqual(['machine.json']);
  });

  it('keeps every kind of machine', async () => {
    for (const options of [
      { hyperV: false },
      { wslNetworkingMode: 'mirrored', osType: 'windows', maxUserPort: 15000, netNats: ['lab'] },
      {
        faults: [
          { kind: 'denied', match: 'x' },
          { kind: 'stuck-stop', service: 'winnat', ms: 5, times: 2 },
          { kind: 'kill-caller', at: 3, when: 'during' },
        ],
      },
    ] as const) {
      const machine = createMachine(options);
      rmSync(file, { force: true });
      await openStateFile(file, () => machine);
      expect((await openStateFile(file, never)).machine).toEqual(machine);
    }
  });

  it('shows each opener what the others did', async () => {
    const one = await openStateFile(file, () => createMachine());
    const other = await openStateFile(file, never);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? one : other).request((machine) => machine.received++),
      ),
    );
    expect(await one.request((machine) => machine.received)).toBe(20);
    expect(await other.request((machine) => machine.received)).toBe(20);
  });

  it('keeps nothing of a request that threw', async () => {
    const store = await openStateFile(file, () => createMachine());
    const failed = store.request((machine) => {
      machine.received = 99;
      throw new Error('a bug');
    });
    await expect(failed).rejects.toThrow('a bug');
    expect([store.machine.received, read().received]).toEqual([0, 0]);
    expect(readdirSync(folder)).toEqual(['machine.json']);
  });
});

describe('a damaged state file', () => {
  const whole = () => JSON.parse(JSON.stringify(createMachine())) as Record<string, unknown>;
  it.each<[string, () => string]>([
    ['empty', () => ''],
    ['no JSON', () => '{"schemaVersion": 1,'],
    ['something else', () => '[]'],
    ['of another version', () => JSON.stringify({ ...whole(), schemaVersion: 2 })],
    ['without a part', () => JSON.stringify({ ...whole(), docker: undefined })],
    ['with a part nobody knows', () => JSON.stringify({ ...whole(), dcoker: {} })],
    ['with a port that is none', () => JSON.stringify({ ...whole(), sockets: [{ localPort: 70000 }] })],
  ])('%s: is named, and left as it is', async (_name, damage) => {
    const text = damage();
    writeFileSync(file, text);
    const opened = openStateFile(file, never);
    await expect(opened).rejects.toMatchObject({
      code: 'simulation.state-damaged',
      message: expect.stringContaining(file),
    });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['machine.json']);
  });

  it('is noticed when it happens between two requests', async () => {
    const store = await openStateFile(file, () => createMachine());
    writeFileSync(file, 'oops');
    await expect(store.request(() => 0)).rejects.toMatchObject({ code: 'simulation.state-damaged' });
    rmSync(file);
    await expect(store.request(() => 0)).rejects.toMatchObject({ code: 'simulation.state-damaged' });
    expect(existsSync(file)).toBe(false);
  });

  it('is not a folder', async () => {
    await expect(openStateFile(folder, never)).rejects.toMatchObject({ code: 'host.file-failed' });
  });
});

describe('the lock', () => {
  it('of a living process makes others wait, and give up', async () => {
    writeFileSync(`${file}.lock`, `${process.pid}\n`);
    const opened = openStateFile(file, () => createMachine(), { lockTimeoutMs: 50 });
    await expect(opened).rejects.toMatchObject({ code: 'simulation.state-busy' });
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe(`${process.pid}\n`);
  });

  it('of a dead process is taken over', async () => {
    const { pid } = await endedProcess();
    writeFileSync(`${file}.lock`, `${pid}\n`);
    writeFileSync(`${file}.lock.clearing`, `${pid}\n`);
    const store = await openStateFile(file, () => createMachine());
    expect(store.machine.boots).toBe(1);
    expect(readdirSync(folder)).toEqual(['machine.json']);
  });
});

describe('several processes', () => {
  it('lose no update, with a dead process’s lock in the way', async () => {
    const { pid } = await endedProcess();
    writeFileSync(`${file}.lock`, `${pid}\n`);
    const processes = 6;
    const each = 40;
    const answers = await Promise.all(
      Array.from({ length: processes }, (_, index) =>
        run(process.execPath, [...ARGUMENTS, file, String(20000 + index * each), String(each)]),
      ),
    );
    expect(answers.map(({ stdout }) => stdout.trim())).toEqual(Array(processes).fill(String(each)));
    const machine = read();
    expect(machine.received).toBe(processes * each);
    expect(machine.ranges.tcp.filter(({ owner }) => owner === 'reservation')).toHaveLength(processes * each);
    expect(readdirSync(folder)).toEqual(['machine.json']);
  });

  it.each<[KillMoment, number, number]>([
    ['before', 3, 2],
    ['during', 3, 3],
    ['after', 3, 3],
  ])('one killed %s its third request leaves %i received and %i done', async (when, received, done) => {
    await openStateFile(file, () =>
      createMachine({ hyperV: false, faults: [{ kind: 'kill-caller', at: 3, when }] }),
    );
    await expect(run(process.execPath, [...ARGUMENTS, file, '20000', '9'])).rejects.toMatchObject({
      signal: 'SIGKILL',
    });
    const machine = read();
    expect(machine.received).toBe(received);
    expect(machine.ranges.tcp.filter(({ owner }) => owner === 'reservation')).toHaveLength(done);
    const next = createSimulatedHost({ store: await openStateFile(file, never) });
    expect(await next.ask('reserve-port', { protocol: 'tcp', startPort: 30000, numberOfPorts: 1 })).toEqual({
      win32Error: 0,
    });
  });
});

function endedProcess(): Promise<{ pid: number | undefined }> {
  const child = spawn(process.execPath, ['-e', '0']);
  return new Promise((resolve) => child.on('exit', () => resolve({ pid: child.pid })));
}
