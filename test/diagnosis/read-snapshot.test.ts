import { describe, expect, test } from 'vitest';
import { diagnosePort } from '../../toolkit/diagnosis/classify-port.ts';
import { readSnapshot } from '../../toolkit/diagnosis/read-snapshot.ts';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import { dockerInfo, inspectContainer, listContainers } from '../../toolkit/windows/docker.ts';
import { MAX_USER_PORT, queryRegistryValue, TCPIP_PARAMETERS } from '../../toolkit/windows/registry.ts';
import { fakeHost } from './fake-host.ts';
import { rows, socket, TCP_8065 } from './snapshots.ts';

const EXCLUDED = 'netsh interface ipv4 show excludedportrange protocol=tcp store=active';
const PERSISTENT = 'netsh interface ipv4 show excludedportrange protocol=tcp store=persistent';
const DYNAMIC = 'netsh interface ipv4 show dynamicportrange protocol=tcp store=active';
const PROXIES = 'netsh interface portproxy show all';
const SOCKETS = 'netstat -ano';
const INFO = displayCommand(dockerInfo());
const LIST = displayCommand(listContainers());
const INSPECT = displayCommand(inspectContainer('web'));

const table = (...lines: string[]) =>
  `\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port      \r\n----------    --------      \r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n* - Administered port exclusions.\r\n\r\n`;
const BLOCK = '      8000        8099      ';
const dynamicRange = (start: number, count: number) =>
  `\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : ${start}\r\nNumber of Ports : ${count}\r\n\r\n`;
const info = (osType: string) => JSON.stringify({ OSType: osType, ServerVersion: '27.0' });

const replies = {
  [EXCLUDED]: table(BLOCK),
  [DYNAMIC]: dynamicRange(49152, 16384),
  [PROXIES]: '\r\n',
  [INFO]: info('linux'),
};
const answers = { listeners: { sockets: [] }, 'probe-bind': { socketError: 10013 } };

