import type { SocketInUse } from '../host/questions.ts';
import { BROWSER_BLOCKED_PORTS } from '../ports/browser-blocked-ports.ts';
import { IANA_DYNAMIC_PORT_RANGE, IANA_SYSTEM_PORT_RANGE } from '../ports/iana.ts';
import type { PortRange, Protocol } from '../ports/port-range.ts';
import { WELL_KNOWN_PORTS } from '../ports/well-known-ports.ts';
import { namesPort } from '../windows/bind-error/bind-error.ts';
import { MIRRORED } from '../windows/wsl-config.ts';
import { isRefusal } from './bind-probe.ts';
import { wantedPorts } from './container-ports.ts';
import { ORIGIN_NAMES, processName } from './evidence.ts';
import { originIn } from './port-facts.ts';
import type { Snapshot } from './snapshot.ts';
import { systemName } from './system-name.ts';

/** Why a port is not suggested. Stable: match this, never the text. */
export type AvoidCode =
  | 'dynamic-range'
  | 'iana-dynamic-range'
  | 'system-ports'
  | 'excluded-range'
  | 'in-use'
  | 'port-proxy'
  | 'container'
  | 'bind-refused'
  | 'well-known'
  | 'browser-blocked';

export interface AvoidedRange extends PortRange {
  readonly code: AvoidCode;
  /** A clause that follows "because". */
  readonly why: string;
}

/** The reasons that only say what may happen at a later boot: a port may be taken all the same, where there is no other. */
export const RISKS: ReadonlySet<AvoidCode> = new Set(['dynamic-range']);

/** Everything of a snapshot that speaks against a port, in the order in which one would name it. Pure. */
export function avoidedPorts(snapshot: Snapshot, protocol: Protocol): AvoidedRange[] {
  return [
    ...taken(snapshot, protocol),
    ...excluded(snapshot, protocol),
    ...mirrored(snapshot),
    ...measuredDynamicRanges(snapshot, protocol).map((range) => ({
      ...only(range),
      code: 'dynamic-range' as const,
      why: `${systemName(snapshot.host)} hands out ${protocol} ports of this range by itself`,
    })),
    {
      ...IANA_DYNAMIC_PORT_RANGE,
      code: 'iana-dynamic-range',
      why: 'no service may count on a port from 49152 (RFC 6335)',
    },
    {
      startPort: 1,
      numberOfPorts: IANA_SYSTEM_PORT_RANGE.numberOfPorts - 1,
      code: 'system-ports',
      why: 'ports below 1024 belong to the services of RFC 6335',
    },
    ...WELL_KNOWN_PORTS.map(({ range, name }) => ({
      ...range,
      code: 'well-known' as const,
      why: `a default port of ${name}`,
    })),
    ...BROWSER_BLOCKED_PORTS.map((range) => ({
      ...range,
      code: 'browser-blocked' as const,
      why: 'browsers refuse to open it',
    })),
  ];
}

/** The dynamic port range by every source that was read: netsh for both families, and PowerShell. Each once. */
export function measuredDynamicRanges(
  { dynamicPortRanges, tcpSettings = [] }: Pick<Snapshot, 'dynamicPortRanges' | 'tcpSettings'>,
  protocol: Protocol,
): PortRange[] {
  const answered = tcpSettings.flatMap(({ protocol: of, startPort, numberOfPorts }) =>
    of === protocol && startPort && numberOfPorts ? [{ startPort, numberOfPorts }] : [],
  );
  const ranges = [...dynamicPortRanges.filter((range) => range.protocol === protocol).map(only), ...answered];
  return [...new Map(ranges.map((range) => [`${range.startPort}+${range.numberOfPorts}`, range])).values()];
}

function only({ startPort, numberOfPorts }: PortRange): PortRange {
  return { startPort, numberOfPorts };
}

const at = (startPort: number, code: AvoidCode, why: string): AvoidedRange => ({
  startPort,
  numberOfPorts: 1,
  code,
  why,
});

function taken(snapshot: Snapshot, protocol: Protocol): AvoidedRange[] {
  const ofProtocol = <Each extends { readonly protocol: Protocol }>(each: Each) => each.protocol === protocol;
  const sockets = (snapshot.sockets ?? []).filter(ofProtocol);
  const refused = snapshot.probes.filter(ofProtocol).filter(isRefusal);
  const told = (snapshot.bindErrors ?? []).filter(namesPort).filter(ofProtocol);
  const urlPorts = protocol === 'tcp' ? (snapshot.urlPorts ?? []) : [];
  const proxies = protocol === 'tcp' ? (snapshot.portProxies ?? []) : [];
  return [
    ...sockets.map((socket) => at(socket.localPort, 'in-use', useOf(socket))),
    ...told.map(({ port }) => at(port, 'bind-refused', 'a program was refused it')),
    ...urlPorts.map((port) => at(port, 'in-use', 'a service registered it with http.sys')),
    ...proxies.map(({ listenPort }) => at(listenPort, 'port-proxy', 'a portproxy rule listens there')),
    ...(snapshot.containers ?? []).flatMap((container) =>
      [
        ...wantedPorts(container),
        ...container.published.map(({ hostPort: port, protocol: of }) => ({ port, protocol: of })),
      ]
        .filter(ofProtocol)
        .filter(({ port }) => port > 0)
        .map(({ port }) => at(port, 'container', `container ${container.name} publishes it`)),
    ),
    ...refused.map(({ port, socketError }) =>
      at(port, 'bind-refused', `a bind is refused with error ${socketError}`),
    ),
  ];
}

function useOf(socket: SocketInUse): string {
  return socket.state === 'connected'
    ? `${processName(socket)} has a connection from it`
    : `${processName(socket)} uses it`;
}

/** netsh may not list the block that WSL took, and the ports that Linux hands out are that block (microsoft/WSL source). */
function mirrored({ wsl }: Snapshot): AvoidedRange[] {
  if (wsl?.networkingMode !== MIRRORED || wsl.localPortRange === undefined) return [];
  return [
    {
      ...only(wsl.localPortRange),
      code: 'excluded-range',
      why: `reserved by ${ORIGIN_NAMES['wsl-mirrored']}`,
    },
  ];
}

/** Administered rows are somebody's choice, whoever made it; the persistent store holds what comes back at the next boot. */
function excluded(snapshot: Snapshot, protocol: Protocol): AvoidedRange[] {
  const rows = [
    ...(snapshot.excludedPortRanges[protocol] ?? []),
    ...(snapshot.persistentExclusions?.[protocol] ?? []),
  ];
  return rows.map((row) => {
    const owner = ORIGIN_NAMES[originIn(snapshot, { protocol }, row).origin];
    const verb = row.administered ? 'kept for' : 'reserved by';
    return { ...only(row), code: 'excluded-range', why: `${verb} ${owner}` };
  });
}
