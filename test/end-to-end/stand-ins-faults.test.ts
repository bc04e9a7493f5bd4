import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { isKept, isServed } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { Fault, MachineState } from '../../toolkit/simulation/machine-state.ts';
import { type RunningCli, startBuiltCli } from '../support/built-cli.ts';
import { newStandInPlace, type StandInPlace, until } from '../support/stand-in-place.ts';

const FIX = ['fix', '8065', '--container', 'mattermost', '--yes'];
const winnatOf = ({ services }: MachineState) => services.winnat?.status;

describe.skipIf(process.platform === 'win32').concurrent('a fix over stand-in executables', () => {
  const ADD = 'netsh interface ipv4 add excludedportrange';
  interface Row {
    readonly fault: Fault;
    /** 0: it is cured all the same. 1: everything is as before. */
    readonly exitCode: 0 | 1;
  }
  const ROWS: readonly Row[] = [
    { fault: { kind: 'denied', match: ADD }, exitCode: 1 },
    { fault: { kind: 'lie', match: ADD }, exitCode: 1 },
    { fault: { kind: 'garbage', match: ADD }, exitCode: 0 },
    { fault: { kind: 'garbage', match: 'net stop' }, exitCode: 0 },
    { fault: { kind: 'garbage', match: 'docker start' }, exitCode: 0 },
    { fault: { kind: 'garbage', match: 'show excludedportrange' }, exitCode: 1 },
    { fault: { kind: 'garbage', match: 'sc query' }, exitCode: 1 },
  ];

  test.for(ROWS)(
    '$fault.kind of $fault.match ends it with $exitCode',
    async ({ fault, exitCode }, context) => {
      const place = await newStandInPlace(context, { machine: { faults: [fault] } });
      const before = place.machine();
      const result = await place.cli([...FIX, '--json']);
      expect(result.exitCode, result.stdout + result.stderr).toBe(exitCode);
      const after = place.machine();
      if (exitCode === 1) expect(differences(before, after)).toEqual([]);
      else
        expect([
          ...isKept(after, 'tcp', { startPort: 8065, numberOfPorts: 1 }),
          ...isServed(after, 'mattermost', 8065),
        ]).toEqual([]);
      expect(winnatOf(after)).toBe('running');
      expect(await place.processes()).toEqual([]);
    },
  );

  test('that cannot be planned ends at once, whatever else still hangs', async (context) => {
    const faults = [
      { kind: 'garbage', match: 'show excludedportrange' },
      { kind: 'hang', match: 'sc query' },
    ] as const;
    const place = await newStandInPlace(context, { machine: { faults } });
    // A command may take 30 s.
    const { exitCode, stderr } = await place.cli([...FIX, '--json'], { timeoutMs: 20_000 });
    expect(exitCode, stderr).toBe(1);
    expect(await place.processes()).toEqual([]);
  });

  test('without docker.exe names the program, and without a container needs none', async (context) => {
    const place = await newStandInPlace(context);
    const before = place.machine();
    rmSync(join(place.bin, 'docker.exe'));
    const { exitCode, stderr } = await place.cli(FIX);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('host.program-missing');
    expect(stderr).toContain(join(place.bin, 'docker.exe'));
    expect(differences(before, place.machine())).toEqual([]);
    expect((await place.cli(['fix', '8065', '--yes'])).exitCode).toBe(0);
    expect(isKept(place.machine(), 'tcp', { startPort: 8065, numberOfPorts: 1 })).toEqual([]);
  });

  test('with Docker stopped says how to start it, and changes nothing', async (context) => {
    const place = await newStandInPlace(context, { machine: { docker: 'stopped' } });
    const before = place.machine();
    const { exitCode, stderr } = await place.cli(FIX);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('docker.not-running');
    expect(stderr).toContain('docker desktop start');
    expect(differences(before, place.machine())).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32').concurrent('without powershell.exe', () => {
  const withoutPowerShell = async (context: Pick<TestContext, 'onTestFinished'>) => {
    const place = await newStandInPlace(context);
    rmSync(join(place.bin, 'powershell.exe'));
    return place;
  };

  test('a diagnosis reads netstat, says what it could not find out, and is less sure', async (context) => {
    const place = await withoutPowerShell(context);
    const { exitCode, stdout } = await place.cli(['diagnose', '8065', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ports: [{ verdict: 'reserved', confidence: 'medium' }] });
    expect(stdout).toContain('ask.unavailable');
    expect(place.commands()).toContain('netstat.exe -ano');
  });

  test('a fix says that PowerShell is missing, and changes nothing', async (context) => {
    const place = await withoutPowerShell(context);
    const before = place.machine();
    const { exitCode, stderr } = await place.cli(FIX);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('ask.unavailable');
    expect(stderr).toContain(join(place.bin, 'powershell.exe'));
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runFolders()).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32').concurrent('stand-ins that nobody serves any more', () => {
  const RESERVE = ['run', 'reserve-ports', '--ports', '900', '--yes', '--json'];
  const LATENCY_MS = 150;

  /** Serves a place from a process of its own, which can die. */
  async function serve({ state, bin, logPath }: StandInPlace): Promise<RunningCli> {
    const words = ['--state', state, '--bin', bin, '--log', logPath, '--latency', `${LATENCY_MS}`];
    const server = await startBuiltCli(['simulate', 'serve', ...words]);
    await Promise.race([once(server.process.stdout, 'data'), server.ended]);
    return server;
  }

  async function die(server: RunningCli): Promise<void> {
    server.process.kill('SIGKILL');
    await server.ended;
  }

  async function servedPlace(context: Pick<TestContext, 'onTestFinished'>) {
    const place = await newStandInPlace(context, { isServed: false });
    let server = await serve(place);
    context.onTestFinished(() => die(server));
    return {
      place,
      die: () => die(server),
      async serveAgain() {
        server = await serve(place);
      },
    };
  }

  test('from the beginning make a run fail before it begins', async (context) => {
    const served = await servedPlace(context);
    await served.die();
    const { exitCode, stdout, stderr } = await served.place.cli(FIX);
    expect(exitCode, stdout + stderr).toBe(1);
    expect(served.place.runFolders()).toEqual([]);
  });

  test('in the middle make it fail honestly, and a rollback works when they are served again', async (context) => {
    const { place, ...served } = await servedPlace(context);
    const before = place.machine();
    const running = await place.start(RESERVE);
    await until(() => place.commands().some((command) => command.includes(' add ')), 'the range was added');
    await served.die();
    const { exitCode, stdout } = await running.ended;
    expect(exitCode, stdout).toBe(3);
    expect(differences(before, place.machine())).not.toEqual([]);
    expect(place.runFolders()).toHaveLength(1);
    await served.serveAgain();
    const rolledBack = await place.cli(['rollback', '--yes']);
    expect(rolledBack.exitCode, rolledBack.stdout + rolledBack.stderr).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('for a moment only delay it: winnat is waited for', async (context) => {
    const { place, ...served } = await servedPlace(context);
    const running = await place.start([...FIX, '--json']);
    await until(() => place.commands().includes('net.exe stop winnat /y'), 'winnat was stopped');
    await served.die();
    expect(winnatOf(place.machine())).toBe('stopped');
    await served.serveAgain();
    const { exitCode, stdout } = await running.ended;
    expect(exitCode, stdout).toBe(0);
    expect(winnatOf(place.machine())).toBe('running');
    expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
  });
});
