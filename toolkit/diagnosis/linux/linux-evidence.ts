import type { SocketInUse } from '../../host/questions.ts';
import { PORT_SYSCTLS } from '../../linux/port-sysctl.ts';
import { endpoint, isOwned, linuxHolderName } from '../../linux/socket-holder.ts';
import { contains, formatPortRange } from '../../ports/port-range.ts';
import type { Evidence } from '../evidence.ts';
import { WSL, WSL_SIDE } from '../machine-options.ts';
import { otherProtocol } from '../other-protocol.ts';
import type { PortFacts } from '../port-facts.ts';
import { socketErrorName } from './socket-error-name.ts';

/** Every true fact about a port of a Linux machine, the decisive ones first. Pure. */
export function linuxEvidence(facts: PortFacts): Evidence[] {
  return [
    ...socketEvidence(facts),
    ...probeEvidence(facts),
    ...privilegeEvidence(facts),
    ...containerEvidence(facts),
    ...rangeEvidence(facts),
    ...reservedEvidence(facts),
    ...otherProtocolEvidence(facts),
    ...wslEvidence(facts),
    ...unreadEvidence(facts),
  ];
}

function socketEvidence({ listeners, connections, protocol, port }: PortFacts): Evidence[] {
  if (listeners === undefined) return [];
  // Those of a server are its visitors, and not in anybody's way.
  if (listeners.length > 0) return listeners.map(listener);
  const none: Evidence = { code: 'no-listener', text: `no program listens on ${protocol} ${port}` };
  const shown = connections.slice(0, MOST_CONNECTIONS).map(client);
  const rest = connections.length - shown.length;
  const more: Evidence = { code: 'client-connection', text: `${rest} more connections have this local port` };
  return [none, ...shown, ...(rest > 0 ? [more] : [])];
}

/** More than these are counted. */
const MOST_CONNECTIONS = 4;

function listener(socket: SocketInUse): Evidence {
  const verb = socket.protocol === 'udp' ? 'holds' : 'listens on';
  const where = endpoint(socket.localAddress, socket.localPort);
  return { code: 'listener', text: `${linuxHolderName(socket)} ${verb} ${where}` };
}

function client(socket: SocketInUse): Evidence {
  const { localAddress, localPort, remoteAddress = '', remotePort = 0 } = socket;
  const ends = `${endpoint(localAddress, localPort)} to ${endpoint(remoteAddress, remotePort)}`;
  const text = isOwned(socket)
    ? `${linuxHolderName(socket)} has a connection from ${ends}`
    : `a connection from ${ends} belongs to no process any more: it is closing`;
  return { code: 'client-connection', text };
}

function probeEvidence({ refused, bound }: PortFacts): Evidence[] {
  if (refused !== undefined) {
    const { address, port, socketError } = refused;
    const error = socketErrorName(socketError);
    return [
      { code: 'bind-refused', text: `binding ${endpoint(address, port)} for a moment was refused: ${error}` },
    ];
  }
  if (bound === undefined) return [];
  const where = endpoint(bound.address, bound.port);
  return [{ code: 'bind-succeeded', text: `binding ${where} for a moment, alone, succeeded` }];
}

function privilegeEvidence({ port, snapshot: { unprivilegedPortStart } }: PortFacts): Evidence[] {
  if (unprivilegedPortStart === undefined || port >= unprivilegedPortStart) return [];
  const text = `${PORT_SYSCTLS.unprivilegedPortStart} is ${unprivilegedPortStart}: below it only root, or a program with CAP_NET_BIND_SERVICE, may bind`;
  return [{ code: 'privileged-port', text }];
}

function containerEvidence({ container }: PortFacts): Evidence[] {
  if (container === undefined || container.state === 'not-running') return [];
  return container.state === 'published'
    ? [{ code: 'published-by-container', text: `container ${container.name} publishes it` }]
    : [
        {
          code: 'unpublished-container',
          text: `container ${container.name} runs and asks for the port, but Docker did not publish it`,
        },
      ];
}

function rangeEvidence({ port, dynamic: [range], snapshot: { nextBoot } }: PortFacts): Evidence[] {
  if (range === undefined) return [];
  const span = formatPortRange(range);
  const isInside = contains(range, port);
  const place: Evidence = isInside
    ? {
        code: 'inside-dynamic-range',
        text: `${port} lies inside ip_local_port_range ${span}, which outgoing connections are given ports from`,
      }
    : { code: 'outside-dynamic-range', text: `${port} lies outside ip_local_port_range ${span}` };
  const isInsideAtBoot = nextBoot === undefined ? isInside : contains(nextBoot.localPortRange, port);
  if (nextBoot === undefined || isInsideAtBoot === isInside) return [place];
  const file = nextBoot.localPortRangeFile ?? 'the kernel’s default';
  const text = `from the next boot on the range is ${formatPortRange(nextBoot.localPortRange)} (${file}), and the port ${isInsideAtBoot ? 'inside' : 'outside'} it`;
  return [place, { code: 'disagreement', text }];
}

function reservedEvidence(facts: PortFacts): Evidence[] {
  const { port, protocol, block, table, insideDynamic, snapshot } = facts;
  if (table === undefined) return [];
  const stored = snapshot.persistentExclusions?.[protocol];
  const isStored = stored?.some((range) => contains(range, port));
  if (block === undefined) {
    const none: Evidence = {
      code: 'not-in-a-reserved-block',
      text: `ip_local_reserved_ports does not hold ${port}`,
    };
    const later: Evidence = {
      code: 'disagreement',
      text: `from the next boot on the port is reserved (${snapshot.nextBoot?.reservedPortsFile ?? ''})`,
    };
    return [...(insideDynamic === undefined ? [] : [none]), ...(isStored === true ? [later] : [])];
  }
  const held: Evidence = {
    code: 'in-administered-range',
    text: `ip_local_reserved_ports holds ${formatPortRange(block)}: automatic assignment skips the port, and a program that asks for it gets it`,
  };
  const lost: Evidence = {
    code: 'not-lasting',
    text: 'no file of sysctl.d reserves it: the reservation is gone after a restart',
  };
  return isStored === false ? [held, lost] : [held];
}

function otherProtocolEvidence({ snapshot, protocol, port }: PortFacts): Evidence[] {
  const other = otherProtocol(protocol);
  const holder = snapshot.sockets?.find(
    (socket) => socket.protocol === other && socket.localPort === port && socket.state !== 'connected',
  );
  if (holder === undefined) return [];
  const text = `${linuxHolderName(holder)} has ${other} ${port}: another port of the same number, which is not in the way`;
  return [{ code: 'other-protocol', text }];
}

function wslEvidence({ snapshot }: PortFacts): Evidence[] {
  return snapshot.host.machine === WSL ? [{ code: 'linux-side', text: WSL_SIDE }] : [];
}

function unreadEvidence({ snapshot, protocol, port }: PortFacts): Evidence[] {
  return snapshot.unread
    .filter((part) => (part.protocol ?? protocol) === protocol && (part.port ?? port) === port)
    .map(({ what, message }) => ({ code: 'not-read', text: `could not be read: ${what} (${message})` }));
}
