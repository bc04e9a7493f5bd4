import type { SocketInUse } from '../host/questions.ts';
import { linuxHolderName } from '../linux/socket-holder.ts';
import { formatPortRange } from '../ports/port-range.ts';
import { WSAEACCES, WSAEADDRINUSE, WSAEADDRNOTAVAIL } from './bind-probe.ts';
import type { Cause } from './cause.ts';
import { isStoredAsText, STORED_AS_TEXT } from './hns-registry.ts';
import { oneLine } from './one-line.ts';
import type { Origin } from './origin.ts';
import { otherProtocolEvidence } from './other-protocol.ts';
import type { PortEstimate } from './port-estimate.ts';
import { neighbours, type PortFacts } from './port-facts.ts';
import { rangeEvidence } from './range-evidence.ts';
import { readingEvidence } from './reading-evidence.ts';
import type { BindProbe } from './snapshot.ts';
import { staleProxies } from './wsl-findings.ts';

/** What a piece of evidence is about. Stable: match this, never the text. */
export type EvidenceCode =
  | 'in-reserved-block'
  | 'in-administered-range'
  | 'not-in-a-reserved-block'
  | 'not-lasting'
  | 'listener'
  | 'no-listener'
  | 'client-connection'
  | 'bind-refused'
  | 'bind-succeeded'
  | 'kept-exclusively'
  | 'other-protocol'
  | 'inside-dynamic-range'
  | 'outside-dynamic-range'
  | 'dynamic-range-wider-than-iana'
  | 'estimate'
  | 'docker-error'
  | 'program-error'
  | 'misleading-words'
  | 'refused-before-the-change'
  | 'max-user-port'
  | 'copied-mistake'
  | 'registry-as-text'
  | 'wsl-mirrored'
  | 'port-proxy'
  | 'stale-port-proxy'
  | 'published-by-container'
  | 'unpublished-container'
  | 'windows-containers'
  | 'quic'
  | 'linux-side'
  | 'privileged-port'
  | 'not-read'
  | 'disagreement';

export interface Evidence {
  readonly code: EvidenceCode;
  /** One sentence, without a full stop. */
  readonly text: string;
}

/** Every true fact about a port, the decisive ones first. Pure. */
export function evidenceOf(facts: PortFacts, cause: Cause, estimate?: PortEstimate): Evidence[] {
  return [
    ...tableEvidence(facts),
    ...socketEvidence(facts),
    ...probeEvidence(facts),
    ...containerEvidence(facts),
    ...mirroredEvidence(facts),
    ...staleProxyEvidence(facts),
    ...toldEvidence(facts),
    ...otherProtocolEvidence(facts.snapshot, facts, cause),
    ...rangeEvidence(facts, estimate),
    ...readingEvidence(facts),
  ];
}

/** Who an origin is, in words that a sentence can hold. */
export const ORIGIN_NAMES: Readonly<Record<Origin, string>> = {
  administered: 'an administrator or an installer',
  hns: 'the Host Network Service (hns)',
  winnat: 'Windows NAT (winnat)',
  'hns-load-balancer': 'a load balancer of the Host Network Service (hns)',
  'http.sys': 'Windows’ web server layer (http.sys)',
  'wsl-mirrored': 'WSL’s mirrored networking',
  'persistent-reservation': 'a program that reserved it for good',
  'windows-container': 'a Windows container',
  unknown: 'an owner that cannot be told from the table',
};

function tableEvidence(facts: PortFacts): Evidence[] {
  const { block, origin, protocol, port, table } = facts;
  if (table === undefined) return [];
  if (block === undefined) return [notInBlock(facts, table)];
  const named = `${protocol} ${formatPortRange(block)}${block.numberOfPorts > 1 ? ` (${block.numberOfPorts} ports)` : ''}`;
  const owner = ORIGIN_NAMES[origin?.origin ?? 'unknown'];
  if (!block.administered) {
    const judged = origin === undefined ? '' : ` (${origin.confidence} confidence: ${origin.why})`;
    const text = `the block ${named} holds ${port} and has no star: it belongs to ${owner}${judged}`;
    return [{ code: 'in-reserved-block', text }];
  }
  const text = `the administered range ${named} holds ${port}; it was set by ${owner}: Windows never hands the port out, and a program that asks for it gets it`;
  return [
    { code: 'in-administered-range', text },
    ...lastingEvidence(facts),
    ...quicEvidence(facts),
    ...registryEvidence(facts),
  ];
}

