import { describeClient, isOwned, linuxHolderName } from '../../linux/socket-holder.ts';
import { formatAskedPort } from '../asked-port.ts';
import type { PortFacts } from '../port-facts.ts';
import { holdersOf } from './holders.ts';
import type { LinuxJudgement } from './judge-linux.ts';
import { socketErrorName } from './socket-error-name.ts';

/** The verdict about a port of a Linux machine in one sentence. */
export function linuxSummary({ verdict, cause }: LinuxJudgement, facts: PortFacts): string {
  const name = `Port ${formatAskedPort(facts)}`;
  switch (verdict) {
    case 'listening':
      return listeningSummary(name, cause, facts);
    case 'other-cause':
      return otherSummary(name, cause, facts);
    case 'unpublished':
      return `${name} should be published by container ${facts.container?.name ?? ''}, which runs, but nobody serves it.`;
    case 'excluded':
      return `${name} is kept for programs that ask for it: Linux never gives it to an outgoing connection, and yours can bind it.`;
    case 'at-risk':
      return `${name} is free now, but any outgoing connection may be given it: it lies inside ip_local_port_range and is not reserved.`;
    case 'free':
      return `${name} is free, and outside ip_local_port_range: Linux gives it to nobody who does not ask for it.`;
    default:
      return `${name}: unknown, because too little could be read.`;
  }
}

function listeningSummary(
  name: string,
  cause: LinuxJudgement['cause'],
  { listeners: [first] = [], container }: PortFacts,
): string {
  if (cause === 'container-publishes')
    return `${name} is served by container ${container?.name ?? ''}: all is well.`;
  if (first === undefined) return `${name} is in use.`;
  const who = linuxHolderName(first);
  return cause === 'listener-other-address'
    ? `${name} is in use on ${first.localAddress} by ${who}: no other program can have it on every address, but on another single address one can.`
    : `${name} is in use by ${who}.`;
}

function otherSummary(name: string, cause: LinuxJudgement['cause'], facts: PortFacts): string {
  const { refused } = facts;
  if (cause === 'address-not-here')
    return `${name} cannot be bound on ${refused?.address ?? 'that address'}, which is no address of this machine; the port itself is not what is wrong.`;
  const [holder] = holdersOf(facts);
  if (holder !== undefined) {
    if (!isOwned(holder))
      return `${name} is still held by a connection that is closing: the kernel gives it back within minutes.`;
    const why = facts.insideDynamic === undefined ? '' : 'Linux gave it the port, and ';
    return `${name} is taken by ${describeClient(holder)}: ${why}no server can have it until the connection ends.`;
  }
  if (cause === 'linux-privileged-port')
    return `${name} is below ${facts.snapshot.unprivilegedPortStart ?? 1024}, and only a process with the right to (root, CAP_NET_BIND_SERVICE) may bind it.`;
  if (cause === 'unreadable' && refused !== undefined)
    return `${name} is refused (${socketErrorName(refused.socketError)}), and it is not known why.`;
  return `${name} is refused as in use, and no table shows by whom: a socket that is bound and does not listen yet is in none.`;
}
