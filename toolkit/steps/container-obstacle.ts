import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import type { Refusal } from '../scenario/step.ts';
import { listContainers } from '../windows/docker.ts';
import { type Container, parseContainerList } from '../windows/docker-container.ts';
import type { PublishedPort } from '../windows/published-port.ts';
import { mayBeDocker, socketsOn, wantedPorts } from './container-sockets.ts';
import { describeHolder } from './read-sockets.ts';

/**
 * Finds what would keep a container from its ports if it were started: another program, a client's connection included, or
 * another container.
 *
 * @returns Null where nothing would. Of several, the one on the first port.
 */
export async function readObstacle(host: Host, container: Container): Promise<Refusal | null> {
  const obstacles = await Promise.all(
    wantedPorts(container).map((port) => obstacleOn(host, container, port)),
  );
  return obstacles.find((each) => each !== undefined) ?? null;
}

async function obstacleOn(
  host: Host,
  container: Container,
  port: PublishedPort,
): Promise<Refusal | undefined> {
  const sockets = await socketsOn(host, port);
  const foreign = sockets.find((socket) => !mayBeDocker(socket));
  if (foreign !== undefined) return heldBy(foreign, container);
  const isTaken = container.status !== 'running' && sockets.some(({ state }) => state !== 'connected');
  return isTaken ? publishedBy(host, container, port) : undefined;
}

function heldBy(socket: SocketInUse, { name }: Container): Refusal {
  const { protocol, localAddress, localPort, state } = socket;
  const how = state === 'connected' ? 'a connection of ' : '';
  return {
    reason: `${protocol} ${localAddress}:${localPort} is held by ${how}${describeHolder(socket)}: container ${name} could not start`,
    remedy: 'end that program, or give the container another port',
  };
}

async function publishedBy(
  host: Host,
  { id, name }: Container,
  { protocol, hostPort }: PublishedPort,
): Promise<Refusal | undefined> {
  const { exitCode, stdout } = await host.run(listContainers());
  if (exitCode !== 0) return undefined;
  const other = parseContainerList(stdout).find(
    (each) =>
      each.id !== id &&
      each.published.some((port) => port.protocol === protocol && port.hostPort === hostPort),
  );
  if (other === undefined) return undefined;
  return {
    reason: `${protocol} ${hostPort} is published by container ${other.name}: container ${name} could not start`,
    remedy: `docker stop ${other.name}, or give one of the two another port`,
  };
}
