import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { DiagnosisDocument } from '../../toolkit/report/documents/diagnosis-schema.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('diagnosis');

/** A table as netsh prints it, with a title in any language. */
const table = (title: string) =>
  [
    '',
    title,
    '',
    'Start Port    End Port      ',
    '----------    --------      ',
    '      8018        8117      ',
    '     50000       50059     *',
    '',
    '* - Administered port exclusions.',
    '',
  ].join('\r\n');
const PASTE = table('Protocol tcp Port Exclusion Ranges');
const CHINESE = table('协议 tcp 端口排除范围');

describe('diagnose', () => {
  test('names the block, its owner, the root cause and a command, and the host it speaks of', async () => {
    const { exitCode, stdout, stderr } = await newPlace().on(['diagnose', '8065']);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('RESERVED');
    expect(stdout).toMatch(/\d+-\d+, which is reserved by Windows NAT \(winnat\)/);
    expect(stdout).toContain('portwright fix 8065');
    expect(stdout).toContain('host: simulated');
  });

  test('changes nothing on the machine and records no run', async () => {
    const place = newPlace();
    const before = place.machine();
    await place.on(['diagnose', '8065', '443', '--container', 'mattermost']);
    await place.on(['diagnose']);
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toEqual([]);
  });

  test.each([
    ['one port', ['8065'], [[8065, 'tcp', 'reserved']]],
    [
      'several ports, both protocols',
      ['8065', '443/udp'],
      [
        [8065, 'tcp', 'reserved'],
        [443, 'udp', 'free'],
      ],
    ],
    [
      'a list with commas',
      ['8065,443'],
      [
        [8065, 'tcp', 'reserved'],
        [443, 'tcp', 'free'],
      ],
    ],
    [
      'a range',
      ['50000-50001'],
      [
        [50000, 'tcp', 'excluded'],
        [50001, 'tcp', 'excluded'],
      ],
    ],
    ['one port twice', ['8065', '8065/TCP'], [[8065, 'tcp', 'reserved']]],
    ['no port', [], []],
  ])('prints %s as one line of JSON that fits the published schema', async (_what, ports, expected) => {
    const ended = await newPlace().on(['diagnose', ...ports, '--json']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
    const document = SCHEMA.parse(lastDocument(ended)) as DiagnosisDocument;
    expect(document.host.kind).toBe('simulated');
    expect(document.ports.map(({ port, protocol, verdict }) => [port, protocol, verdict])).toEqual(expected);
    expect(document.machine === undefined).toBe(ports.length > 0);
  });

  test('says of a container why it cannot start, with its own ports', async () => {
    const ended = await newPlace().on(['diagnose', '--container', 'mattermost', '--json']);
    const document = SCHEMA.parse(lastDocument(ended)) as DiagnosisDocument;
    expect(document.container).toMatchObject({ name: 'mattermost', outcome: 'blocked' });
    expect(document.container?.ports.map(({ port, verdict }) => [port, verdict])).toEqual([
      [8065, 'reserved'],
    ]);
  });

  test('keeps a simulated machine nowhere unless it is told to', async () => {
    const place = newPlace();
    const { exitCode } = await place.call(['diagnose', '8065', '--host', 'simulated']);
    expect(exitCode).toBe(0);
    expect(place.runIds()).toEqual([]);
  });
});

describe('diagnose --from', () => {
  const utf16be = () => Buffer.from(`\uFEFF${PASTE}`, 'utf16le').swap16();
  const pastes: [string, Uint8Array][] = [
    ['UTF-8', Buffer.from(PASTE)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${PASTE}`)],
    ["UTF-16 as Windows PowerShell's > writes it", Buffer.from(`\uFEFF${PASTE}`, 'utf16le')],
    ['UTF-16, the other byte order', utf16be()],
    ['UTF-16 without a byte order mark', Buffer.from(PASTE, 'utf16le')],
    ['UTF-16 without one, the other byte order', utf16be().subarray(2)],
    ['Chinese in UTF-16 without a byte order mark', Buffer.from(CHINESE, 'utf16le')],
    ['UTF-8 with a stray NUL', Buffer.from(`${PASTE}\0`)],
    ['Chinese in UTF-8', Buffer.from(CHINESE)],
    ['Chinese in the code page of its console', iconv.encode(CHINESE, 'cp936')],
  ];

  test.each(pastes)('reads %s from a file and from standard input alike', async (_encoding, bytes) => {
    const place = newPlace();
    const fromFile = await place.call([
      'diagnose',
      '8065',
      '--json',
      '--from',
      place.file('paste.txt', bytes),
    ]);
    const fromInput = await place.call(['diagnose', '8065', '--json', '--from', '-'], { stdin: bytes });
    expect(fromFile).toMatchObject({ exitCode: 0, stderr: '' });
    expect(fromInput.stdout).toBe(fromFile.stdout);
    const document = SCHEMA.parse(lastDocument(fromFile)) as DiagnosisDocument;
    expect(document.host.kind).toBe('paste');
    expect(document.ports).toMatchObject([
      {
        port: 8065,
        verdict: 'reserved',
        block: { startPort: 8018, numberOfPorts: 100, administered: false },
      },
    ]);
  });

  test('calls a port that only one table says nothing of unknown, and names what is missing', async () => {
    const { exitCode, stdout } = await newPlace().call(['diagnose', '9200', '--from', '-'], { stdin: PASTE });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('UNKNOWN');
    expect(stdout).toContain('show dynamicport');
  });

  test('needs no host of its own', async () => {
    const { exitCode } = await newPlace().call(['diagnose', '8065', '--from', '-'], { stdin: PASTE });
    expect(exitCode).toBe(0);
  });
});
