import { describe, expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../toolkit/diagnosis/snapshot-from-paste.ts';
import { HAS_RECORDED, recorded } from '../windows/recorded.ts';

const TITLE =
  'Protocol tcp Port Exclusion Ranges\n\nStart Port    End Port      \n----------    --------      \n';
const FOOTER = '\n* - Administered port exclusions.\n\n';
const TABLE = `${TITLE}      8000        8099      \n     50000       50059     *\n${FOOTER}`;
const DYNAMIC =
  '\nProtocol tcp Dynamic Port Range\n---------------------------------\nStart Port      : 49152\nNumber of Ports : 16384\n';
const SOCKETS = `
  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       1040
  TCP    0.0.0.0:445            0.0.0.0:0              LISTENING       4
  TCP    0.0.0.0:3000           0.0.0.0:0              LISTENING       912
  UDP    0.0.0.0:5353           *:*                                    1180
  UDP    [::]:5353              *:*                                    1180
`;

const PS_9200 = `
CONTAINER ID   IMAGE   COMMAND                  CREATED       STATUS       PORTS                  NAMES
5d0be1c94a37   nginx   "/docker-entrypoint.…"   2 hours ago   Up 2 hours   0.0.0.0:9200->80/tcp   web
`;
const CLIENT_9200 = '  TCP    192.168.1.20:9200      203.0.113.7:443        ESTABLISHED     5120\n';

const verdictOf = (paste: string, port: number) => {
  const [found] = diagnose(snapshotFromPaste(paste), [{ port, protocol: 'tcp' }]).ports;
  return found?.verdict;
};

describe('a paste', () => {
  test.each([
    ['names the block that holds a port', TABLE, 8065, 'reserved'],
    ['says unknown of a port in no block while the rest is missing', TABLE, 9200, 'unknown'],
    ['says unknown while nobody knows who listens', TABLE + DYNAMIC, 9200, 'unknown'],
    ['says free when all three are there', TABLE + DYNAMIC + SOCKETS, 9200, 'free'],
    ['says who listens', TABLE + DYNAMIC + SOCKETS, 3000, 'listening'],
    ['says at risk inside the dynamic range', TABLE + DYNAMIC + SOCKETS, 55000, 'at-risk'],
    ['keeps an administered range bindable', TABLE, 50010, 'excluded'],
    [
      'does not take a filtered netstat for a whole one',
      `${TABLE}${DYNAMIC}C:\\> netstat -ano | findstr 3000\n${SOCKETS.split('\n').slice(4).join('\n')}`,
      9200,
      'unknown',
    ],
  ])('%s', (_fact, paste, port, verdict) => {
    expect(verdictOf(paste, port)).toBe(verdict);
  });

  test.each([
    ['the table has no footnote', TABLE.replace(/\n\* - .*/, '') + DYNAMIC + SOCKETS],
    ['nothing says the protocol of the table', TABLE.replace(/^.*tcp.*\n\n/, '') + DYNAMIC + SOCKETS],
    ['netstat ends within tcp', TABLE + DYNAMIC + SOCKETS.replace(/^ {2}UDP.*\n/gm, '')],
    ['an ellipsis stands below netstat', `${TABLE}${DYNAMIC}${SOCKETS}...\n`],
    ['WSL is in mirrored mode', `${TABLE}${DYNAMIC}${SOCKETS}networkingMode=mirrored\n`],
    ['a container publishes the port', `${TABLE}${DYNAMIC}${SOCKETS}${PS_9200}`],
    [
      'a program was refused',
      `${TABLE}${DYNAMIC}${SOCKETS}\nError: listen EACCES: permission denied 0.0.0.0:9200\n`,
    ],
    ['a client connection has the port', TABLE + DYNAMIC + SOCKETS.replace('  UDP', `${CLIENT_9200}  UDP`)],
    [
      'a newer table is cut',
      `${TABLE}${TABLE.replace('8000        8099', '9150        9249').replace(/\n\* - .*/, '')}${DYNAMIC}${SOCKETS}`,
    ],
  ])('never says free where %s', (_fact, paste) => {
    expect(verdictOf(paste, 9200)).not.toMatch(/free|at-risk/);
  });

  test('WSL’s block is where Linux hands out ports, and nowhere else', () => {
    const mirrored = `${TABLE}${DYNAMIC}${SOCKETS}networkingMode=mirrored\nnet.ipv4.ip_local_port_range = 44620 48715\n`;
    expect(verdictOf(mirrored, 45000)).toBe('mirrored-block');
    expect(verdictOf(mirrored, 9200)).toBe('free');
  });

  test('netstat says of udp only what its ipv6 part follows, or the next command', () => {
    const udp = (TABLE + DYNAMIC).replaceAll('tcp', 'udp');
    const ask = (paste: string) =>
      diagnose(snapshotFromPaste(paste), [{ port: 9200, protocol: 'udp' }]).ports[0];
    expect(ask(udp + SOCKETS)?.verdict).toBe('free');
    const cut = udp + SOCKETS.replace(/^ {2}UDP {4}\[.*\n/m, '');
    expect(ask(cut)?.verdict).toBe('unknown');
    // A machine without ipv6 has no such part; the next prompt shows that the list ends there.
    expect(ask(`${cut}\nC:\\>\n`)?.verdict).toBe('free');
    expect(ask(`${cut.replace(/^ {2}UDP.*\n/gm, '')}\nC:\\>\n`)?.verdict).toBe('unknown');
  });

  test('netstat that was cut says who has a port, and not that nobody was read', () => {
    const cut = `${TABLE}${DYNAMIC}${SOCKETS}${CLIENT_9200}\n`;
    const [found] = diagnose(snapshotFromPaste(cut), [{ port: 9200, protocol: 'tcp' }]).ports;
    expect(found).toMatchObject({ verdict: 'other-cause' });
    expect(found?.evidence.filter(({ code }) => code === 'not-read').map(({ text }) => text)).toEqual([
      'not read: every tcp socket, as the list is cut: whether somebody listens on 9200',
    ]);
  });

  test('a table with lost rows never says free, but names the rows it has', () => {
    const shortened = TABLE.replace('     50000', '...\n     50000') + DYNAMIC + SOCKETS;
    expect(verdictOf(shortened, 9200)).toBe('unknown');
    expect(verdictOf(shortened, 8065)).toBe('reserved');
  });

  test('of two tables the last one counts, and the difference is reported', () => {
    const after = `${TITLE}     50000       50059     *\n${FOOTER}`;
    const snapshot = snapshotFromPaste(`${TABLE}\n${after}`);
    expect(snapshot.excludedPortRanges.tcp).toHaveLength(1);
    expect(snapshot.disagreements).toHaveLength(1);
    expect(snapshotFromPaste(`${TABLE}\n${TABLE}`).disagreements).toEqual([]);
  });

  test('what is not in it is missing, not empty', () => {
    const snapshot = snapshotFromPaste(TABLE);
    expect(snapshot.host).toEqual({ kind: 'paste' });
    expect(snapshot.excludedPortRanges.udp).toBeUndefined();
    expect(snapshot.sockets).toBeUndefined();
    expect(snapshot.portProxies).toBeUndefined();
    expect(snapshot.dynamicPortRanges).toEqual([]);
  });

  const CONTAINER = {
    Name: '/mattermost',
    State: { Status: 'running' },
    HostConfig: {
      PortBindings: {
        '8065/tcp': [{ HostIp: '', HostPort: '8065' }],
        '8443/udp': [{ HostIp: '127.0.0.1', HostPort: '8443' }],
      },
    },
    NetworkSettings: { Ports: { '8443/udp': [{ HostIp: '127.0.0.1', HostPort: '8443' }] } },
  };
  const INSPECT = `${JSON.stringify([CONTAINER], null, 4)}\n`;

  test('without a question diagnoses what its containers ask for and publish, each port once', () => {
    const { ports, machine } = diagnose(
      snapshotFromPaste(`${TABLE}${DYNAMIC}${SOCKETS}\n${PS_9200}\n${INSPECT}`),
      [],
    );
    expect(ports.map(({ port, protocol, verdict }) => `${port}/${protocol} ${verdict}`)).toEqual([
      '8065/tcp reserved',
      '8443/udp unknown',
      '9200/tcp listening',
    ]);
    expect(ports.map(({ sources }) => sources.map(({ service }) => service))).toEqual([
      ['mattermost'],
      ['mattermost'],
      ['web'],
    ]);
    expect(machine?.findings.map(({ code }) => code)).toContain('blocks');
  });

  test('names a port that a container does not publish, without being asked about it', () => {
    const free = TABLE.replace('8000        8099', '9000        9099');
    expect(diagnose(snapshotFromPaste(`${free}${DYNAMIC}${SOCKETS}\n${INSPECT}`), []).ports).toMatchObject([
      { port: 8065, verdict: 'unpublished', confidence: 'high' },
      { port: 8443 },
    ]);
  });

  test('of a container alone speaks of its ports, and not of the machine', () => {
    const { ports, machine } = diagnose(snapshotFromPaste(INSPECT), []);
    expect(ports.map(({ port, verdict }) => `${port} ${verdict}`)).toEqual(['8065 unknown', '8443 unknown']);
    expect(machine).toBeUndefined();
  });

  test('with a question answers that one alone', () => {
    const { ports } = diagnose(snapshotFromPaste(`${TABLE}${INSPECT}`), [{ port: 50010, protocol: 'tcp' }]);
    expect(ports.map(({ port }) => port)).toEqual([50010]);
  });

  test('of Docker’s error alone diagnoses the port it names', () => {
    const error =
      'Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden by its access permissions.';
    const alone = diagnose(snapshotFromPaste(error), []);
    expect(alone.ports).toMatchObject([{ port: 8065, protocol: 'tcp', verdict: 'unknown' }]);
    expect(diagnose(snapshotFromPaste(`${error}\n${TABLE}`), []).ports).toMatchObject([
      { verdict: 'reserved' },
    ]);
  });

  test.each(['', '  \n\n', 'nothing to see here'])('%j is an error with a code', (text) => {
    expect(() => snapshotFromPaste(text)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^input\./) }),
    );
  });
});

