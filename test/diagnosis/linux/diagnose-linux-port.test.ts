import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../toolkit/diagnosis/diagnose.ts';
import { readSnapshot } from '../../../toolkit/diagnosis/read-snapshot.ts';
import type { SocketInUse } from '../../../toolkit/host/questions.ts';
import { type FakeLinuxOptions, fakeLinux, RESERVED_PORTS_FILE } from '../../support/fake-linux-host.ts';

const PORT = 48121;
const KEY = 'net.ipv4.ip_local_reserved_ports';
const socket = (more: Partial<SocketInUse> = {}): SocketInUse => ({
  protocol: 'tcp',
  localAddress: '0.0.0.0',
  localPort: PORT,
  state: 'listening',
  processId: 15598,
  processName: 'redis-server',
  userId: 0,
  ...more,
});
const client = (more: Partial<SocketInUse> = {}) =>
  socket({
    state: 'connected',
    localAddress: '192.168.1.4',
    remoteAddress: '192.168.1.4',
    remotePort: 6379,
    ...more,
  });
const withoutProcess = { processId: 0, processName: undefined };

async function diagnosed(options: FakeLinuxOptions, port = PORT) {
  const asked = [{ port, protocol: 'tcp' }] as const;
  const snapshot = await readSnapshot(fakeLinux(options).host, { ports: asked });
  const [found] = diagnose(snapshot, asked).ports;
  if (found === undefined) throw new Error('no diagnosis');
  return found;
}

describe('tcp 48121', () => {
  test.each<[string, FakeLinuxOptions, string, string]>([
    ['free, inside the range', {}, 'at-risk', 'local-port-range'],
    ['reserved', { files: { [RESERVED_PORTS_FILE]: '48121\n' } }, 'excluded', 'local-reserved-port'],
    [
      'reserved where Windows has HNS',
      { files: { [RESERVED_PORTS_FILE]: '48000-50059\n' } },
      'excluded',
      'local-reserved-port',
    ],
    ['taken by a connection', { sockets: [client()] }, 'other-cause', 'ephemeral-client'],
    [
      'reserved too late',
      { sockets: [client()], files: { [RESERVED_PORTS_FILE]: '48121\n' } },
      'other-cause',
      'ephemeral-client',
    ],
    [
      'taken by somebody else’s connection',
      { sockets: [client({ ...withoutProcess, userId: 1000 })] },
      'other-cause',
      'ephemeral-client',
    ],
    [
      'in TIME_WAIT, which a server binds over',
      { sockets: [{ ...client(), processId: 0, userId: undefined } as SocketInUse], socketError: 0 },
      'at-risk',
      'local-port-range',
    ],
    ['served everywhere', { sockets: [socket()] }, 'listening', 'listener-process'],
    [
      'served on one address',
      { sockets: [socket({ localAddress: '127.0.0.1' })] },
      'listening',
      'listener-other-address',
    ],
    [
      'served, with visitors',
      { sockets: [client({ remotePort: 9999 }), socket()] },
      'listening',
      'listener-process',
    ],
    ['bound and not listening', { socketError: 10048 }, 'other-cause', 'listener-unnamed'],
    [
      'taken over udp',
      { sockets: [socket({ protocol: 'udp', state: 'bound' })], socketError: 0 },
      'at-risk',
      'local-port-range',
    ],
  ])('%s', async (_, options, verdict, cause) => {
    expect(await diagnosed(options)).toMatchObject({ verdict, cause, port: PORT });
  });
});

test('the connection is named, with its process and its other end', async () => {
  const { summary, remedies } = await diagnosed({ sockets: [client()] });
  expect(summary).toContain('redis-server (process 15598) to 192.168.1.4:6379');
  expect(remedies[0]?.command).toBe('portwright run linux-reserve-ports --ports 48121');
  expect(remedies.map(({ command }) => command).join('\n')).not.toMatch(/\bkill\b/);
});

