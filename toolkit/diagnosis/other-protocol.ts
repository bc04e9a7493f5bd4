import { contains, formatPortRange, type PortRange, type Protocol } from '../ports/port-range.ts';
import type { AskedPort } from './asked-port.ts';
import type { Cause } from './cause.ts';
import type { Evidence } from './evidence.ts';
import { look, portwright, type Remedy } from './remedy.ts';
import type { Snapshot } from './snapshot.ts';

/** Who has the same number in the other protocol: udp and tcp ports are different ports, which messages tend to leave out. */
export interface OtherUse {
  readonly protocol: Protocol;
  /** The row without a star that holds it; a socket does where there is none. */
  readonly block?: PortRange;
}

/** @returns undefined where nobody is known to. */
export function useInOtherProtocol(
  { sockets = [], excludedPortRanges }: Snapshot,
  { protocol: asked, port }: AskedPort,
): OtherUse | undefined {
  const protocol = otherProtocol(asked);
  const rows = excludedPortRanges[protocol] ?? [];
  const block = rows.find((range) => !range.administered && contains(range, port));
  if (block !== undefined) return { protocol, block };
  const isServed = sockets.some(
    (socket) => socket.protocol === protocol && socket.localPort === port && socket.state !== 'connected',
  );
  return isServed ? { protocol } : undefined;
}

export function otherProtocol(protocol: Protocol): Protocol {
  return protocol === 'tcp' ? 'udp' : 'tcp';
}

/** Said where the port is free as it was asked for, since a message that names no protocol may have meant the other one. */
export function otherProtocolEvidence(snapshot: Snapshot, asked: AskedPort, cause: Cause): Evidence[] {
  const use = cause === 'other-protocol' ? useInOtherProtocol(snapshot, asked) : undefined;
  if (use === undefined) return [];
  const { protocol, block } = use;
  const taken =
    block === undefined
      ? `a program uses ${protocol} ${asked.port}`
      : `${protocol} ${asked.port} lies in the block ${protocol} ${formatPortRange(block)}, which has no star`;
  return [{ code: 'other-protocol', text: `${taken}: ${protocol} is another port of the same number` }];
}

/** Where the port is free as it was asked for and taken in the other protocol. */
export function askOtherProtocol(snapshot: Snapshot, { protocol, port }: AskedPort): Remedy {
  const other = otherProtocol(protocol);
  const title = `If it is ${other} that is refused, ask about that`;
  return look(title, portwright(snapshot, `diagnose ${port}/${other}`));
}
