import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLinuxHost } from '../../toolkit/host/linux-host.ts';
import { codeOf, temporaryFolder } from './stand-in-folder.ts';

const isLinux = process.platform === 'linux';
const WSAEADDRINUSE = 10048;

function openHost(environment?: Readonly<Record<string, string>>) {
  const host = createLinuxHost(environment === undefined ? {} : { environment });
  onTestFinished(() => host.close());
  return host;
}

async function serve(host: string, ipv6Only = false): Promise<number> {
  const server = createServer();
  server.listen({ host, port: 0, ipv6Only });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  // A server that listens on a port has an address with a port.
  return (server.address() as AddressInfo).port;
}

describe.runIf(isLinux)('a bind for a moment', () => {
  const bind = async (protocol: 'tcp' | 'udp', address: string, port: number) =>
    (await openHost().ask('probe-bind', { protocol, address, port })).socketError;

  test('is refused where a server is, on its address and on every address', async () => {
    const port = await serve('127.0.0.1');
    expect(await bind('tcp', '127.0.0.1', port)).toBe(WSAEADDRINUSE);
    expect(await bind('tcp', '0.0.0.0', port)).toBe(WSAEADDRINUSE);
  });

  test('succeeds on another address, over udp, and over IPv6', async () => {
    const port = await serve('127.0.0.1');
    expect(await bind('tcp', '127.0.0.2', port)).toBe(0);
    expect(await bind('udp', '127.0.0.1', port)).toBe(0);
    expect([0, 10047]).toContain(await bind('tcp', '::', port));
  });

  test('lets go at once, and two at the same time are both answered', async () => {
    const port = await serve('127.0.0.1');
    const host = openHost();
    const ask = (address: string) =>
      host.ask('probe-bind', { protocol: 'tcp', address, port: port === 65535 ? 1025 : port + 1 });
    const [first, second] = await Promise.all([ask('0.0.0.0'), ask('127.0.0.1')]);
    expect(first).toEqual(second);
  });

  test('is refused where a udp socket is', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    onTestFinished(() => void socket.close());
    expect(await bind('udp', '0.0.0.0', socket.address().port)).toBe(WSAEADDRINUSE);
  });

  test('of an address that the machine does not have', async () => {
    expect(await bind('tcp', '192.0.2.77', 8065)).toBe(10049);
  });
});

describe.runIf(isLinux)('a connection for a moment', () => {
  test('is accepted by a server, and refused without one', async () => {
    const port = await serve('127.0.0.1');
    const host = openHost();
    expect(await host.ask('probe-connect', { address: '127.0.0.1', port })).toEqual({ socketError: 0 });
    expect(await host.ask('probe-connect', { address: '127.0.0.3', port })).toEqual({ socketError: 10061 });
  });
});

describe.runIf(isLinux)('the sockets', () => {
  test('of a process whose name would steer a terminal are shown with a harmless one', async () => {
    const [port, name] = [await serve('127.0.0.1'), readFileSync('/proc/self/comm', 'utf8')];
    onTestFinished(() => writeFileSync('/proc/self/comm', name.trim()));
    writeFileSync('/proc/self/comm', '\u001b[31mred\nrow');
    const { sockets } = await openHost().ask('listeners', {});
    expect(sockets.find(({ localPort }) => localPort === port)?.processName).toBe('?[31mred?row');
  });

  test('of a server and of its client have this process, and the client its other end', async () => {
    const port = await serve('127.0.0.1');
    const client = connect(port, '127.0.0.1');
    await once(client, 'connect');
    onTestFinished(() => void client.destroy());
    const { sockets } = await openHost().ask('listeners', {});
    expect(sockets).toContainEqual(
      expect.objectContaining({
        protocol: 'tcp',
        localAddress: '127.0.0.1',
        localPort: port,
        state: 'listening',
        processId: process.pid,
      }),
    );
    expect(sockets).toContainEqual(
      expect.objectContaining({
        localPort: client.localPort,
        state: 'connected',
        remoteAddress: '127.0.0.1',
        remotePort: port,
        processId: process.pid,
        processName: 'node',
      }),
    );
  });
});

test('what only Windows has is unavailable, and its programs are missing', async () => {
  const host = openHost();
  expect(await codeOf(host.ask('net-nat', {}))).toBe('ask.unavailable');
  expect(await codeOf(host.run({ file: 'netsh.exe', args: [], effect: 'read' }))).toBe(
    'host.program-missing',
  );
});

describe.runIf(isLinux && process.geteuid?.() === 0)('as root', () => {
  test('a docker of somebody else’s folder is not started', async () => {
    const folder = join(temporaryFolder(), 'bin');
    mkdirSync(folder);
    const docker = join(folder, 'docker');
    writeFileSync(docker, '#!/bin/sh\necho mine\n');
    chmodSync(docker, 0o755);
    const result = await openHost({ PATH: folder })
      .run({ file: 'docker.exe', args: ['--version'], effect: 'read' })
      .catch(() => ({ stdout: '' }));
    expect(result.stdout).not.toContain('mine');
  });
});

test('a host that was closed answers nothing', async () => {
  const host = createLinuxHost();
  await host.close();
  expect(await codeOf(host.ask('listeners', {}))).toBe('host.aborted');
});
