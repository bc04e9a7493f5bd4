import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import { describeClient, endpoint, isOwned, linuxHolderName } from '../linux/socket-holder.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { contains } from '../ports/port-range.ts';
import type { Expectation, Refusal } from '../scenario/step.ts';
import { isDockerProcess } from '../windows/socket-holder.ts';
import { wantedPorts } from './container-sockets.ts';
import { isServing } from './read-container.ts';
import { readPublisher } from './read-publisher.ts';

export interface ListenerState {
  /** Sockets that serve the ports and are not the container's own. */
  readonly listeners: readonly SocketInUse[];
  /** Connections that have one of the ports as their own end. */
  readonly clients: readonly SocketInUse[];
}

export interface ListenerOptions {
  readonly groups: readonly PortGroup[];
  /** A container that may serve the ports already: then that is the goal, and no obstacle. */
  readonly container?: string | undefined;
}

/**
 * Expects on Linux that no other program serves the ports. Those are not for Portwright to end: the refusal names the owner. A
 * connection that has a port is no reason to refuse: it is named, and left alone.
 */
export function expectNoListener(options: ListenerOptions): Expectation<ListenerState> {
  const { groups } = options;
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'no-listener',
    title: 'Check that no other program serves the ports',
    async check(host) {
      const [{ sockets }, own] = await Promise.all([host.ask('listeners', {}), ownPorts(host, options)]);
      const here = sockets.filter(({ protocol, localPort }) =>
        groups.some(
          (group) => group.protocol === protocol && group.ranges.some((range) => contains(range, localPort)),
        ),
      );
      const listeners = here.filter(
        ({ state, protocol, localPort }) => state !== 'connected' && !own.has(`${localPort}/${protocol}`),
      );
      const served = new Set(here.filter(({ state }) => state !== 'connected').map(keyOf));
      const clients = here.filter(
        (socket) => socket.state === 'connected' && isOwned(socket) && !served.has(keyOf(socket)),
      );
      return { listeners, clients };
    },
    isSatisfied: ({ listeners }) => listeners.length === 0,
    refusal: ({ listeners: [listener] }) => listener && refusalOf(listener),
    notes: ({ clients }) =>
      clients.map(
        (client) =>
          `${client.protocol} ${client.localPort} is taken by ${describeClient(client)}, which is left alone: no server can have the port until it ends`,
      ),
    describe: ({ listeners: [listener] }) =>
      listener === undefined ? 'no other program serves the ports' : refusalOf(listener).reason,
  };
}

function keyOf({ protocol, localPort }: SocketInUse): string {
  return `${localPort}/${protocol}`;
}

async function ownPorts(
  host: Host,
  { groups, container: name }: ListenerOptions,
): Promise<ReadonlySet<string>> {
  if (name === undefined) return new Set();
  const container = await readPublisher(host, name, groups);
  const own = isServing(container) ? wantedPorts(container) : [];
  return new Set(own.map(({ hostPort, protocol }) => `${hostPort}/${protocol}`));
}

function refusalOf(listener: SocketInUse): Refusal {
  const { protocol, localAddress, localPort, processName = '' } = listener;
  const flags = protocol === 'tcp' ? '-tlnp' : '-ulnp';
  return {
    reason: `${protocol} ${endpoint(localAddress, localPort)} is held by ${linuxHolderName(listener)}`,
    remedy: isDockerProcess(processName)
      ? `docker ps --filter publish=${localPort} names the container; stop it, or name it with --container`
      : `end that program or give it another port; ss ${flags} "sport = :${localPort}" shows it`,
  };
}
