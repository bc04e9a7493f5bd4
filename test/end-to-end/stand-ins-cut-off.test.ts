import { describe, expect, type TestContext, test } from 'vitest';
import { isKept, isServed } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { MachineOptions } from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { newStandInPlace, type StandInPlace, until } from '../support/stand-in-place.ts';

const FIX = ['fix', '8065', '--container', 'mattermost', '--yes', '--json'];
/** Each point starts some dozens of processes; a few at a time keep the processors busy. */
const AT_ONCE = 3;

function wrongWith(machine: MachineState): readonly string[] {
  return [
    ...isKept(machine, 'tcp', { startPort: 8065, numberOfPorts: 1 }),
    ...isServed(machine, 'mattermost', 8065),
    ...(machine.services.winnat?.status === 'running' ? [] : ['winnat does not run']),
  ];
}

describe.skipIf(process.platform === 'win32').concurrent('Ctrl-C over stand-in executables', () => {
  const hasDone = (command: string) => (place: StandInPlace) => place.commands().includes(command);
  interface Moment {
    readonly when: string;
    readonly isNow: (place: StandInPlace) => boolean;
    readonly machine?: MachineOptions;
    readonly latencyMs?: number;
  }
  const MOMENTS: readonly Moment[] = [
    { when: 'while it makes its plan', isNow: ({ log }) => log().length > 1 },
    { when: 'when winnat was stopped', isNow: hasDone('net.exe stop winnat /y') },
    {
      when: 'while it excludes the port',
      isNow: ({ machine }) => machine().ranges.tcp.some(({ owner }) => owner === 'user'),
      latencyMs: 150,
    },
    { when: 'when winnat was started', isNow: hasDone('net.exe start winnat') },
    {
      when: 'while Docker starts the container',
      isNow: ({ machine }) => machine().docker.containers[0]?.status === 'running',
      latencyMs: 150,
    },
    {
      when: 'while winnat takes long to stop',
      isNow: ({ machine }) => machine().services.winnat?.status === 'stop-pending',
      machine: { faults: [{ kind: 'stuck-stop', service: 'winnat', ms: 2000, times: 1 }] },
    },
  ];

  test.for(MOMENTS)('$when puts everything back', async ({ isNow, when, ...options }, context) => {
    const place = await newStandInPlace(context, options);
    const before = place.machine();
    const running = await place.start(FIX);
    await until(() => isNow(place), when);
    running.process.kill('SIGINT');
    const { exitCode, stdout } = await running.ended;
    expect(exitCode, stdout).toBe(130);
    expect(differences(before, place.machine())).toEqual([]);
    expect(await place.processes()).toEqual([]);
    expect((await place.cli(FIX)).exitCode).toBe(0);
  });

  test('of a terminal, which every process of its group gets, is no other', async (context) => {
    const place = await newStandInPlace(context);
    const before = place.machine();
    const running = await place.start(FIX, { ownGroup: true });
    await until(() => hasDone('net.exe stop winnat /y')(place), 'winnat was stopped');
    process.kill(-(running.process.pid ?? Number.NaN), 'SIGINT');
    const { exitCode, stdout } = await running.ended;
    expect(exitCode, stdout).toBe(130);
    expect(differences(before, place.machine())).toEqual([]);
    expect(await place.processes()).toEqual([]);
  });

  test('ends a diagnosis that hangs, and what hangs with it', async (context) => {
    const faults = [
      { kind: 'hang', match: 'ask:listeners' },
      { kind: 'hang', match: 'docker info' },
    ] as const;
    const place = await newStandInPlace(context, { machine: { faults } });
    const running = await place.start(['diagnose', '8065']);
    await until(() => place.log().length >= 3, 'everything else was read');
    running.process.kill('SIGINT');
    expect((await running.ended).exitCode).toBe(130);
    expect(await place.processes()).toEqual([]);
  });
});

interface Killed {
  /** Whether it was still at work. */
  readonly inTime: boolean;
  /** What is wrong with the machine after a resume, and after a rollback. */
  readonly wrong: readonly string[];
}

/** Kills a fix when that many of its commands have ended. */
async function killAfter(commands: number, context: Pick<TestContext, 'onTestFinished'>): Promise<Killed> {
  const place = await newStandInPlace(context);
  const before = place.machine();
  const running = await place.start(FIX);
  await until(() => place.log().length >= commands, `${commands} commands have ended`);
  running.process.kill('SIGKILL');
  const inTime = (await running.ended).signal === 'SIGKILL';
  await until(async () => (await place.processes()).length === 0, 'what it started has ended');
  // Killed before its first change, it has left nothing to go on with.
  if (place.runFolders().length === 0) return { inTime, wrong: differences(before, place.machine()) };
  const wrong: string[] = [];
  const goOn = async (verb: 'resume' | 'rollback', judge: () => readonly string[]) => {
    const { exitCode, stderr } = await place.cli([verb, '--yes']);
    const ended = exitCode === 0 ? [] : [`ended with ${exitCode}: ${stderr}`];
    wrong.push(...[...ended, ...judge()].map((what) => `after ${commands} commands, ${verb}: ${what}`));
  };
  const putBack = place.keep();
  await goOn('resume', () => wrongWith(place.machine()));
  putBack();
  await goOn('rollback', () => differences(before, place.machine()));
  return { inTime, wrong };
}

describe.skipIf(process.platform === 'win32').concurrent('a fix over stand-in executables', () => {
  test('killed after any of its commands can be resumed and can be rolled back', {
    timeout: 180_000,
  }, async (context) => {
    const undisturbed = await newStandInPlace(context);
    expect((await undisturbed.cli(FIX)).exitCode).toBe(0);
    const commands = undisturbed.log().length;
    expect(commands).toBeGreaterThan(20);
    const points = Array.from({ length: commands - 1 }, (_, index) => index + 1);
    const killed: Killed[] = [];
    const worker = async () => {
      for (let at = points.shift(); at !== undefined; at = points.shift())
        killed.push(await killAfter(at, context));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(killed.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(killed.filter(({ inTime }) => inTime).length).toBeGreaterThan(commands * 0.8);
  });

  test('one of whose commands never ends gives up on it, and puts everything back', async (context) => {
    const faults = [{ kind: 'hang', match: 'add excludedportrange', times: 1 }] as const;
    const place = await newStandInPlace(context, { machine: { faults } });
    const before = place.machine();
    const { exitCode, stdout } = await place.cli(FIX);
    expect(exitCode, stdout).toBe(1);
    expect(stdout).toContain('host.timed-out');
    expect(differences(before, place.machine())).toEqual([]);
    expect(await place.processes()).toEqual([]);
  });
});
