import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { contains, formatPortRange } from '../ports/port-range.ts';
import type { Container } from '../windows/docker-container.ts';
import { readContainer } from './read-container.ts';

/**
 * Reads a container that is to publish some of the ports.
 *
 * @throws ToolkitError `input.invalid-argument` when it publishes none of them; what `readContainer` throws.
 */
export async function readPublisher(
  host: Host,
  name: string,
  among: readonly PortGroup[],
): Promise<Container> {
  const container = await readContainer(host, name);
  if (!among.some((group) => portsIn(container, group).length > 0)) throw publishesNone(container, among);
  return container;
}

/** Those of the ports that the container asks for. */
export function portsIn({ wanted }: Container, { protocol, ranges }: PortGroup): number[] {
  return wanted
    .filter((port) => port.protocol === protocol && ranges.some((range) => contains(range, port.hostPort)))
    .map(({ hostPort }) => hostPort);
}

function publishesNone({ name, wanted }: Container, among: readonly PortGroup[]): ToolkitError {
  const own = wanted.map(({ protocol, hostPort }) => `${protocol} ${hostPort}`);
  const asked = among.map(({ protocol, ranges }) => `${protocol} ${ranges.map(formatPortRange).join(', ')}`);
  return new ToolkitError(
    'input.invalid-argument',
    `container ${name} publishes ${own.join(', ') || 'no port'}, not ${asked.join(', ')}`,
    { remedy: 'name the port it publishes, or leave --container out' },
  );
}
