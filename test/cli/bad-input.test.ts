import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../toolkit/errors/error-codes.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { MachineOptions } from '../../toolkit/simulation/create-machine.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';

const NO_DOCKER: MachineOptions = { hyperV: false, containers: [] };

/** A call, the code it must end with, and what its message or its advice must name. */
type Row = readonly [
  words: readonly string[],
  code: ErrorCode,
  named: readonly string[],
  machine?: MachineOptions,
];

const PORTS: readonly Row[] = [
  [['0'], 'ports.invalid-port', ['"0"', '1 to 65535']],
  [['70000'], 'ports.invalid-port', ['"70000"', '1 to 65535']],
  [['80-70'], 'ports.invalid-range', ['"80-70"', '70-80']],
  [['abc'], 'ports.invalid-port', ['"abc"']],
  [['65530-65540'], 'ports.invalid-port', ['"65540"', '"65530-65540"']],
  [[''], 'ports.invalid-port', ['""']],
  [[','], 'ports.invalid-port', ['""']],
  [['8065/sctp'], 'ports.invalid-protocol', ['"sctp"', 'tcp or udp']],
  [['8065', '99999'], 'ports.invalid-port', ['"99999"']],
  [['1-2-3'], 'ports.invalid-port', ['"1-2-3"']],
  [['80.5'], 'ports.invalid-port', ['"80.5"']],
];

const CALLS: readonly Row[] = [
  ...PORTS.map(([ports, code, named]): Row => [['fix', ...ports, '--yes'], code, named]),
  ...PORTS.map(([ports, code, named]): Row => [['diagnose', ...ports], code, named]),
  ...PORTS.filter(([[first]]) => /^\d+(-\d+)?$/.test(first ?? '')).map(
    ([ports, code, named]): Row => [['run', 'reserve-ports', '--ports', ports.join(), '--yes'], code, named],
  ),
  [
    ['run', 'reserve-ports', '--ports', 'abc', '--yes'],
    'input.invalid-parameter',
    ['--ports', '"abc"', '9000-9010'],
  ],
  [['run', 'reserve-ports', '--ports', '', '--yes'], 'input.invalid-parameter', ['--ports needs a value']],
  [['run', 'reserve-ports', '--ports', ',', '--yes'], 'input.invalid-parameter', ['--ports']],
  [['run', 'reserve-ports', '--yes'], 'input.invalid-parameter', ['--ports is missing']],
  [['plan', 'reserve-ports'], 'input.invalid-parameter', ['--ports is missing']],
  [
    ['run', 'reserve-ports', '--port', '1', '--yes'],
    'input.invalid-parameter',
    ['"--port"', 'did you mean --ports?'],
  ],
  [
    ['run', 'reserve-ports', '8065', '--yes'],
    'input.invalid-parameter',
    ['"8065"', 'did you mean --ports 8065?'],
  ],
  [['scenarios', '--host', 'simulated'], 'input.invalid-argument', ["'--host'", 'leave --host out']],
  [['report', '1', '--html', 'a', '--state', 'b'], 'input.invalid-argument', ['leave --state out']],
  [
    ['run', 'reserve-ports', '--ports', '1', '--accept-outage=perhaps', '--yes'],
    'input.invalid-parameter',
    ['--accept-outage', 'perhaps', 'true or false'],
  ],
  [
    ['run', 'reproduce-8065', '--port', 'abc', '--yes'],
    'input.invalid-parameter',
    ['--port', '"abc"', 'whole number'],
  ],
  [['run', 'reproduce-8065', '--port', '0', '--yes'], 'input.invalid-parameter', ['--port 0']],
  [
    ['run', 'reproduce-8065', '--port', '70000', '--yes'],
    'input.invalid-parameter',
    ['--port 70000', '65535'],
  ],
  [['run', 'reproduce-8065', '--port', '1.5', '--yes'], 'input.invalid-parameter', ['"1.5"']],
  [
    ['run', 'reproduce-8065', '--method', 'magic', '--yes'],
    'input.invalid-parameter',
    ['--method "magic"', 'reservation'],
  ],
  [['run', 'reproduce-8065', '--image', 'a b; c', '--yes'], 'input.invalid-parameter', ['--image', 'a b; c']],
  [
    ['run', 'rest-iana-dynamic-range', '--yes'],
    'input.unknown-scenario',
    ['"rest-iana-dynamic-range"', 'reset-iana-dynamic-range'],
  ],
  [
    ['run', 'rest-iana', '--yes'],
    'input.unknown-scenario',
    ['"rest-iana"', 'did you mean reset-iana-dynamic-range?'],
  ],
  [['plan', 'provision'], 'input.unknown-scenario', ['did you mean provision-before-hyperv?']],
  [['run', 'frobnicate', '--yes'], 'input.unknown-scenario', ['"frobnicate"', 'portwright scenarios']],
  [['run', '', '--yes'], 'input.unknown-scenario', ['""']],
  [['run', './mine.ts', '--yes'], 'input.unreadable-file', ['./mine.ts']],
  [['fix', '8065', '--container', 'nobody', '--yes'], 'docker.container-unknown', ['nobody', 'docker ps']],
  [['diagnose', '--container', 'nobody'], 'docker.container-unknown', ['nobody']],
  [['fix', '8065', '--container', '', '--yes'], 'input.invalid-parameter', ['--container ""']],
  [
    ['fix', '9999', '--container', 'mattermost', '--yes'],
    'input.invalid-argument',
    ['mattermost', '8065', '9999'],
  ],
  [['fix', '8065', '--container', 'mattermost', '--yes'], 'host.program-missing', ['docker.exe'], NO_DOCKER],
  [
    ['fix', '8065', '--container', 'mattermost', '--yes'],
    'docker.not-running',
    ['Docker', 'docker desktop start'],
    { docker: 'stopped' },
  ],
  [['fix', '8065', '--yes'], 'run.needs-elevation', ['--not-elevated'], { elevated: false }],
  [
    ['run', 'reset-iana-dynamic-range', '--yes'],
    'run.needs-elevation',
    ['--not-elevated'],
    { elevated: false },
  ],
  [
    ['fix', '8065', '--system-root', '/tmp', '--yes'],
    'input.invalid-argument',
    ['--system-root', '--host windows'],
  ],
  [
    ['fix', '8065', '--frobnicate', '--yes'],
    'input.invalid-argument',
    ['--frobnicate', 'portwright fix --help'],
  ],
  [['fix', '8065', '--contaner', 'x', '--yes'], 'input.invalid-argument', ['--contaner', '--container']],
  [['fix'], 'input.invalid-argument', ['ports']],
  [['resume', '--part', 'half', '--yes'], 'input.invalid-argument', ['half', 'machine']],
  [['resume', '--yes'], 'run.not-resumable', ['unfinished', 'portwright runs']],
  [['rollback', '--yes'], 'run.nothing-to-undo', ['put back', 'portwright runs']],
  [['rollback', 'nonsense', '--yes'], 'run.unknown', ['"nonsense"', 'portwright runs']],
  [
    ['plan', 'reserve-ports', '--ports', '8065', '--out', '/nowhere/at/all'],
    'host.file-failed',
    ['/nowhere/at/all'],
  ],
];

