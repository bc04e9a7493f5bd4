import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { IANA_DYNAMIC_PORT_RANGE } from '../../toolkit/ports/iana.ts';
import {
  hasDynamicRange,
  hasNoBlockOutside,
  isKept,
  isServed,
} from '../../toolkit/scenario-test/judgements.ts';
import { reboot } from '../../toolkit/simulation/boot.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import {
  createMachine,
  DEFAULT_MACHINE,
  type MachineOptions,
} from '../../toolkit/simulation/create-machine.ts';
import { execute } from '../../toolkit/simulation/execute.ts';
import type { Locale, MachineState } from '../../toolkit/simulation/machine-state.ts';
import type { CliResult } from '../support/built-cli.ts';
import { lastDocument } from '../support/place.ts';
import { newStandInPlace, type StandInPlace } from '../support/stand-in-place.ts';

const FIX = ['fix', '8065', '--container', 'mattermost', '--yes'];
/** 3010 as a process off Windows can end with it. */
const RESTART_REQUIRED = 3010 % 256;
const PORT = { startPort: 8065, numberOfPorts: 1 };

const winnatRuns = ({ services }: MachineState) =>
  services.winnat?.status === 'running' ? [] : ['winnat does not run'];
const isFixed = (machine: MachineState) => [
  ...isKept(machine, 'tcp', PORT),
  ...isServed(machine, 'mattermost', 8065),
  ...winnatRuns(machine),
];
const isReset = (machine: MachineState) => [
  ...hasDynamicRange(machine, IANA_DYNAMIC_PORT_RANGE),
  ...hasNoBlockOutside(machine, IANA_DYNAMIC_PORT_RANGE),
  ...winnatRuns(machine),
];
const isReserved = (machine: MachineState) => [
  ...isKept(machine, 'tcp', PORT),
  ...isKept(machine, 'tcp', { startPort: 9000, numberOfPorts: 11 }),
  ...isKept(machine, 'udp', { startPort: 51820, numberOfPorts: 1 }),
];

interface Row {
  readonly name: string;
  readonly words: readonly string[];
  readonly machine?: MachineOptions;
  /** How often the run waits for a restart, and then goes on. @defaultValue 0 */
  readonly restarts?: number;
  /** What is wrong with the machine afterwards. */
  readonly judge: (machine: MachineState) => readonly string[];
}

const RESERVE = ['--ports', '8065,9000-9010,51820/udp'];
const LASTING: readonly Row[] = [
  { name: 'fix', words: FIX.slice(0, -1), judge: isFixed },
  { name: 'reserve-ports', words: ['run', 'reserve-ports', ...RESERVE], judge: isReserved },
  {
    name: 'reset-iana-dynamic-range by a winnat cycle',
    words: ['run', 'reset-iana-dynamic-range', '--move-blocks', 'cycle'],
    judge: isReset,
  },
  {
    name: 'reset-iana-dynamic-range by a restart',
    words: ['run', 'reset-iana-dynamic-range', '--move-blocks', 'restart'],
    restarts: 1,
    judge: isReset,
  },
  {
    name: 'restart-winnat',
    words: ['run', 'restart-winnat', '--ports', '8065', '--container', 'mattermost'],
    judge: (machine) => [...isServed(machine, 'mattermost', 8065), ...winnatRuns(machine)],
  },
  {
    name: 'provision-before-hyperv',
    words: ['run', 'provision-before-hyperv', ...RESERVE],
    machine: { hyperV: false, containers: [] },
    restarts: 1,
    judge: (machine) => [
      ...isReserved(machine),
      ...(machine.features['Microsoft-Hyper-V'] === 'Enabled' ? [] : ['Hyper-V is not enabled']),
    ],
  },
];

/** The machine restarts, and the task that the run left calls what it was told to; nobody is logged on. */
async function restartAndResume(place: StandInPlace): Promise<CliResult> {
  const [task, ...others] = Object.values(place.machine().tasks);
  expect(others).toEqual([]);
  place.edit(reboot);
  const [script = ''] = wordsOf(task?.run ?? '');
  const [, , ...words] = wordsOf(readFileSync(script, 'utf8').split('\r\n').at(-2) ?? '');
  const host = ['--host', 'windows', '--system-root', place.bin];
  expect(words.slice(-host.length)).toEqual(host);
  return place.cli(words.slice(0, -host.length));
}

