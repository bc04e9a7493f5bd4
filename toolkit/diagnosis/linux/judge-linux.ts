import { isWildcard, WSAEACCES, WSAEADDRINUSE, WSAEADDRNOTAVAIL } from '../bind-probe.ts';
import type { Cause } from '../cause.ts';
import { useInOtherProtocol } from '../other-protocol.ts';
import type { PortFacts } from '../port-facts.ts';
import type { Judgement } from '../verdict.ts';
import { holdersOf } from './holders.ts';

export interface LinuxJudgement extends Judgement {
  readonly cause: Cause;
}

/**
 * Decides what is the matter with a port of a Linux machine. Pure.
 *
 * Linux has no blocks that only their owner can bind: a port is held by a socket, closed to processes without rights, or free.
 */
export function judgeLinux(facts: PortFacts): LinuxJudgement {
  return (
    judgeAddress(facts) ??
    judgeHeld(facts) ??
    judgeRefused(facts) ??
    judgeContainer(facts) ??
    judgeFree(facts)
  );
}

/** Nobody can bind an address that the machine does not have, whoever has the port. */
function judgeAddress({ refused }: PortFacts): LinuxJudgement | undefined {
  if (refused?.socketError !== WSAEADDRNOTAVAIL) return undefined;
  return { verdict: 'other-cause', cause: 'address-not-here', confidence: 'high' };
}

function judgeHeld(facts: PortFacts): LinuxJudgement | undefined {
  const { listeners = [], bound, refused, container } = facts;
  if (listeners.length > 0) {
    const isEverywhere = listeners.some(({ localAddress }) => isWildcard(localAddress));
    const own = isEverywhere && bound === undefined ? 'listener-process' : 'listener-other-address';
    return {
      verdict: 'listening',
      cause: container?.state === 'published' ? 'container-publishes' : own,
      confidence: refused === undefined ? (bound === undefined ? 'medium' : 'low') : 'high',
    };
  }
  if (holdersOf(facts).length === 0 || bound !== undefined) return undefined;
  const confidence = refused === undefined ? 'medium' : 'high';
  return { verdict: 'other-cause', cause: 'ephemeral-client', confidence };
}

/** Refused although no socket of the tables holds it. */
function judgeRefused({ refused, port, snapshot, listeners }: PortFacts): LinuxJudgement | undefined {
  if (refused === undefined) return undefined;
  const isDenied = refused.socketError === WSAEACCES;
  const isPrivileged = isDenied && port < (snapshot.unprivilegedPortStart ?? 0);
  if (isPrivileged) return { verdict: 'other-cause', cause: 'linux-privileged-port', confidence: 'high' };
  const confidence = listeners === undefined ? 'low' : 'medium';
  const isInUse = refused.socketError === WSAEADDRINUSE;
  return { verdict: 'other-cause', cause: isInUse ? 'listener-unnamed' : 'unreadable', confidence };
}

/** Docker says that a port is published, or should be, and no program was seen that serves it. */
function judgeContainer({ container, bound }: PortFacts): LinuxJudgement | undefined {
  if (container === undefined || container.state === 'not-running') return undefined;
  if (container.state === 'published' && bound === undefined)
    return { verdict: 'listening', cause: 'container-publishes', confidence: 'low' };
  return { verdict: 'unpublished', cause: 'unpublished-container', confidence: 'medium' };
}

function judgeFree(facts: PortFacts): LinuxJudgement {
  const { table, dynamic, listeners, bound, block, insideDynamic, snapshot } = facts;
  const isAlive = listeners !== undefined || bound !== undefined;
  if (table === undefined || dynamic.length === 0 || !isAlive)
    return { verdict: 'unknown', cause: 'unreadable', confidence: 'low' };
  const confidence = bound === undefined ? 'medium' : 'high';
  if (block !== undefined) return { verdict: 'excluded', cause: 'local-reserved-port', confidence };
  if (insideDynamic !== undefined) return { verdict: 'at-risk', cause: 'local-port-range', confidence };
  const isTakenElsewhere = useInOtherProtocol(snapshot, facts) !== undefined;
  return { verdict: 'free', cause: isTakenElsewhere ? 'other-protocol' : 'free', confidence };
}
