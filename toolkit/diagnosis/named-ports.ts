import { type BindError, namesPort } from '../windows/bind-error/bind-error.ts';
import type { AskedPort } from './asked-port.ts';
import { portsPublished } from './container-ports.ts';
import { joinAskedPorts } from './port-source.ts';
import type { Snapshot } from './snapshot.ts';

type Message = Pick<BindError, 'message' | 'address'> & Omit<AskedPort, 'sources'>;

/** Every port that error texts name, in their order, with the texts. */
export function portsOfErrors({
  dockerErrors = [],
  bindErrors = [],
}: Pick<Snapshot, 'dockerErrors' | 'bindErrors'>): AskedPort[] {
  const named: readonly Message[] = [...dockerErrors, ...bindErrors.filter(namesPort)];
  return joinAskedPorts(
    named.map(({ port, protocol, address = '', message }) => ({
      port,
      protocol,
      sources: [{ kind: 'error', ...(address !== '' && { address }), text: message }],
    })),
  );
}

/** Every port that a container asks for or publishes; one on ipv4 and ipv6 counts once. */
export function portsOfContainers({ containers = [] }: Pick<Snapshot, 'containers'>): AskedPort[] {
  return joinAskedPorts(
    containers.flatMap(({ name, wanted = [], published }) => portsPublished(name, [...wanted, ...published])),
  );
}