const RECORDED: readonly [file: string, port: number, verdict: string, block?: string][] = [
  ['excludedportrange-tcp4-zh-CN-03.txt', 8300, 'reserved', '8251+100 winnat'],
  ['excludedportrange-tcp4-zh-CN-03.txt', 9200, 'unknown'],
  ['excludedportrange-tcp4-zh-CN-03.txt', 50051, 'excluded', '50000+60 hns'],
  ['excludedportrange-tcp4-zh-CN-01.txt', 1433, 'excluded', '1433+1 administered'],
  ['excludedportrange-tcp4-zh-CN-01.txt', 5357, 'reserved', '5357+1 http.sys'],
  ['excludedportrange-tcp4-ko-01.txt', 8065, 'reserved', '8039+100 winnat'],
  ['excludedportrange-tcp4-ko-03.txt', 1888, 'reserved', '1861+100 winnat'],
  ['excludedportrange-tcp4-de-04.txt', 50080, 'reserved', '50060+100 winnat'],
  ['excludedportrange-tcp4-es-02.txt', 8080, 'excluded', '8080+1 administered'],
  ['excludedportrange-tcp4-fr-01.txt', 9300, 'reserved', '9281+100 winnat'],
  ['format-broken-transcript-01.txt', 55432, 'reserved', '55353+100 winnat'],
];

