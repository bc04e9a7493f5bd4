import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6, connect as openConnection } from 'node:net';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Answer, Question } from './questions.ts';

/** The answers are in the numbers of Winsock, whatever the machine: whoever asks need not know which it is. */
const SOCKET_ERRORS: Readonly<Record<string, number>> = {
  EACCES: 10013,
  EADDRINUSE: 10048,
  EADDRNOTAVAIL: 10049,
  EAFNOSUPPORT: 10047,
  ECONNREFUSED: 10061,
  ECONNRESET: 10054,
  EHOSTUNREACH: 10065,
  EMFILE: 10024,
  ENETUNREACH: 10051,
  ENOBUFS: 10055,
  ETIMEDOUT: 10060,
};

const CONNECT_TIMEOUT_MS = 5000;

/**
 * Binds one address for a moment, as a server would, and lets go: with SO_REUSEADDR for tcp, so that a connection that is closing is
 * no obstacle, and without for udp. `::` is bound for IPv6 alone, so that each family has an answer of its own.
 *
 * @throws ToolkitError `ask.failed` for an error that says nothing about the port.
 */
export async function probeBind({
  protocol,
  address,
  port,
}: Question<'probe-bind'>): Promise<Answer<'probe-bind'>> {
  return outcomeOf(() => (protocol === 'tcp' ? bindTcp(address, port) : bindUdp(address, port)));
}

/** Opens a tcp connection and closes it at once. @throws ToolkitError `ask.failed` */
export async function probeConnect({
  address,
  port,
}: Question<'probe-connect'>): Promise<Answer<'probe-connect'>> {
  return outcomeOf(async () => {
    const socket = openConnection({ host: address, port });
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    } catch (error) {
      throw isAbort(error) ? Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }) : error;
    } finally {
      socket.destroy();
    }
  });
}

async function bindTcp(host: string, port: number): Promise<void> {
  const server = createServer((connection) => connection.destroy());
  server.listen({ host, port, exclusive: true, ipv6Only: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

async function bindUdp(address: string, port: number): Promise<void> {
  const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', ipv6Only: isIPv6(address) });
  try {
    socket.bind({ address, port, exclusive: true });
    await once(socket, 'listening');
  } finally {
    socket.close();
  }
}

async function outcomeOf(attempt: () => Promise<void>): Promise<{ socketError: number }> {
  try {
    await attempt();
    return { socketError: 0 };
  } catch (cause) {
    const socketError = SOCKET_ERRORS[codeOf(cause)];
    if (socketError !== undefined) return { socketError };
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('ask.failed', `the socket could not be tried: ${why}`, { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
