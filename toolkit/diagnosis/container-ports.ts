import { answersBinding, type PublishedPort } from '../windows/published-port.ts';
import type { AskedPort } from './asked-port.ts';
import type { KnownContainer } from './snapshot.ts';

/** A container that has to do with a port, and how far it got. */
export interface ContainerOfPort {
  readonly name: string;
  readonly state: 'published' | 'unpublished' | 'not-running';
}

/** Ports of the machine that the container asks for; a port Docker chooses itself is none. */
export function wantedPorts({ wanted = [] }: KnownContainer): AskedPort[] {
  const asked = new Map<string, AskedPort>();
  for (const { hostPort, protocol } of wanted) {
    if (hostPort > 0) asked.set(`${hostPort}/${protocol}`, { port: hostPort, protocol });
  }
  return [...asked.values()];
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
