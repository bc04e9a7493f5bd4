import { DEFAULT_LOCAL_PORT_RANGE } from '../../linux/port-sysctl.ts';
import { isOwned, linuxHolderName } from '../../linux/socket-holder.ts';
import { formatPortRange } from '../../ports/port-range.ts';
import { countPorts, intersectRanges, subtractRanges } from '../../ports/port-set.ts';
import { WELL_KNOWN_PORTS } from '../../ports/well-known-ports.ts';
import { WSL, WSL_SIDE } from '../machine-options.ts';
import type { Finding, MachineView } from '../machine-view.ts';
import { look, portwright, type Remedy } from '../remedy.ts';
import type { Snapshot } from '../snapshot.ts';
import { resetLocalPortRange } from './linux-remedies.ts';

/** Looks at a Linux machine as a whole. Pure; says what was not read. */
export function viewLinuxMachine(snapshot: Snapshot): MachineView {
  const findings = [
    ...rangeFindings(snapshot),
    ...reservedFindings(snapshot),
    ...takenFindings(snapshot),
    ...snapshot.disagreements.map(
      ({ what, said }): Finding => ({
        code: 'disagreement',
        level: 'trouble',
        text: `${what} will change at the next boot (${said.join('; ')})`,
      }),
    ),
    ...(snapshot.host.machine === WSL
      ? [{ code: 'not-read', level: 'note', text: WSL_SIDE } as const satisfies Finding]
      : []),
    ...snapshot.unread.map(
      ({ what, message }): Finding => ({
        code: 'not-read',
        level: 'note',
        text: `could not be read: ${what} (${message})`,
      }),
    ),
  ];
  return { findings, remedies: remedies(snapshot, findings) };
}

/** Well-known ports that any connection may be given. */
function exposedPorts({ dynamicPortRanges: [range], excludedPortRanges: { tcp = [] } }: Snapshot): string[] {
  if (range === undefined) return [];
  const open = subtractRanges([range], tcp);
  return WELL_KNOWN_PORTS.filter(({ protocol }) => protocol === 'tcp').flatMap(({ range: known, name }) =>
    intersectRanges([known], open).map((part) => `${formatPortRange(part)} ${name}`),
  );
}

const MOST_NAMED = 6;

function rangeFindings(snapshot: Snapshot): Finding[] {
  const [range] = snapshot.dynamicPortRanges;
  if (range === undefined)
    return [{ code: 'dynamic-range-not-read', level: 'note', text: 'ip_local_port_range was not read' }];
  const text = `ip_local_port_range is ${formatPortRange(range)}: ${range.numberOfPorts} ports for outgoing connections`;
  const isWide = range.startPort < DEFAULT_LOCAL_PORT_RANGE.startPort;
  const exposed = exposedPorts(snapshot);
  const named = exposed.slice(0, MOST_NAMED).join('; ');
  const rest = exposed.length > MOST_NAMED ? `; and ${exposed.length - MOST_NAMED} more` : '';
  return [
    isWide
      ? {
          code: 'dynamic-range-wider-than-iana',
          level: 'trouble',
          text: `${text}, ports of servers among them`,
        }
      : { code: 'dynamic-range', level: 'note', text },
    ...(isWide && exposed.length > 0
      ? [
          {
            code: 'well-known-ports-blocked',
            level: 'trouble',
            text: `a connection may be given default ports of servers: ${named}${rest}`,
          } as const,
        ]
      : []),
  ];
}

function reservedFindings({ excludedPortRanges: { tcp } }: Snapshot): Finding[] {
  if (tcp === undefined)
    return [{ code: 'table-not-read', level: 'note', text: 'ip_local_reserved_ports was not read' }];
  const count = countPorts(tcp);
  const text = `ip_local_reserved_ports holds ${count} ${count === 1 ? 'port' : 'ports'}`;
  return [{ code: 'blocks', level: 'note', text }];
}

/** Default ports of servers that a connection has now: the next start of such a server fails. */
function takenFindings({ sockets = [] }: Snapshot): Finding[] {
  const clients = sockets.filter(
    (client) =>
      client.state === 'connected' &&
      isOwned(client) &&
      !sockets.some((other) => other.state !== 'connected' && other.localPort === client.localPort),
  );
  return clients.flatMap((client): Finding[] => {
    const known = WELL_KNOWN_PORTS.find(
      ({ protocol, range }) =>
        protocol === client.protocol && intersectRanges([range], [single(client.localPort)]).length > 0,
    );
    if (known === undefined) return [];
    const text = `${client.protocol} ${client.localPort}, the default port of ${known.name}, is taken by an outgoing connection of ${linuxHolderName(client)}`;
    return [{ code: 'well-known-ports-blocked', level: 'trouble', text }];
  });
}

function single(startPort: number) {
  return { startPort, numberOfPorts: 1 };
}

function remedies(snapshot: Snapshot, findings: readonly Finding[]): Remedy[] {
  const isWide = findings.some(({ code }) => code === 'dynamic-range-wider-than-iana');
  const one = look('Look at one port', portwright(snapshot, 'diagnose 8065'));
  return [...(isWide ? [resetLocalPortRange(snapshot)] : []), one];
}
