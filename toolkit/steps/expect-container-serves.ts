import type { Host } from '../host/host.ts';
import type { Expectation } from '../scenario/step.ts';
import { isPublished } from '../windows/docker-container.ts';
import type { PublishedPort } from '../windows/published-port.ts';
import { addressOf, holdersOf, mayBeDocker, wantedPorts } from './container-sockets.ts';
import { probe } from './probe.ts';
import { readContainer } from './read-container.ts';

export interface ServesState {
  readonly status: string;
  readonly published: boolean;
  readonly ports: readonly {
    readonly port: number;
    readonly protocol: string;
    /** 10048 where the port is held, as it must be now. */
    readonly bindError: number;
    /** 0 where a connection was accepted; null for udp. */
    readonly connectError: number | null;
    readonly holder: string | null;
    /** Whether that may be Docker. */
    readonly byDocker: boolean;
  }[];
}

const WSAEADDRINUSE = 10048;

/**
 * Expects that a container really serves its ports: it runs, Docker shows every port it was asked for, a second bind is
 * refused with 10048, Docker's process is the listener and a connection is accepted.
 */
export function expectContainerServes(name: string): Expectation<ServesState> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'container-serves',
    title: `Prove that container ${name} serves its ports`,
    session: 'user',
    async check(host) {
      const container = await readContainer(host, name);
      const ports = await Promise.all(wantedPorts(container).map((port) => readPort(host, port)));
      return { status: container.status, published: isPublished(container), ports };
    },
    isSatisfied: ({ status, published, ports }) => status === 'running' && published && ports.every(isServed),
    describe: (state) => describe(name, state),
    promises: () => [{ kind: 'container-serves', container: name }],
    deadlineMs: 30_000,
  };
}

async function readPort(host: Host, published: PublishedPort): Promise<ServesState['ports'][number]> {
  const { hostPort: port, protocol } = published;
  const [bindError, connectError, [holder]] = await Promise.all([
    probe(host, protocol, port),
    protocol === 'tcp' ? connect(host, published) : null,
    holdersOf(host, published),
  ]);
  return {
    port,
    protocol,
    bindError,
    connectError,
    holder: holder === undefined ? null : (holder.processName ?? 'a process that only root may look at'),
    byDocker: holder !== undefined && mayBeDocker(holder),
  };
}

async function connect(host: Host, published: PublishedPort): Promise<number> {
  const { hostPort: port } = published;
  return (await host.ask('probe-connect', { address: addressOf(published), port })).socketError;
}

function isServed({ bindError, connectError, byDocker }: ServesState['ports'][number]): boolean {
  return bindError === WSAEADDRINUSE && (connectError ?? 0) === 0 && byDocker;
}

function describe(name: string, { status, published, ports }: ServesState): string {
  if (status !== 'running') return `container ${name} is ${status}`;
  if (!published) return `container ${name} runs, but Docker does not publish its ports`;
  const words = ports.map(({ port, protocol, bindError, connectError, holder }) => {
    const reached =
      connectError === null
        ? ''
        : connectError === 0
          ? ', accepts connections'
          : `, connect fails with ${connectError}`;
    return `${protocol} ${port} is held by ${holder ?? 'nobody'} (a second bind gives ${bindError})${reached}`;
  });
  return `container ${name} runs; ${words.join('; ')}`;
}
