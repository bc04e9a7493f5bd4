import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import { isOwned } from '../linux/socket-holder.ts';
import type { Container } from '../windows/docker-container.ts';
import type { PublishedPort } from '../windows/published-port.ts';
import { isDockerProcess } from '../windows/socket-holder.ts';

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['', '0.0.0.0', '::']);

/**
 * The host ports a container asked for by number. Port 0 is one that Docker chose: nobody asked for it.
 *
 * @returns Empty for a container that publishes nothing.
 */
export function wantedPorts({ wanted }: Container): readonly PublishedPort[] {
  return wanted.filter(({ hostPort }) => hostPort !== 0);
}

/** The address by which a published port is reached from this machine. */
export function addressOf({ hostIp }: PublishedPort): string {
  return EVERY_ADDRESS.has(hostIp) ? '127.0.0.1' : hostIp;
}

/**
 * Whether Docker may be the holder of a socket. One whose process nobody may look at, as Docker's is on Linux for a person
 * who is not root, may be.
 */
export function mayBeDocker({ processName }: SocketInUse): boolean {
  return processName === undefined || isDockerProcess(processName);
}

/** The sockets that listen on a port a container asked for, or that are bound to it for udp. */
export async function holdersOf(host: Host, port: PublishedPort): Promise<readonly SocketInUse[]> {
  return (await socketsOn(host, port)).filter(({ state }) => state !== 'connected');
}

/**
 * Everything on that port: a client's connection keeps a server from it as well. One that is closing (TIME_WAIT) belongs to
 * nobody, goes by itself, and is left out.
 */
export async function socketsOn(host: Host, port: PublishedPort): Promise<readonly SocketInUse[]> {
  const { sockets } = await host.ask('listeners', {});
  return sockets.filter((socket) => isOn(socket, port) && (socket.state !== 'connected' || isOwned(socket)));
}

/**
 * Whether somebody who may be Docker holds every port the container asked for. Docker's own word is no proof: an engine that
 * was killed, and found a port taken when it came back, shows the port as published all the same (seen with Docker Engine
 * 20.10 and `--live-restore`).
 */
export async function isHeldByDocker(host: Host, container: Container): Promise<boolean> {
  const holders = await Promise.all(wantedPorts(container).map((port) => holdersOf(host, port)));
  return holders.every((sockets) => sockets.some(mayBeDocker));
}

function isOn({ protocol, localPort, localAddress }: SocketInUse, port: PublishedPort): boolean {
  return (
    protocol === port.protocol && localPort === port.hostPort && overlapsAddress(localAddress, port.hostIp)
  );
}

/** `::` may take IPv4 along; one IPv6 address has nothing to do with 0.0.0.0. */
function overlapsAddress(used: string, asked: string): boolean {
  if (used === asked || EVERY_ADDRESS.has(used)) return true;
  return EVERY_ADDRESS.has(asked) && !(asked === '0.0.0.0' && used.includes(':'));
}
