import type { AskedPort } from '../../diagnosis/asked-port.ts';
import { measuredDynamicRanges } from '../../diagnosis/avoided-ports.ts';
import { diagnosePort, type PortDiagnosis } from '../../diagnosis/classify-port.ts';
import { ORIGIN_NAMES, processName } from '../../diagnosis/evidence.ts';
import type { Origin } from '../../diagnosis/origin.ts';
import { originIn } from '../../diagnosis/port-facts.ts';
import type { Snapshot } from '../../diagnosis/snapshot.ts';
import { type PortRange, PROTOCOLS, type Protocol } from '../../ports/port-range.ts';

/** `listener` is one port that a program serves; every other kind is a row of the exclusion table, by who took it. */
export type SegmentKind = Origin | 'listener';

/** Something that lies on the ports of one protocol. */
export interface MapSegment extends PortRange {
  readonly kind: SegmentKind;
  /** Who it belongs to: `Windows NAT (winnat)`, `node.exe (process 1234)`. Text from outside: escape it. */
  readonly owner: string;
  /** A bind by another program is refused. */
  readonly isClosed: boolean;
  /** Why it is believed to belong to them; a clause that follows "because". */
  readonly why?: string;
}

/** The ports 1-65535 of one protocol. */
export interface ProtocolMap {
  readonly protocol: Protocol;
  /** Whether the exclusion table was read; without it no block is shown, and that says nothing. */
  readonly isTableRead: boolean;
  /** By every source that was read; empty when none was. */
  readonly dynamicPortRanges: readonly PortRange[];
  /** Rows first, ascending, then listeners, ascending. Listeners may lie on rows. */
  readonly segments: readonly MapSegment[];
}

export interface PortMap {
  readonly host: Snapshot['host'];
  /** Ports somebody asked about, with their verdict. */
  readonly asked: readonly PortDiagnosis[];
  /** One for each protocol of which anything was read. */
  readonly protocols: readonly ProtocolMap[];
}

/** Draws up where everything lies. Pure. */
export function portMap(snapshot: Snapshot, asked: readonly AskedPort[]): PortMap {
  const isShown = (protocol: Protocol) =>
    snapshot.excludedPortRanges[protocol] !== undefined ||
    measuredDynamicRanges(snapshot, protocol).length > 0 ||
    asked.some((port) => port.protocol === protocol);
  return {
    host: snapshot.host,
    asked: asked.map((port) => diagnosePort(snapshot, port)),
    protocols: PROTOCOLS.filter(isShown).map((protocol) => protocolMap(snapshot, protocol)),
  };
}

function protocolMap(snapshot: Snapshot, protocol: Protocol): ProtocolMap {
  const table = snapshot.excludedPortRanges[protocol];
  return {
    protocol,
    isTableRead: table !== undefined,
    dynamicPortRanges: measuredDynamicRanges(snapshot, protocol),
    segments: [...rowSegments(snapshot, protocol), ...listenerSegments(snapshot, protocol)],
  };
}

function rowSegments(snapshot: Snapshot, protocol: Protocol): MapSegment[] {
  const rows = snapshot.excludedPortRanges[protocol] ?? [];
  return [...rows].sort(ascending).map((row) => {
    const { origin, why } = originIn(snapshot, { protocol }, row);
    const { startPort, numberOfPorts, administered } = row;
    return {
      startPort,
      numberOfPorts,
      kind: origin,
      owner: ORIGIN_NAMES[origin],
      isClosed: !administered,
      why,
    };
  });
}

/** One segment a port, however many sockets: a server often listens on ipv4 and on ipv6. */
function listenerSegments(snapshot: Snapshot, protocol: Protocol): MapSegment[] {
  const serving = (snapshot.sockets ?? []).filter(
    (socket) => socket.protocol === protocol && socket.state !== 'connected',
  );
  const owners = new Map<number, Set<string>>();
  for (const socket of serving) {
    const named = owners.get(socket.localPort) ?? new Set();
    owners.set(socket.localPort, named.add(processName(socket)));
  }
  return [...owners]
    .map(
      ([startPort, names]): MapSegment => ({
        startPort,
        numberOfPorts: 1,
        kind: 'listener',
        owner: [...names].join(', '),
        isClosed: true,
      }),
    )
    .sort(ascending);
}

function ascending(left: PortRange, right: PortRange): number {
  return left.startPort - right.startPort;
}
