import { formatPortRange } from '../ports/port-range.ts';
import { isKernel } from '../windows/socket-holder.ts';
import { formatAskedPort } from './asked-port.ts';
import { WSAEADDRINUSE } from './bind-probe.ts';
import type { Cause } from './cause.ts';
import { ORIGIN_NAMES, processName } from './evidence.ts';
import { isHolderKnown, type PortFacts } from './port-facts.ts';
import { troubleSummary } from './trouble-summary.ts';
import { isLivenessKnown, type Verdict } from './verdict.ts';

/** The verdict in one sentence that somebody can act on who has never heard of excluded port ranges. */
export function summaryOf(verdict: Verdict, cause: Cause, facts: PortFacts): string {
  const name = `Port ${formatAskedPort(facts)}`;
  switch (verdict) {
    case 'free':
      return `${name} is free, and lies outside the range that Windows hands out.`;
    case 'at-risk':
      return `${name} is free now, but Windows may give it away at any boot: it lies inside the range that is handed out.`;
    case 'excluded':
      return `${name} is kept for programs that ask for it: Windows never hands it out, and yours can bind it.`;
    case 'excluded-blocks-windows-containers':
      return `${name} is excluded from being handed out, and that is why Windows containers cannot publish it.`;
    case 'listening':
      return listeningSummary(name, cause, facts);
    case 'reserved':
      return reservedSummary(name, facts);
    case 'mirrored-block':
      return `${name} lies in the block that WSL took for mirrored networking; programs on Windows cannot bind it.`;
    case 'other-cause':
      return otherSummary(name, cause, facts);
    case 'unpublished':
      return `${name} should be published by container ${facts.container?.name ?? ''}, which runs, but nobody serves it.`;
    case 'unknown':
      return unknownSummary(name, cause, facts);
  }
}

function otherSummary(name: string, cause: Cause, { connections: [client], refused }: PortFacts): string {
  if (client !== undefined)
    return `${name} is taken by an outgoing connection of ${processName(client)}: Windows handed the port out, and gives it back when the connection ends.`;
  const known = troubleSummary(cause);
  if (known !== undefined) return `${name}: ${known}`;
  const how = refused?.socketError === WSAEADDRINUSE || cause === 'listener-unnamed' ? ' as in use' : '';
  return `${name} is refused${how}, and no table of Windows says by whom.`;
}

function listeningSummary(name: string, cause: Cause, { listeners = [], container }: PortFacts): string {
  const [first] = listeners;
  if (cause === 'container-allocated')
    return `${name} belongs to another container of the same Docker engine.`;
  if (first === undefined && container?.state === 'published')
    return `${name} is published by container ${container.name}, as Docker says; no program was seen listening on it.`;
  if (container?.state === 'published')
    return `${name} is served by container ${container.name}: all is well.`;
  if (first === undefined) {
    const known = troubleSummary(cause);
    return known === undefined ? `${name} is in use; by whom is not in what was read.` : `${name}: ${known}`;
  }
  if (isKernel(first))
    return `${name} is served by Windows itself (process 4): file sharing, or its web server layer (http.sys).`;
  if (cause === 'exclusive-other-user')
    return `${name} is in use by ${processName(first)}, which keeps every address of it to itself: others get error 10013.`;
  return `${name} is in use by ${processName(first)}.`;
}

function reservedSummary(name: string, { block, origin, listeners }: PortFacts): string {
  const span = block === undefined ? '' : formatPortRange(block);
  const place = block?.numberOfPorts === 1 ? 'is reserved' : `lies in the block ${span}, which is reserved`;
  const although = listeners === undefined ? '' : ', although nothing listens';
  return `${name} ${place} by ${ORIGIN_NAMES[origin?.origin ?? 'unknown']}: other programs get error 10013${although}.`;
}

function unknownSummary(name: string, cause: Cause, facts: PortFacts): string {
  const { table, isTableWhole, block, dynamic, mirrored } = facts;
  if (table === undefined)
    return [
      `${name}: unknown, because the excluded port ranges were not read.`,
      ...toldSummary(cause),
      ...holderSummary(cause, facts),
    ].join(' ');
  const isUnplaced = mirrored === 'unknown' && isTableWhole && dynamic.length > 0 && isLivenessKnown(facts);
  if (isUnplaced)
    return `${name}: unknown. WSL’s mirrored networking took ports that no table shows, and it is not known which.`;
  const read = dynamic.length === 0 ? 'the dynamic port range' : 'who uses the port';
  const missing = isTableWhole ? read : 'a part of the table';
  const unknown =
    block === undefined
      ? `${name}: unknown. No excluded range holds it, but ${missing} was not read.`
      : `${name}: unknown, because ${missing} was not read.`;
  return [unknown, ...holderSummary(cause, facts)].join(' ');
}

function toldSummary(cause: Cause): string[] {
  const known = troubleSummary(cause);
  return known === undefined ? [] : [`${known[0]?.toUpperCase()}${known.slice(1)}`];
}

/** Who has the port as far as that was read. */
function holderSummary(cause: Cause, facts: PortFacts): string[] {
  const { listeners = [], portProxy } = facts;
  if (!isHolderKnown(facts)) return [];
  const rule =
    portProxy === undefined
      ? []
      : [`A portproxy rule forwards it to ${portProxy.connectAddress}:${portProxy.connectPort}.`];
  return listeners.length === 0 ? rule : [listeningSummary('By what was read it', cause, facts), ...rule];
}