describe('reserving is no remedy', () => {
  const commands = async (files: Readonly<Record<string, string>>) =>
    (await diagnosed({ sockets: [client()], files })).remedies.map(({ command }) => command).join('\n');
  const reserved = { [RESERVED_PORTS_FILE]: '48121\n' };
  test('for a port that is reserved for good', async () => {
    expect(await commands({ ...reserved, '/etc/sysctl.d/a.conf': `${KEY}=48121` })).not.toContain('--ports');
  });
  test('for a port that Linux gives to nobody, whose client asked for it', async () => {
    const { summary, remedies } = await diagnosed({ sockets: [client({ localPort: 9000 })] }, 9000);
    expect(summary).not.toContain('Linux gave');
    expect(remedies.map(({ command }) => command).join('\n')).not.toContain('--ports');
  });
  test('unless the next boot loses it', async () => {
    expect(await commands(reserved)).toContain('--ports 48121');
  });
});

describe('a bind that is refused for a reason of its own', () => {
  const [first, second] = [10049, 10024];
  test('an address that the machine does not have says nothing about the port', async () => {
    const found = await diagnosed({
      socketError: first,
      sockets: [client({ ...withoutProcess, userId: undefined })],
    });
    expect(found).toMatchObject({ verdict: 'other-cause', cause: 'address-not-here' });
    expect(found.summary).not.toContain('in use');
    expect(found.remedies[0]?.command).toBe('ip address');
  });
  test('any other is not said to be in use', async () => {
    const found = await diagnosed({ socketError: second });
    expect(found).toMatchObject({ verdict: 'other-cause', cause: 'unreadable' });
    expect(found.summary).toContain(`${second}`);
  });
});

test('a process that is not shown is no error, and its user is named', async () => {
  const { summary } = await diagnosed({ sockets: [socket({ processId: 0, userId: 1000 })] });
  expect(summary).toContain('user 1000');
});

test('a port that only root may bind', async () => {
  expect(await diagnosed({ socketError: 10013 }, 80)).toMatchObject({
    verdict: 'other-cause',
    cause: 'linux-privileged-port',
  });
});

test('the same number over udp is named, and not in the way', async () => {
  const sockets = [socket({ protocol: 'udp', state: 'bound', localPort: 9000 })];
  const found = await diagnosed({ sockets, socketError: 0 }, 9000);
  expect(found).toMatchObject({ verdict: 'free', cause: 'other-protocol' });
  expect(found.evidence.map(({ code }) => code)).toContain('other-protocol');
});

describe('what the next boot will be', () => {
  const codes = async (files: Readonly<Record<string, string>>) =>
    (await diagnosed({ files })).evidence.map(({ code }) => code);
  test('loses a reservation that no file has', async () => {
    expect(await codes({ [RESERVED_PORTS_FILE]: '48121\n' })).toContain('not-lasting');
  });
  test('keeps one that a file has', async () => {
    const files = { [RESERVED_PORTS_FILE]: '48121\n', '/etc/sysctl.d/a.conf': `${KEY}=48121` };
    expect(await codes(files)).not.toContain('not-lasting');
  });
  test('has one that is not there yet', async () => {
    expect(await codes({ '/etc/sysctl.d/a.conf': `${KEY}=48121` })).toContain('disagreement');
  });
  test('moves the range', async () => {
    expect(await codes({ '/etc/sysctl.d/a.conf': 'net.ipv4.ip_local_port_range=50000 60999' })).toContain(
      'disagreement',
    );
  });
});

test('what cannot be read is never free', async () => {
  const files = { '/proc/sys/net/ipv4/ip_local_port_range': 'who knows\n' };
  const found = await diagnosed({ files });
  expect(found).toMatchObject({ verdict: 'unknown', cause: 'unreadable' });
  expect(found.evidence.map(({ code }) => code)).toContain('not-read');
});

test('the Linux side of WSL says what it is', async () => {
  const { host } = fakeLinux({ machine: 'wsl' });
  const snapshot = await readSnapshot(host, {});
  expect(
    diagnose(snapshot, [])
      .machine?.findings.map(({ text }) => text)
      .join('\n'),
  ).toContain('WSL');
});
