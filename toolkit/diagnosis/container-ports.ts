import { answersBinding, type PublishedPort } from '../windows/published-port.ts';
import type { AskedPort } from './asked-port.ts';
import { containerSource } from './port-source.ts';
import type { KnownContainer } from './snapshot.ts';

/** A container that has to do with a port, and how far it got. */
export interface ContainerOfPort {
  readonly name: string;
  readonly state: 'published' | 'unpublished' | 'not-running';
}

/** Ports of the machine that the container asks for; a port Docker chooses itself is none. */
export function wantedPorts({ name, wanted = [] }: KnownContainer): AskedPort[] {
  return portsPublished(name, wanted);
}

/** The ports of the machine in what a container publishes or asks for, each with the addresses it does so on. */
export function portsPublished(name: string, published: readonly PublishedPort[]): AskedPort[] {
  const ports = published.filter(({ hostPort }) => hostPort > 0);
  const byPort = Map.groupBy(ports, ({ hostPort, protocol }) => `${hostPort}/${protocol}`);
  return [...byPort.values()].flatMap((bindings) => {
    const [first] = bindings;
    if (first === undefined) return [];
    const asked = { port: first.hostPort, protocol: first.protocol };
    const addresses = new Set(bindings.map(({ hostIp }) => hostIp));
    const named = addresses.has('') || addresses.has('::') ? [''] : [...addresses];
    return [{ ...asked, sources: named.map((address) => containerSource(name, asked, address)) }];
  });
}

/** The container that publishes the port; else one that should; else one that would if it ran. */
export function containerOfPort(
  containers: readonly KnownContainer[],
  asked: AskedPort,
): ContainerOfPort | undefined {
  const found = containers.flatMap((container) => stateOf(container, asked));
  const inState = (state: ContainerOfPort['state']) => found.find((entry) => entry.state === state);
  return inState('published') ?? inState('unpublished') ?? inState('not-running');
}

function stateOf(container: KnownContainer, asked: AskedPort): ContainerOfPort[] {
  const { name, status, wanted = [], published } = container;
  const isRunning = status === 'running';
  const isAsked = ({ hostPort, protocol }: PublishedPort) =>
    hostPort === asked.port && protocol === asked.protocol;
  const missing = wanted
    .filter(isAsked)
    .filter((binding) => !published.some((actual) => answersBinding(actual, binding)));
  if (isRunning && missing.length === 0 && published.some(isAsked)) return [{ name, state: 'published' }];
  if (missing.length === 0) return [];
  return [{ name, state: isRunning ? 'unpublished' : 'not-running' }];
}