describe('one port', () => {
  test('is read with one start for each table it needs, and no other', async () => {
    const host = fakeHost({ ...replies, [PERSISTENT]: table() }, answers);
    const snapshot = await readSnapshot(host, { ports: [TCP_8065] });
    expect(host.asked.toSorted()).toEqual(
      [
        ...[EXCLUDED, PERSISTENT, DYNAMIC, PROXIES, INFO],
        ...['ask listeners', 'ask probe-bind', 'ask probe-bind'],
      ].toSorted(),
    );
    expect(snapshot).toMatchObject({
      host: { kind: 'windows' },
      excludedPortRanges: { tcp: rows('8000-8099') },
      dynamicPortRanges: [{ family: 'ipv4', protocol: 'tcp', startPort: 49152, numberOfPorts: 16384 }],
      docker: { running: true, osType: 'linux' },
      unread: [],
    });
  });

  test.each([
    [EXCLUDED, 'excluded port ranges tcp', 'unknown'],
    [DYNAMIC, 'dynamic port range tcp', 'unknown'],
    [PROXIES, 'portproxy rules', 'free'],
  ])('%s that fails is unread, never empty', async (command, what, verdict) => {
    const failures = [
      'garbage\r\n',
      { exitCode: 1, stdout: 'The syntax supplied …' },
      new ToolkitError('host.timed-out', 'late'),
    ];
    for (const failure of failures) {
      const host = fakeHost({ ...replies, [PERSISTENT]: table(), [command]: failure }, answers);
      const snapshot = await readSnapshot(host, { ports: [TCP_8065] });
      expect(snapshot.unread).toMatchObject([{ what, code: expect.stringMatching(/^host\./) }]);
      expect(diagnosePort(snapshot, { port: 9200, protocol: 'tcp' }).verdict).toBe(verdict);
    }
  });

  test('without PowerShell netstat knows the sockets, and the answer is less certain', async () => {
    const netstat =
      '\r\nActive Connections\r\n\r\n  Proto  Local Address          Foreign Address        State           PID\r\n  TCP    0.0.0.0:445            0.0.0.0:0              LISTENING       4\r\n';
    const host = fakeHost({ ...replies, [EXCLUDED]: table(), [SOCKETS]: netstat });
    const snapshot = await readSnapshot(host, { ports: [TCP_8065] });
    expect(snapshot.sockets).toHaveLength(1);
    expect(snapshot.unread.map(({ code }) => code)).toEqual(['ask.unavailable', 'ask.unavailable']);
    expect(diagnosePort(snapshot, TCP_8065)).toMatchObject({ verdict: 'free', confidence: 'medium' });
    expect(snapshot.unread).toContainEqual(expect.objectContaining({ protocol: 'tcp', port: 8065 }));
  });

  test('without PowerShell and netstat nobody says free', async () => {
    const snapshot = await readSnapshot(fakeHost({ ...replies, [EXCLUDED]: table() }), { ports: [TCP_8065] });
    expect(snapshot.sockets).toBeUndefined();
    expect(diagnosePort(snapshot, TCP_8065).verdict).toBe('unknown');
  });

  test('the persistent store is read only where a verdict hangs on it', async () => {
    const administered = fakeHost(
      { ...replies, [EXCLUDED]: table('      8065        8065     *'), [PERSISTENT]: table() },
      answers,
    );
    const snapshot = await readSnapshot(administered, { ports: [TCP_8065] });
    expect(snapshot.persistentExclusions).toEqual({ tcp: [] });
    const free = fakeHost({ ...replies, [EXCLUDED]: table() }, answers);
    await readSnapshot(free, { ports: [TCP_8065] });
    expect(free.asked).not.toContain(PERSISTENT);
  });

  test('a block of 100 ports is not winnat’s where the persistent store has it', async () => {
    const host = fakeHost({ ...replies, [PERSISTENT]: table(BLOCK) }, answers);
    const { block, remedies } = diagnosePort(await readSnapshot(host, { ports: [TCP_8065] }), TCP_8065);
    expect(block?.origin).toBe('persistent-reservation');
    expect(remedies.filter(({ command }) => /winnat|fix/.test(command))).toEqual([]);
  });

  test('MaxUserPort is asked for only where the port lies in a range that begins too low', async () => {
    const query = displayCommand(queryRegistryValue(TCPIP_PARAMETERS, MAX_USER_PORT));
    const value = `\r\nHKEY_LOCAL_MACHINE\\X\r\n    MaxUserPort    REG_DWORD    0xfffe\r\n\r\n`;
    const open = { ...replies, [EXCLUDED]: table(), [query]: value };
    const bindable = { ...answers, 'probe-bind': { socketError: 0 } };
    const low = fakeHost({ ...open, [DYNAMIC]: dynamicRange(1024, 64511) }, bindable);
    expect(diagnosePort(await readSnapshot(low, { ports: [TCP_8065] }), TCP_8065).cause).toBe(
      'max-user-port',
    );
    const iana = fakeHost(open, bindable);
    await readSnapshot(iana, { ports: [TCP_8065] });
    expect(iana.asked).not.toContain(query);
  });

  test('the settings of WSL are read, and start nothing', async () => {
    const files: Record<string, string> = {
      'C:\\Users\\me\\.wslconfig': '[wsl2]\nnetworkingMode=Mirrored\n',
    };
    const host = {
      ...fakeHost({ ...replies, [EXCLUDED]: table() }, { ...answers, 'probe-bind': { socketError: 10013 } }),
      readText: async (path: string) => files[path],
    };
    const snapshot = await readSnapshot(host, { ports: [TCP_8065], userProfile: 'C:\\Users\\me' });
    expect(snapshot.wsl).toEqual({ networkingMode: 'mirrored' });
    expect(diagnosePort(snapshot, TCP_8065).verdict).toBe('mirrored-block');
  });

  test('a listener asks Docker whose it is, where Docker runs', async () => {
    const row = { ID: 'a1', Names: 'web', Image: 'nginx', State: 'running', Ports: '0.0.0.0:8065->80/tcp' };
    const listening = { ...answers, listeners: { sockets: [socket(8065)] } };
    const host = fakeHost({ ...replies, [LIST]: JSON.stringify(row) }, listening);
    const snapshot = await readSnapshot(host, { ports: [TCP_8065] });
    expect(diagnosePort(snapshot, TCP_8065).summary).toContain('container web');
    const stopped = fakeHost({ ...replies, [INFO]: { exitCode: 1, stderr: 'down' } }, listening);
    expect((await readSnapshot(stopped, { ports: [TCP_8065] })).docker).toEqual({ running: false });
    expect(stopped.asked).not.toContain(LIST);
  });

  test('an interruption ends the reading, and so does a bug', async () => {
    const aborted = fakeHost(
      { ...replies, [EXCLUDED]: new ToolkitError('host.aborted', 'stopped') },
      answers,
    );
    await expect(readSnapshot(aborted, { ports: [TCP_8065] })).rejects.toMatchObject({
      code: 'host.aborted',
    });
    const bug = fakeHost({ ...replies, [EXCLUDED]: new TypeError('bug') }, answers);
    await expect(readSnapshot(bug, { ports: [TCP_8065] })).rejects.toThrow(TypeError);
  });

  test('a second source that says something else is reported', async () => {
    const settings = [
      { protocol: 'tcp', settingName: 'Automatic', startPort: null, numberOfPorts: null },
      { protocol: 'tcp', settingName: 'Internet', startPort: 1024, numberOfPorts: 64511 },
    ];
    const host = fakeHost(replies, { ...answers, 'net-tcp-setting': { settings } });
    const { disagreements } = await readSnapshot(host, { ports: [TCP_8065], deep: true });
    expect(disagreements).toEqual([
      { what: 'dynamic port range tcp', said: ['netsh: 49152+16384', 'PowerShell: 1024+64511'] },
    ]);
  });
});