/** The same, of commands that name their own machine, or none. */
const OTHER_CALLS: readonly Row[] = [
  [['frobnicate'], 'input.unknown-command', ["'frobnicate'", 'portwright --help']],
  [['fixx', '8065'], 'input.unknown-command', ["'fixx'", 'fix']],
  [['simulate', 'crate'], 'input.unknown-command', ["'crate'", 'create']],
  [['fix', '8065', '--host', 'mars'], 'input.invalid-argument', ["'mars'", 'simulated']],
  [['test', 'linux-reserve-ports'], 'host.unsupported', ['portwright plan']],
  [['diagnose', '--from', '/nowhere/at/all'], 'input.unreadable-file', ['/nowhere/at/all']],
  [['diagnose', '--from', '/'], 'input.unreadable-file', ['/']],
  [['diagnose', '--from'], 'input.invalid-argument', ['--from']],
  [
    ['diagnose', '8065', '--host', 'simulated', '--profile', 'mail'],
    'input.invalid-argument',
    ['--profile mail', '--compose'],
  ],
  [
    ['simulate', 'boots', '8065', '--host', 'simulated', '--compose-env', 'x.env'],
    'input.invalid-argument',
    ['--compose-env x.env', '--compose'],
  ],
  [['show', 'nonsense'], 'run.unknown', ['"nonsense"']],
  [['show'], 'input.invalid-argument', ['run']],
  [['test', 'reserve-port'], 'input.unknown-scenario', ['did you mean reserve-ports?']],
  [['test', 'reserve-ports', '--junit', '/nowhere/at/all'], 'host.file-failed', ['/nowhere/at/all']],
];

/** On Windows the last one would be carried out. */
const CALLS_ON_LINUX: readonly Row[] = [
  [
    ['fix', '8065', '--reset-range', '--yes', '--host', 'linux'],
    'input.invalid-argument',
    ['--reset-range', 'for Windows only'],
  ],
  [
    ['run', 'linux-reserve-ports', '--yes', '--host', 'linux'],
    'input.invalid-parameter',
    ['--ports', '--local-port-range'],
  ],
  [
    ['run', 'reserve-ports', '--ports', '1', '--yes', '--host', 'linux'],
    'host.unsupported',
    ['--host simulated'],
  ],
  [['fix', '8065', '--host', 'windows', '--yes'], 'host.unsupported', ['--system-root']],
];