describe.skipIf(!HAS_RECORDED)('recorded output (skipped where the recordings are absent)', () => {
  test.each(RECORDED)('%s: %i is %s', (file, port, verdict, block) => {
    const [found] = diagnose(snapshotFromPaste(recorded(file)), [{ port, protocol: 'tcp' }]).ports;
    const named =
      found?.block && `${found.block.startPort}+${found.block.numberOfPorts} ${found.block.origin}`;
    expect({ verdict: found?.verdict, block: named }).toEqual({ verdict, block });
  });

  test('a table and a dynamic range of the same language name the root cause', () => {
    const paste = `${recorded('excludedportrange-tcp4-zh-CN-03.txt')}\n${recorded('dynamicport-tcp4-zh-CN-01.txt')}`;
    const [found] = diagnose(snapshotFromPaste(paste), [{ port: 8300, protocol: 'tcp' }]).ports;
    expect(found?.evidence.map(({ code }) => code)).toContain('dynamic-range-wider-than-iana');
    expect(found?.remedies.map(({ command }) => command)).toContain(
      'portwright run reset-iana-dynamic-range',
    );
  });
});

test('ten thousand pastes are read and diagnosed', () => {
  const pastes = Array.from({ length: 10_000 }, (_, index) => {
    const start = 1100 + (index % 300) * 100;
    return [
      TABLE.replace('8000        8099', `${start}        ${start + 99}`) + DYNAMIC,
      start + (index % 100),
    ] as const;
  });
  expect(pastes.every(([paste, port]) => verdictOf(paste, port) === 'reserved')).toBe(true);
});
