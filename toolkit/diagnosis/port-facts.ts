import type { SocketInUse } from '../host/questions.ts';
import { contains, endPort, isSameRange, type PortRange, type Protocol } from '../ports/port-range.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { PortProxy } from '../windows/port-proxy.ts';
import type { AskedPort } from './asked-port.ts';
import { type ProbeFacts, probeFacts } from './bind-probe.ts';
import { type ContainerOfPort, containerOfPort } from './container-ports.ts';
import { type MirroredPlace, mirroredPlace } from './mirrored-block.ts';
import { type RangeOrigin, rangeOrigin } from './origin.ts';
import { type Refusal, refusalsOf } from './refusal.ts';
import type { DynamicPortRange, Snapshot } from './snapshot.ts';

/** What a snapshot says about one port. Undefined parts were not read; empty ones hold nothing for this port. */
export interface PortFacts extends AskedPort, ProbeFacts {
  readonly snapshot: Snapshot;
  readonly table: readonly ExcludedPortRange[] | undefined;
  /** False when rows are missing: a port that no row holds may be reserved all the same. */
  readonly isTableWhole: boolean;
  /** The row of the table that holds the port. */
  readonly block: ExcludedPortRange | undefined;
  readonly origin: RangeOrigin | undefined;
  /** Ranges of this protocol: none when not read, several when ipv4 and ipv6 or two sources differ. */
  readonly dynamic: readonly DynamicPortRange[];
  readonly insideDynamic: DynamicPortRange | undefined;
  /** Sockets that serve the port. */
  readonly listeners: readonly SocketInUse[] | undefined;
  /** Connections that use it as their own local port. */
  readonly connections: readonly SocketInUse[];
  readonly portProxy: PortProxy | undefined;
  readonly container: ContainerOfPort | undefined;
  /** What programs were told about the port, Docker among them. */
  readonly refusals: readonly Refusal[];
  readonly mirrored: MirroredPlace;
  /** A table of the same paste, older than the one that counts, had the port in a block: that explains what was refused then. */
  readonly wasReserved: boolean;
}

/** Collects what a snapshot says about one port. Pure. */
export function portFacts(snapshot: Snapshot, asked: AskedPort): PortFacts {
  const { port, protocol } = asked;
  const table = snapshot.excludedPortRanges[protocol];
  const block = table?.find((range) => contains(range, port));
  const dynamic = dynamicRangesOf(snapshot, asked);
  const sockets = snapshot.sockets?.filter(
    (socket) => socket.localPort === port && socket.protocol === protocol,
  );
  const listeners = sockets?.filter(({ state }) => state !== 'connected');
  const areSocketsMissing = areSocketsCut(snapshot, protocol);
  return {
    ...asked,
    snapshot,
    table,
    isTableWhole: table !== undefined && !snapshot.incomplete.includes(`excludedPortRanges ${protocol}`),
    block,
    origin: block && table && originIn(snapshot, asked, block),
    dynamic,
    insideDynamic: dynamic.find((range) => contains(range, port)),
    listeners: areSocketsMissing && listeners?.length === 0 ? undefined : listeners,
    connections: sockets?.filter(({ state }) => state === 'connected') ?? [],
    ...probeFacts(snapshot, asked),
    portProxy:
      protocol === 'tcp' ? snapshot.portProxies?.find(({ listenPort }) => listenPort === port) : undefined,
    container: containerOfPort(snapshot.containers ?? [], asked),
    refusals: refusalsOf(snapshot, asked),
    mirrored: mirroredPlace(snapshot, asked),
    wasReserved: (snapshot.formerExclusions?.[protocol] ?? []).some(
      (range) => !range.administered && contains(range, port),
    ),
  };
}

/** Whether what was read names who has the port: a program, or a rule where nothing says that it is not in force. */
export function isHolderKnown({ listeners, portProxy, bound }: PortFacts): boolean {
  if (listeners !== undefined) return listeners.length > 0;
  return portProxy !== undefined && bound === undefined;
}

/** Whether sockets of the protocol are known to be missing: of a list that lost some, and of one without udp at its end. */
export function areSocketsCut({ incomplete }: Snapshot, protocol: Protocol): boolean {
  return incomplete.includes('sockets') || (protocol === 'udp' && incomplete.includes('sockets udp'));
}

/** A second source that says something else counts too: what either of them hands out may be given away. */
function dynamicRangesOf(
  { dynamicPortRanges, tcpSettings = [] }: Snapshot,
  { protocol }: AskedPort,
): DynamicPortRange[] {
  const printed = dynamicPortRanges.filter((range) => range.protocol === protocol);
  const others = tcpSettings.flatMap(({ protocol: of, startPort, numberOfPorts }) =>
    of === protocol && startPort !== null && numberOfPorts !== null
      ? [{ protocol, startPort, numberOfPorts }]
      : [],
  );
  const isKnown = (range: PortRange) => printed.some((known) => isSameRange(known, range));
  return [...printed, ...others.filter((range) => !isKnown(range)).slice(0, 1)];
}

/** Linux keeps no record of who wrote its list of reserved ports. */
const RESERVED_ON_LINUX: RangeOrigin = {
  origin: 'administered',
  confidence: 'high',
  why: 'it stands in ip_local_reserved_ports',
};

/** Who took a row of the protocol's table, judged by everything the snapshot knows. */
export function originIn(
  snapshot: Snapshot,
  { protocol }: Pick<AskedPort, 'protocol'>,
  range: ExcludedPortRange,
): RangeOrigin {
  if (snapshot.host.kind === 'linux') return RESERVED_ON_LINUX;
  return rangeOrigin(range, {
    table: snapshot.excludedPortRanges[protocol] ?? [range],
    dynamic: snapshot.dynamicPortRanges.find((dynamic) => dynamic.protocol === protocol),
    persistent: snapshot.persistentExclusions?.[protocol],
    registeredPorts: protocol === 'tcp' ? snapshot.urlPorts : undefined,
    isPublished: isPublished(snapshot, { protocol, port: range.startPort }),
    windowsContainers: snapshot.docker?.osType === 'windows',
  });
}

/** The rows before and after a port that lies in none. */
export function neighbours(
  table: readonly ExcludedPortRange[],
  port: number,
): { readonly below: ExcludedPortRange | undefined; readonly above: ExcludedPortRange | undefined } {
  return {
    below: table.findLast((range) => endPort(range) < port),
    above: table.find((range) => range.startPort > port),
  };
}

function isPublished({ containers = [] }: Snapshot, asked: AskedPort): boolean {
  return containerOfPort(containers, asked)?.state === 'published';
}