async function expectRefusal(place: Place, words: readonly string[], [, code, named]: Row): Promise<void> {
  const before = place.machine();
  const runs = place.runIds();
  const ended = await place.call(words);
  expect(ended.exitCode).toBe(ERROR_CODES[code]);
  expect(ended.stderr).toContain(`[${code}]`);
  for (const word of named) expect(ended.stderr).toContain(word);
  expect(ended.stderr).not.toMatch(/a bug|\n\s+at /);
  expect(place.runIds()).toEqual(runs);
  expect(differences(before, place.machine())).toEqual([]);
}

const lines = (rows: readonly Row[]) =>
  rows.map((row) => [row[0].map((word) => word || '""').join(' '), row] as const);

describe('bad input ends with a stable code, names the wrong value and changes nothing', () => {
  test.each(lines(CALLS))('%s', async (_line, row) => {
    const place = newPlace(row[3]);
    await expectRefusal(place, [...row[0], ...place.host], row);
  });

  test.each(lines(OTHER_CALLS))('%s', async (_line, row) => {
    await expectRefusal(newPlace(row[3]), row[0], row);
  });

  test.runIf(process.platform === 'linux').each(lines(CALLS_ON_LINUX))('%s', async (_line, row) => {
    await expectRefusal(newPlace(row[3]), row[0], row);
  });

  test.each(lines(CALLS.filter(([, code]) => code !== 'host.file-failed')))(
    '%s --json',
    async (_line, [words, code, , machine]) => {
      const place = newPlace(machine);
      const ended = await place.on([...words, '--json']);
      expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
      const exitCode = ERROR_CODES[code];
      expect(ended.exitCode).toBe(exitCode);
      expect(lastDocument(ended)).toMatchObject({ schemaVersion: 1, error: { code }, exitCode });
    },
  );
});

describe('a paste that says nothing', () => {
  const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 73 + (index >> 3) * 151) & 0xff);
  test.each<[string, string | Uint8Array, ErrorCode]>([
    ['nothing', '', 'input.empty-paste'],
    ['blank lines', ' \r\n\t\r\n', 'input.empty-paste'],
    ['only a byte order mark', '\uFEFF', 'input.empty-paste'],
    ['prose', 'my container does not start, please help\nthanks\n', 'input.unrecognised-paste'],
    ['bytes of a program', noise, 'input.unrecognised-paste'],
    ['zeros', new Uint8Array(2048), 'input.unrecognised-paste'],
  ])('is an error: %s', async (_what, content, code) => {
    const place = newPlace();
    const path = place.file('paste.txt', content);
    const [file, input] = [
      await place.call(['diagnose', '8065', '--from', path]),
      await place.call(['diagnose', '8065', '--from', '-'], { stdin: content }),
    ];
    for (const { exitCode, stderr, stdout } of [file, input]) {
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(`[${code}]`);
    }
  });

  test('is an error where it is larger than any pasted output', async () => {
    const { exitCode, stderr } = await newPlace().call(['diagnose', '--from', '-'], {
      stdin: Buffer.alloc(17 * 1024 * 1024, 0x20),
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[input.unreadable-file]');
    expect(stderr).toContain('standard input');
  });
});

describe('a damaged state file', () => {
  test.each([
    ['empty', ''],
    ['no JSON', 'garbage'],
    ['another document', '{"schemaVersion":1}'],
    ['a list', '[]'],
    ['cut off', 'half'],
  ])('that is %s is named and left as it is', async (_what, text) => {
    const place = newPlace();
    const content = text === 'half' ? readFileSync(place.state, 'utf8').slice(0, 3000) : text;
    place.file('machine.json', content);
    const calls = [
      ['diagnose', '8065'],
      ['fix', '8065', '--yes'],
      ['plan', 'fix', '--ports', '8065'],
      ['rollback', '--yes'],
    ];
    for (const words of calls) {
      const { exitCode, stderr } = await place.on(words);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('[simulation.state-damaged]');
      expect(stderr).toContain(place.state);
    }
    const reboot = await place.call(['simulate', 'reboot', '--state', place.state]);
    expect(reboot.exitCode).toBe(2);
    expect(readFileSync(place.state, 'utf8')).toBe(content);
    expect(place.runIds()).toEqual([]);
  });

  test('that is a folder is an error of the file', async () => {
    const place = newPlace();
    const { exitCode, stderr } = await place.call([
      'fix',
      '8065',
      '--host',
      'simulated',
      '--state',
      place.folder,
      '--yes',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[host.file-failed]');
    expect(stderr).toContain(place.folder);
  });
});

test('a state directory that others can write in is refused', async () => {
  const place = newPlace();
  const directory = join(place.folder, 'portwright');
  mkdirSync(directory);
  chmodSync(directory, 0o777);
  const { exitCode, stderr } = await place.on(['fix', '8065', '--yes']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('[run.state-directory-unsafe]');
  expect(stderr).toContain(directory);
});
