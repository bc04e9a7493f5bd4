import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import { contains, formatPortRange, type PortRange, portRange } from '../ports/port-range.ts';
import type { Expectation, Refusal } from '../scenario/step.ts';
import { IP_HELPER } from '../windows/service.ts';
import type { ForwardedPorts } from './port-proxy-rules.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { describeHolder, readSockets, remedyForHolder } from './read-sockets.ts';

export interface ForwardablePortsState {
  /** Listeners where IP Helper would have to listen; its own, for a rule, are judged with the rule. */
  readonly listeners: readonly SocketInUse[];
  /** Ports that lie in a reserved block, where IP Helper cannot bind either. */
  readonly reserved: readonly { readonly port: number; readonly block: PortRange }[];
}

/** Expects that IP Helper can listen on the ports: no other listener, no reserved block. */
export function expectPortsForwardable(forwarded: ForwardedPorts): Expectation<ForwardablePortsState> {
  const { ports } = forwarded;
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'ports-forwardable',
    title: `Check that tcp ${ports.join(', ')} can be listened on`,
    check: (host) => readState(host, forwarded),
    isSatisfied: (state) => refusalOf(state) === undefined,
    describe: (state) => refusalOf(state)?.reason ?? 'no other program and no reserved block is in the way',
    refusal: refusalOf,
  };
}

async function readState(
  host: Host,
  { listenAddress, ports }: ForwardedPorts,
): Promise<ForwardablePortsState> {
  const ranges = ports.map((port) => portRange(port));
  const [sockets, rows] = await Promise.all([
    readSockets(host, { protocol: 'tcp', ranges }),
    readExcludedPortRanges(host, 'tcp', 'active'),
  ]);
  return {
    listeners: sockets.filter((socket) => isInTheWay(socket, listenAddress)),
    reserved: ports.flatMap((port) =>
      rows
        .filter((row) => !row.administered && contains(row, port))
        .map(({ startPort, numberOfPorts }) => ({ port, block: { startPort, numberOfPorts } })),
    ),
  };
}

/** WSL's own relay on 127.0.0.1 serves localhost forwarding, and a wildcard beside it is allowed (microsoft/WSL source). */
const RELAYS: ReadonlySet<string> = new Set(['wslrelay', 'wslhost']);
const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function isInTheWay(socket: SocketInUse, listenAddress: string): boolean {
  const { state, localAddress, processName = '', services = [] } = socket;
  if (state !== 'listening' || services.some((name) => name.toLowerCase() === IP_HELPER)) return false;
  if (RELAYS.has(processName.toLowerCase().replace(/\.exe$/, '')) && localAddress.startsWith('127.'))
    return false;
  return WILDCARDS.has(localAddress) || WILDCARDS.has(listenAddress)
    ? !isOnlyIpv6(localAddress)
    : localAddress === listenAddress;
}

/** `::` may take IPv4 along, other IPv6 addresses do not. */
function isOnlyIpv6(address: string): boolean {
  return address.includes(':') && address !== '::';
}

function refusalOf({ listeners: [socket], reserved }: ForwardablePortsState): Refusal | undefined {
  if (socket !== undefined) {
    return {
      reason: `tcp ${socket.localAddress}:${socket.localPort} is held by ${describeHolder(socket)}`,
      remedy: remedyForHolder(socket),
    };
  }
  const [first] = reserved;
  if (first === undefined) return undefined;
  const ports = reserved.map(({ port }) => port);
  return {
    reason: `tcp ${first.port} lies in the reserved block ${formatPortRange(first.block)}, in which IP Helper cannot listen either`,
    remedy: `portwright fix ${ports.join(' ')}, then call again`,
  };
}
