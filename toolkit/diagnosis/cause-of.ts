import { isSameRange, type PortRange } from '../ports/port-range.ts';
import { isKernel } from '../windows/socket-holder.ts';
import { WSAEADDRINUSE, WSAEADDRNOTAVAIL } from './bind-probe.ts';
import type { Cause } from './cause.ts';
import { COPIED_MISTAKES, holdsMaxUserPort, isWiderThanIana } from './dynamic-range-state.ts';
import { isStoredAsText } from './hns-registry.ts';
import type { Origin } from './origin.ts';
import { useInOtherProtocol } from './other-protocol.ts';
import { areSocketsCut, isHolderKnown, type PortFacts } from './port-facts.ts';
import { causeOfRefusal } from './refusal.ts';
import type { Snapshot } from './snapshot.ts';
import type { Verdict } from './verdict.ts';

const BLOCK_CAUSES: Readonly<Record<Origin, Cause>> = {
  administered: 'administered-exclusion',
  hns: 'hns-own-50000',
  winnat: 'winnat-block',
  'hns-load-balancer': 'hns-64',
  'http.sys': 'http-sys',
  'wsl-mirrored': 'wsl-mirrored',
  'persistent-reservation': 'persistent-reservation',
  'windows-container': 'windows-container-port',
  unknown: 'unknown-block',
};

/** Names the cause of a verdict. Pure; an `unknown` has one where some fact already names it. */
export function causeOf(verdict: Verdict, facts: PortFacts): Cause {
  switch (verdict) {
    case 'free':
      return useInOtherProtocol(facts.snapshot, facts) === undefined ? 'free' : 'other-protocol';
    case 'at-risk':
      return rangeCause(facts.dynamic, facts.snapshot) ?? 'dynamic-range-iana';
    case 'excluded':
      return excludedCause(facts);
    case 'excluded-blocks-windows-containers':
      return 'windows-container-exclusion';
    case 'reserved':
      return blockCause(facts);
    case 'mirrored-block':
      return 'wsl-mirrored';
    case 'listening':
      return listeningCause(facts);
    case 'unpublished':
      return 'unpublished-container';
    case 'other-cause':
      return otherCause(facts);
    case 'unknown':
      return unknownCause(facts);
  }
}

/** What is wrong with dynamic port ranges; undefined where they are as Windows has them. */
export function rangeCause(ranges: readonly PortRange[], snapshot: Snapshot): Cause | undefined {
  const wide = ranges.find(isWiderThanIana);
  if (wide !== undefined && holdsMaxUserPort(snapshot)) return 'max-user-port';
  const copied = COPIED_MISTAKES.find((mistake) => ranges.some((range) => isSameRange(range, mistake)));
  return copied?.cause ?? (wide === undefined ? undefined : 'dynamic-range-low');
}

function blockCause({ block, origin }: PortFacts): Cause {
  const found = BLOCK_CAUSES[origin?.origin ?? 'unknown'];
  return found === 'winnat-block' && block?.numberOfPorts === 10 ? 'old-build-block-10' : found;
}

function excludedCause(facts: PortFacts): Cause {
  if (facts.protocol === 'udp') return 'quic-administered';
  return facts.origin?.origin === 'hns' && isStoredAsText(facts.snapshot)
    ? 'registry-as-REG_SZ'
    : blockCause(facts);
}

/** SMB and NetBIOS: the kernel serves them itself, and http.sys has no part in it. */
const KERNEL_SERVICES: ReadonlySet<number> = new Set([139, 445]);

function listeningCause(facts: PortFacts): Cause {
  const { container, portProxy, listeners = [], isIpv4Free, guarded, refusals, port } = facts;
  if (listeners.length === 0 && refusals[0] !== undefined)
    return causeOfRefusal(refusals[0]) ?? 'listener-unnamed';
  if (container?.state === 'published') return 'container-publishes';
  if (portProxy !== undefined) return 'portproxy-iphlpsvc';
  if (listeners.some(isKernel)) return KERNEL_SERVICES.has(port) ? 'listener-service' : 'http-sys';
  if (listeners.some(({ services = [] }) => services.length > 0)) return 'listener-service';
  if (listeners.length === 0) return 'listener-unnamed';
  // A socket of both families is listed once, as `::`: then 0.0.0.0 cannot be bound either.
  const isEverywhere = listeners.some(({ localAddress }) =>
    localAddress.includes(':') ? localAddress === '::' && !isIpv4Free : localAddress === '0.0.0.0',
  );
  if (!isEverywhere && !listeners.some(({ localAddress }) => localAddress === '*'))
    return 'listener-other-address';
  // Two of one account differ in nothing else from one that is bound exclusively.
  const isOthers = listeners.some(({ isOtherSession }) => isOtherSession);
  return guarded !== undefined && isOthers ? 'exclusive-other-user' : 'listener-process';
}

function otherCause({ connections, refusals, refused }: PortFacts): Cause {
  if (connections.length > 0) return 'ephemeral-client';
  if (refused?.socketError === WSAEADDRNOTAVAIL) return 'address-not-here';
  const told = refusals.map(causeOfRefusal).find((cause) => cause !== undefined);
  return told ?? (refused?.socketError === WSAEADDRINUSE ? 'listener-unnamed' : 'refused-10013');
}

function unknownCause(facts: PortFacts): Cause {
  const { snapshot, table, protocol, mirrored, refusals } = facts;
  if (isHolderKnown(facts)) return listeningCause(facts);
  if (mirrored === 'unknown' || mirrored === 'inside') return 'wsl-mirrored';
  if (table === undefined) {
    if (snapshot.persistentExclusions?.[protocol] !== undefined) return 'not-in-a-block';
    if (Object.keys(snapshot.excludedPortRanges).length > 0) return 'other-protocol';
    return refusals.map(causeOfRefusal).find((cause) => cause !== undefined) ?? 'unreadable';
  }
  const isCut =
    areSocketsCut(snapshot, protocol) || snapshot.incomplete.includes(`excludedPortRanges ${protocol}`);
  if (isCut) return 'truncated-paste';
  return snapshot.unread.length > 0 && snapshot.host.kind !== 'paste' ? 'unreadable' : 'not-in-a-block';
}
