import type { SocketInUse } from '../host/questions.ts';
import { contains, endPort } from '../ports/port-range.ts';
import type { DockerPortError } from '../windows/docker-error.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { PortProxy } from '../windows/port-proxy.ts';
import type { AskedPort } from './asked-port.ts';
import { type ContainerOfPort, containerOfPort } from './container-ports.ts';
import { type RangeOrigin, rangeOrigin } from './origin.ts';
import type { BindProbe, DynamicPortRange, Snapshot } from './snapshot.ts';

/** What a snapshot says about one port. Undefined parts were not read; empty ones hold nothing for this port. */
export interface PortFacts extends AskedPort {
  readonly snapshot: Snapshot;
  readonly table: readonly ExcludedPortRange[] | undefined;
  /** False when rows are missing: a port that no row holds may be reserved all the same. */
  readonly isTableWhole: boolean;
  /** The row of the table that holds the port. */
  readonly block: ExcludedPortRange | undefined;
  readonly origin: RangeOrigin | undefined;
  /** Ranges of this protocol: none when not read, two when ipv4 and ipv6 were read and differ. */
  readonly dynamic: readonly DynamicPortRange[];
  readonly insideDynamic: DynamicPortRange | undefined;
  /** Sockets that serve the port. */
  readonly listeners: readonly SocketInUse[] | undefined;
  /** Connections that use it as their own local port. */
  readonly connections: readonly SocketInUse[];
  readonly refused: BindProbe | undefined;
  /** A wildcard address was bound: only that shows that every address is free. */
  readonly bound: BindProbe | undefined;
  readonly portProxy: PortProxy | undefined;
  readonly container: ContainerOfPort | undefined;
  readonly dockerErrors: readonly DockerPortError[];
}

const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::', '[::]', '*']);

/** Whether a local address stands for every address of the machine. */
export function isWildcard(address: string): boolean {
  return WILDCARDS.has(address);
}

/** Collects what a snapshot says about one port. Pure. */
export function portFacts(snapshot: Snapshot, asked: AskedPort): PortFacts {
  const { port, protocol } = asked;
  const table = snapshot.excludedPortRanges[protocol];
  const block = table?.find((range) => contains(range, port));
  const dynamic = snapshot.dynamicPortRanges.filter((range) => range.protocol === protocol);
  const sockets = snapshot.sockets?.filter(
    (socket) => socket.localPort === port && socket.protocol === protocol,
  );
  const listeners = sockets?.filter(({ state }) => state !== 'connected');
  const areSocketsMissing = snapshot.incomplete.includes('sockets');
  const probes = snapshot.probes.filter((probe) => probe.port === port && probe.protocol === protocol);
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
    refused: probes.find(({ socketError }) => socketError !== 0),
    bound: probes.find(({ socketError, address }) => socketError === 0 && isWildcard(address)),
    portProxy:
      protocol === 'tcp' ? snapshot.portProxies?.find(({ listenPort }) => listenPort === port) : undefined,
    container: containerOfPort(snapshot.containers ?? [], asked),
    dockerErrors: (snapshot.dockerErrors ?? []).filter(
      (error) => error.port === port && error.protocol === protocol,
    ),
  };
}

/** Who took a row of the protocol's table, judged by everything the snapshot knows. */
export function originIn(
  snapshot: Snapshot,
  { protocol }: Pick<AskedPort, 'protocol'>,
  range: ExcludedPortRange,
): RangeOrigin {
  return rangeOrigin(range, {
    table: snapshot.excludedPortRanges[protocol] ?? [range],
    dynamic: snapshot.dynamicPortRanges.find((dynamic) => dynamic.protocol === protocol),
    persistent: snapshot.persistentExclusions?.[protocol],
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
