import { DEFAULT_LOCAL_PORT_RANGE } from '../../linux/port-sysctl.ts';
import { contains, formatPortRange } from '../../ports/port-range.ts';
import { formatAskedPort } from '../asked-port.ts';
import type { PortFacts } from '../port-facts.ts';
import { FOR_GOOD, look, NOTHING, portwright, type Remedy } from '../remedy.ts';
import type { Snapshot } from '../snapshot.ts';
import { holdersOf } from './holders.ts';
import type { LinuxJudgement } from './judge-linux.ts';

const RESERVE_PAGE = 'docs/remedies/linux-reserved-ports.md';

/** What to do about a port of a Linux machine, best first. Pure. */
export function linuxRemedies({ verdict, cause }: LinuxJudgement, facts: PortFacts): Remedy[] {
  switch (verdict) {
    case 'listening':
      return cause === 'container-publishes' ? [] : [seeHolder(facts), otherPort(facts)];
    case 'other-cause':
      return freeFromOther(cause, facts);
    case 'unpublished':
      return [publishAgain(facts)];
    case 'at-risk':
      return [reserve(facts, 'Keep the port, as root, before a connection is given it'), ...moveRange(facts)];
    case 'excluded':
      return isLost(facts) ? [reserve(facts, 'Make the reservation last, as root')] : [];
    case 'unknown':
      return [look('Look again, as root', portwright(facts.snapshot, `diagnose ${formatAskedPort(facts)}`))];
    default:
      return [];
  }
}

function freeFromOther(cause: LinuxJudgement['cause'], facts: PortFacts): Remedy[] {
  if (cause === 'address-not-here') return [SEE_ADDRESSES];
  if (holdersOf(facts).length > 0) {
    // Outside the range only a program that asked for the port can have it, and to such a one a reservation is nothing.
    const isOutside = facts.dynamic.length > 0 && facts.insideDynamic === undefined;
    const isKept = isOutside || (facts.block !== undefined && !isLost(facts));
    const keep =
      'Keep the port for the next start of your server, as root; the connection that has it is left alone';
    return [...(isKept ? [] : [reserve(facts, keep)]), seeHolder(facts), ...moveRange(facts)];
  }
  if (cause === 'linux-privileged-port') return [lowerTheBar(facts), otherPort(facts)];
  return [seeHolder(facts), otherPort(facts)];
}

const SEE_ADDRESSES = look(
  'See which addresses this machine has, and have the program bind one of them, 127.0.0.1 or every address',
  'ip address',
);

function reserve(facts: PortFacts, title: string): Remedy {
  return {
    title,
    command: portwright(facts.snapshot, `run linux-reserve-ports --ports ${formatAskedPort(facts)}`),
    disturbs: NOTHING,
    lasts: FOR_GOOD,
    page: RESERVE_PAGE,
  };
}

/** Where the range is not as Linux has it, and reaches the port only therefore. */
function moveRange({ port, dynamic: [range], snapshot }: PortFacts): Remedy[] {
  if (range === undefined || !contains(range, port) || contains(DEFAULT_LOCAL_PORT_RANGE, port)) return [];
  return [resetLocalPortRange(snapshot)];
}

/** The cure of the root, for a port and for the machine alike. */
export function resetLocalPortRange(snapshot: Snapshot): Remedy {
  const usual = formatPortRange(DEFAULT_LOCAL_PORT_RANGE);
  return {
    title: `Cure the root, as root: give outgoing connections ports of ${usual} again`,
    command: portwright(snapshot, `run linux-reserve-ports --local-port-range ${usual}`),
    disturbs:
      'nothing that is open; machines with very many connections to one server keep fewer ports for them',
    lasts: FOR_GOOD,
    page: RESERVE_PAGE,
  };
}

function seeHolder({ port, protocol }: PortFacts): Remedy {
  const flags = protocol === 'tcp' ? '-tanp' : '-uanp';
  return look(
    'See which process has the port, as root; then end that program in its own way',
    `ss ${flags} "sport = :${port}"`,
  );
}

function otherPort({ port, protocol, snapshot }: PortFacts): Remedy {
  const options = protocol === 'tcp' ? '' : ' --protocol udp';
  return look(
    'Or move to another port',
    portwright(snapshot, `suggest --near ${port}${options}`),
    'other-port',
  );
}

/** Source: https://docs.kernel.org/networking/ip-sysctl.html, ip_unprivileged_port_start */
function lowerTheBar({ port }: PortFacts): Remedy {
  return {
    title: `Let every program bind ports from ${port} up, as root; to let one program do so, see capabilities(7), CAP_NET_BIND_SERVICE`,
    command: `sysctl -w net.ipv4.ip_unprivileged_port_start=${port}`,
    disturbs: 'any account of the machine may serve these ports before yours does',
    lasts: 'until the next boot',
    page: 'docs/remedies/linux-low-ports.md',
  };
}

function publishAgain({ container, snapshot, ...asked }: PortFacts): Remedy {
  const name = container?.name ?? '';
  return {
    title: 'Restart the container and prove that the port is published',
    command: portwright(snapshot, `fix ${formatAskedPort(asked)} --container ${name}`),
    disturbs: `container ${name} is restarted`,
    lasts: 'as long as the container runs',
    page: 'docs/remedies/publish-again.md',
  };
}

function isLost({ snapshot, protocol, port }: PortFacts): boolean {
  const stored = snapshot.persistentExclusions?.[protocol];
  return stored !== undefined && !stored.some((range) => contains(range, port));
}