function notInBlock(
  { port, protocol, isTableWhole }: PortFacts,
  table: NonNullable<PortFacts['table']>,
): Evidence {
  const { below, above } = neighbours(table, port);
  const shown = isTableWhole ? 'excluded' : 'pasted';
  const near = [below, above].flatMap((range) => (range === undefined ? [] : [formatPortRange(range)]));
  const text =
    table.length === 0
      ? `no ${protocol} port is excluded at all`
      : `none of the ${table.length} ${shown} ${protocol} ranges holds ${port}; nearest: ${near.join(' and ')}`;
  return { code: 'not-in-a-reserved-block', text };
}

function lastingEvidence({ snapshot, protocol, port, origin }: PortFacts): Evidence[] {
  const stored = snapshot.persistentExclusions?.[protocol];
  if (stored === undefined || origin?.origin === 'hns') return [];
  if (stored.some((range) => range.startPort <= port && port < range.startPort + range.numberOfPorts))
    return [];
  return [
    { code: 'not-lasting', text: 'the range is not in the persistent store: it is gone after a restart' },
  ];
}

/** SIO_ACQUIRE_PORT_RESERVATION fails inside an administered range although a plain bind works (msquic#2891). */
function quicEvidence({ protocol }: PortFacts): Evidence[] {
  if (protocol !== 'udp') return [];
  return [
    {
      code: 'quic',
      text: 'a QUIC server (msquic, HTTP/3 of .NET) fails on an administered udp port all the same',
    },
  ];
}

/** `reg add` without `/t` writes a text (reg.exe documentation), as in the command that many pages copy. */
function registryEvidence({ snapshot, origin }: PortFacts): Evidence[] {
  if (origin?.origin !== 'hns' || !isStoredAsText(snapshot)) return [];
  return [{ code: 'registry-as-text', text: STORED_AS_TEXT }];
}

function mirroredEvidence({ mirrored, snapshot }: PortFacts): Evidence[] {
  if (mirrored === 'none') return [];
  const block = snapshot.wsl?.localPortRange;
  const place = block === undefined ? 'it is not known where' : `they are ${formatPortRange(block)}`;
  const text = `WSL is set to mirrored networking, which takes a block of ports from Windows that netsh may not list; ${place}`;
  return [{ code: 'wsl-mirrored', text }];
}

function staleProxyEvidence({ snapshot, portProxy }: PortFacts): Evidence[] {
  if (portProxy === undefined || !staleProxies(snapshot).includes(portProxy)) return [];
  const text = `that rule leads to ${portProxy.connectAddress}, an address that WSL had before: it has ${snapshot.wsl?.address} now`;
  return [{ code: 'stale-port-proxy', text }];
}

function toldEvidence({ refusals, wasReserved }: PortFacts): Evidence[] {
  const told = refusals.map(
    ({ program, message }): Evidence =>
      program === 'docker'
        ? { code: 'docker-error', text: `Docker said: ${oneLine(message)}` }
        : { code: 'program-error', text: `the program said: ${oneLine(message)}` },
  );
  const before: Evidence = {
    code: 'refused-before-the-change',
    text: 'an older table of the same paste has the port in a block: that is what refused it then',
  };
  const misleading: Evidence = {
    code: 'misleading-words',
    text: 'the words of that message are not to be believed: such programs look at the wrong error number on Windows, so a refused bind gets any text',
  };
  const isMisleading = refusals.some(({ trouble }) => trouble === 'misleading-error-text');
  return [
    ...told,
    ...(isMisleading ? [misleading] : []),
    ...(wasReserved && told.length > 0 ? [before] : []),
  ];
}

