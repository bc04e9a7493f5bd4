import { type BindError, namesPort } from '../windows/bind-error/bind-error.ts';
import type { AskedPort } from './asked-port.ts';
import { containerSource, joinAskedPorts } from './port-source.ts';
import type { Snapshot } from './snapshot.ts';

type Message = Pick<BindError, 'message'> & Omit<AskedPort, 'sources'>;

/** Every port that error texts name, in their order, with the texts. */
export function portsOfErrors({
  dockerErrors = [],
  bindErrors = [],
}: Pick<Snapshot, 'dockerErrors' | 'bindErrors'>): AskedPort[] {
  const named: readonly Message[] = [...dockerErrors, ...bindErrors.filter(namesPort)];
  return joinAskedPorts(
    named.map(({ port, protocol, message }) => ({
      port,
      protocol,
      sources: [{ kind: 'error', text: message }],
    })),
  );
}

/** Every port that a container publishes right now; one on ipv4 and ipv6 counts once. */
export function portsOfContainers({ containers = [] }: Pick<Snapshot, 'containers'>): AskedPort[] {
  return joinAskedPorts(
    containers.flatMap(({ name, published }) => {
      const ports = published.filter(({ hostPort }) => hostPort > 0);
      const once = new Map(
        ports.map(({ hostPort: port, protocol }) => [`${port}/${protocol}`, { port, protocol }]),
      );
      return [...once.values()].map((port) => ({ ...port, sources: [containerSource(name, port)] }));
    }),
  );
}