describe('a container', () => {
  const inspected = JSON.stringify([
    {
      Id: 'a1',
      Name: '/web',
      Config: { Image: 'nginx' },
      State: { Status: 'created', ExitCode: 128, Error: '' },
      HostConfig: {
        PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8065' }] },
        RestartPolicy: { Name: 'no' },
      },
      NetworkSettings: { Ports: {} },
    },
  ]);

  test('brings its own ports with it', async () => {
    const host = fakeHost({ ...replies, [INSPECT]: inspected }, answers);
    const snapshot = await readSnapshot(host, { container: 'web' });
    expect(snapshot.containers).toMatchObject([{ name: 'web', status: 'created' }]);
    expect(snapshot.probes).toEqual([
      { protocol: 'tcp', address: '0.0.0.0', port: 8065, socketError: 10013 },
      { protocol: 'tcp', address: '::', port: 8065, socketError: 10013 },
    ]);
    expect(host.asked.filter((command) => command === EXCLUDED)).toHaveLength(1);
  });

  test('that is unknown is an error, not an empty snapshot', async () => {
    const host = fakeHost(
      { ...replies, [INSPECT]: { exitCode: 1, stderr: 'Error: No such container: web' } },
      answers,
    );
    await expect(readSnapshot(host, { container: 'web' })).rejects.toMatchObject({
      code: 'docker.container-unknown',
    });
  });
});

test('the whole machine is read from all tables', async () => {
  const host = fakeHost({}, {});
  const { unread } = await readSnapshot(host);
  expect(host.asked.filter((command) => command.includes('dynamicportrange'))).toHaveLength(4);
  expect(host.asked.filter((command) => command.includes('excludedportrange'))).toHaveLength(2);
  expect(host.asked).not.toContain(INFO);
  expect(unread.length).toBeGreaterThanOrEqual(8);
});

test('on Linux nothing of Windows is started, and what the kernel does not show stays unknown', async () => {
  const host = fakeHost({}, { listeners: { sockets: [] } }, 'linux');
  const snapshot = await readSnapshot(host, { ports: [TCP_8065] });
  expect(host.asked.every((asked) => asked.startsWith('ask '))).toBe(true);
  expect(diagnosePort(snapshot, TCP_8065)).toMatchObject({ verdict: 'unknown', cause: 'unreadable' });
});

test('only the first 64 ports of a long range are bound for a moment', async () => {
  const ports = Array.from({ length: 200 }, (_, index) => ({ port: 9000 + index, protocol: 'tcp' }) as const);
  const { probes } = await readSnapshot(fakeHost(replies, answers), { ports });
  expect(probes).toHaveLength(64);
});

test('of a long range that programs serve everywhere, no more ports are tried on the loopback address', async () => {
  const served = Array.from({ length: 80 }, (_, index) => 9000 + index);
  const sockets = served.map((port) => socket(port));
  const host = fakeHost({ ...replies, [EXCLUDED]: table() }, { ...answers, listeners: { sockets } });
  const ports = served.map((port) => ({ port, protocol: 'tcp' }) as const);
  const { probes = [] } = await readSnapshot(host, { ports });
  expect(probes.filter(({ address }) => address === '127.0.0.1')).toHaveLength(64);
});