function socketEvidence({ listeners, connections, protocol, port, portProxy }: PortFacts): Evidence[] {
  const proxy: Evidence[] =
    portProxy === undefined
      ? []
      : [
          {
            code: 'port-proxy',
            text: `a portproxy rule forwards ${portProxy.listenAddress}:${portProxy.listenPort} to ${portProxy.connectAddress}:${portProxy.connectPort}`,
          },
        ];
  if (listeners === undefined) return proxy;
  const serving = listeners.map((socket): Evidence => ({ code: 'listener', text: describeListener(socket) }));
  const none: Evidence = { code: 'no-listener', text: `no program listens on ${protocol} ${port}` };
  const clients = connections.map(
    (socket): Evidence => ({ code: 'client-connection', text: describeClient(socket) }),
  );
  return [...(serving.length === 0 ? [none] : serving), ...clients, ...proxy];
}

/** `node.exe (process 1234)`; netstat knows no names. */
export function processName(socket: SocketInUse): string {
  if (socket.userId !== undefined) return linuxHolderName(socket);
  const { processId, processName: name, services = [] } = socket;
  const ran = services.length === 0 ? '' : `, service ${services.join(', ')}`;
  return name === undefined ? `process ${processId}${ran}` : `${name} (process ${processId}${ran})`;
}

function describeListener(socket: SocketInUse): string {
  const verb = socket.protocol === 'udp' ? 'holds' : 'listens on';
  return `${processName(socket)} ${verb} ${socket.localAddress}:${socket.localPort}`;
}

function describeClient(socket: SocketInUse): string {
  return `${processName(socket)} uses ${socket.localAddress}:${socket.localPort} as the local end of a connection`;
}

const SOCKET_ERRORS: Readonly<Record<number, string>> = {
  [WSAEACCES]: '10013, forbidden by its access permissions',
  [WSAEADDRINUSE]: '10048, already in use',
  [WSAEADDRNOTAVAIL]: '10049, no address of this machine',
};

function probeEvidence({ refused, bound, guarded, listeners = [] }: PortFacts): Evidence[] {
  const kept: Evidence[] =
    guarded !== undefined && listeners.length > 0
      ? [{ code: 'kept-exclusively', text: keptText(guarded, listeners) }]
      : [];
  if (refused !== undefined) {
    const error = SOCKET_ERRORS[refused.socketError] ?? `${refused.socketError}`;
    const text = `binding ${placeOf(refused)} for a moment was refused with error ${error}`;
    return [{ code: 'bind-refused', text }, ...kept];
  }
  if (bound === undefined) return kept;
  return [{ code: 'bind-succeeded', text: `binding ${placeOf(bound)} for a moment, alone, succeeded` }];
}

/** "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE": a specific bind below a wildcard socket is denied in these two cases only. */
function keptText(guarded: BindProbe, listeners: readonly SocketInUse[]): string {
  const isOthers = listeners.some(({ isOtherSession }) => isOtherSession);
  const why = isOthers
    ? 'the program runs under another account, or has it exclusively (SO_EXCLUSIVEADDRUSE)'
    : 'the program has it exclusively (SO_EXCLUSIVEADDRUSE), or runs under another account';
  return `binding ${placeOf(guarded)} alone is refused with error 10013 as well: ${why}`;
}

function placeOf({ address, port }: BindProbe): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function containerEvidence({ container, snapshot, block, listeners }: PortFacts): Evidence[] {
  const engine: Evidence[] =
    snapshot.docker?.osType === 'windows' && block !== undefined
      ? [
          {
            code: 'windows-containers',
            text: 'Docker runs Windows containers, and those refuse administered ports',
          },
        ]
      : [];
  if (container === undefined || container.state === 'not-running') return engine;
  const own: Evidence =
    container.state === 'published'
      ? { code: 'published-by-container', text: `container ${container.name} publishes it` }
      : {
          code: 'unpublished-container',
          text: `container ${container.name} runs and asks for the port, but Docker did not publish it`,
        };
  const unseen: Evidence = {
    code: 'disagreement',
    text: `Docker says that container ${container.name} publishes it, and no program on Windows listens there: one of the two is out of date`,
  };
  const isUnseen = container.state === 'published' && listeners?.length === 0 && block === undefined;
  return [own, ...(isUnseen ? [unseen] : []), ...engine];
}