/** The words of a command line that quotes every one. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? '');
}

/** Everything the run started has ended when it has, PowerShell among it. */
async function expectNothingLeft(place: StandInPlace): Promise<void> {
  expect(await place.processes()).toEqual([]);
}

const endOf = (result: CliResult) => ({ ...(lastDocument(result) as object), exitCode: result.exitCode });

describe.skipIf(process.platform === 'win32').concurrent('over stand-in executables', () => {
  test.for(LASTING)('$name is done, then has nothing to do, then is put back', async (row, context) => {
    const { words, restarts = 0, judge } = row;
    const place = await newStandInPlace(context, row.machine && { machine: row.machine });
    const before = place.machine();
    const change = [...words, '--yes', '--json'];

    let result = await place.cli(change);
    await expectNothingLeft(place);
    for (let restart = 0; restart < restarts; restart++) {
      expect(endOf(result)).toMatchObject({ exitCode: RESTART_REQUIRED, outcome: 'restart-required' });
      result = await restartAndResume(place);
    }
    expect(result.exitCode, result.stderr).toBe(0);
    expect(judge(place.machine())).toEqual([]);
    expect(place.machine().tasks).toEqual({});

    const received = place.machine();
    expect(endOf(await place.cli(change))).toMatchObject({ exitCode: 0, outcome: 'unchanged' });
    expect(differences(received, place.machine())).toEqual([]);

    const rolledBack = await place.cli(['rollback', '--yes', '--json']);
    if (rolledBack.exitCode === RESTART_REQUIRED) place.edit(reboot);
    else expect(rolledBack.exitCode, rolledBack.stderr).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
    await expectNothingLeft(place);
  });

  test.for(['auto', 'reservation'])('reproduce-8065 by %s leaves nothing behind', async (method, context) => {
    const place = await newStandInPlace(context);
    const before = place.machine();
    const words = ['run', 'reproduce-8065', '--method', method, '--port', '3999', '--yes', '--json'];
    for (const _ of ['once', 'again']) {
      expect(endOf(await place.cli(words))).toMatchObject({ exitCode: 0, outcome: 'done' });
      expect(differences(before, place.machine())).toEqual([]);
    }
    expect(place.commands().filter((command) => command.startsWith('docker.exe run'))).toHaveLength(2);
    expect((await place.cli(['rollback', '--yes'])).stderr).toContain('run.nothing-to-undo');
  });

  test('what needs a person is done at the logon, what needs none at the start', async (context) => {
    const place = await newStandInPlace(context, {
      machine: { features: { 'Microsoft-Hyper-V': 'Disabled' } },
    });
    const container = ['--container', 'mattermost'];
    const words = ['run', 'provision-before-hyperv', '--ports', '8065', ...container, '--yes', '--json'];
    expect((await place.cli(words)).exitCode).toBe(RESTART_REQUIRED);
    const schedules = Object.values(place.machine().tasks).map(({ schedule }) => schedule.toLowerCase());
    expect(schedules.sort()).toEqual(['onlogon', 'onstart']);
    place.edit(reboot);
    const resume = ['resume', '--yes', '--json'];
    expect((await place.cli([...resume, '--part', 'machine'])).exitCode).toBe(RESTART_REQUIRED);
    expect(isServed(place.machine(), 'mattermost', 8065)).not.toEqual([]);
    expect(Object.keys(place.machine().tasks)).toEqual([expect.stringContaining('logon')]);
    const resumed = await place.cli(resume);
    expect(resumed.exitCode, resumed.stdout).toBe(0);
    expect(isFixed(place.machine())).toEqual([]);
    expect(place.machine().tasks).toEqual({});
  });

  test.for<Locale>(['ko', 'ja', 'ru', 'de', 'zh-CN'])(
    'a Windows in %s is diagnosed and cured in its own code page',
    async (locale, context) => {
      const place = await newStandInPlace(context, { machine: { locale } });
      const diagnosed = endOf(await place.cli(['diagnose', '8065', '--json']));
      expect(diagnosed).toMatchObject({ exitCode: 0, ports: [{ port: 8065, verdict: 'reserved' }] });
      expect(diagnosed).toMatchObject({
        snapshot: {
          excludedPortRanges: expect.arrayContaining([expect.objectContaining({ origin: 'winnat' })]),
        },
      });
      expect(endOf(await place.cli([...FIX, '--json']))).toMatchObject({ exitCode: 0, outcome: 'done' });
      expect(isFixed(place.machine())).toEqual([]);
      expect(place.commands()).toContain('chcp.com');
    },
  );

  test('a diagnosis starts few processes, one of them PowerShell, and none outlives it', async (context) => {
    const place = await newStandInPlace(context);
    expect((await place.cli(['diagnose', '8065', '--json'])).exitCode).toBe(0);
    await expectNothingLeft(place);
    const processes = new Map(place.log().map(({ pid, program }) => [pid, program]));
    // The persistent store, asked for last, tells a block of winnat from a reservation that somebody made to last.
    expect(processes.size).toBeLessThanOrEqual(6);
    expect([...processes.values()].filter((program) => program === 'powershell.exe')).toHaveLength(1);
    expect(place.log().filter(({ question }) => question !== undefined).length).toBeGreaterThan(1);
  });

  describe('without elevation', () => {
    const options = { machine: { elevated: false }, environment: {} };

    test.for([
      ['diagnose 8065', ['diagnose', '8065'], 0],
      ['plan fix', ['plan', 'fix', '--ports', '8065', '--container', 'mattermost'], 0],
      ['fix 8065', FIX, 4],
    ] as const)('%s changes nothing', async ([, words, exitCode], context) => {
      const place = await newStandInPlace(context, options);
      const before = place.machine();
      const result = await place.cli(words);
      expect(result.exitCode, result.stderr).toBe(exitCode);
      expect(result.stdout).toContain('8065');
      expect(differences(before, place.machine())).toEqual([]);
      expect(place.runFolders()).toEqual([]);
    });
  });

  test('a reader that goes away after the first line does not leave the run half done', async (context) => {
    const place = await newStandInPlace(context);
    const running = await place.start(FIX);
    running.process.stdout.once('data', () => running.process.stdout.destroy());
    expect((await running.ended).exitCode).toBe(0);
    expect(isFixed(place.machine())).toEqual([]);
    expect(place.runFolders()).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32').concurrent('a script that finds the stand-ins in PATH', () => {
  const COMMANDS = [
    ['netsh', 'interface', 'ipv4', 'show', 'excludedportrange', 'protocol=tcp'],
    ['net', 'stop', 'winnat'],
    ['netsh', 'int', 'ipv4', 'add', 'excludedportrange', 'tcp', '8065', '1'],
    ['sc', 'query', 'winnat'],
    ['net', 'start', 'winnat'],
    ['docker', 'start', 'mattermost'],
    ['docker', 'ps'],
    ['netsh', 'int', 'ipv4', 'show', 'excludedportrange', 'tcp'],
  ];

  test.for([
    ['netsh', ''],
    ['netsh.exe', '.exe'],
  ])('gets by names such as %s the bytes of the machine', async ([, ending], context) => {
    const place = await newStandInPlace(context, { machine: { locale: 'ko' } });
    const script = COMMANDS.map(([name, ...args]) => [`${name}${ending}`, ...args].join(' ')).join('\n');
    const printed = await runScript(script, place.bin);
    const twin = createMachine({ ...DEFAULT_MACHINE, locale: 'ko' });
    const expected = COMMANDS.map((words) => execute(twin, words).stdout);
    expect(printed.equals(Buffer.concat(expected))).toBe(true);
    expect(isFixed(place.machine())).toEqual([]);
  });
});

function runScript(script: string, bin: string): Promise<Buffer> {
  const options = { env: { PATH: bin }, encoding: 'buffer', timeout: 30_000 } as const;
  return new Promise((resolve, reject) => {
    execFile('/bin/sh', ['-ec', script], options, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}
