import type { SocketInUse } from '../host/questions.ts';
import { formatPortRange, type PortRange } from '../ports/port-range.ts';
import { isWiderThanIana } from './dynamic-range-state.ts';
import type { Estimate } from './estimate.ts';
import type { Origin } from './origin.ts';
import { neighbours, type PortFacts } from './port-facts.ts';
import { isLivenessKnown, WSAEACCES, WSAEADDRINUSE } from './verdict.ts';

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
  | 'inside-dynamic-range'
  | 'outside-dynamic-range'
  | 'dynamic-range-wider-than-iana'
  | 'estimate'
  | 'docker-error'
  | 'port-proxy'
  | 'published-by-container'
  | 'unpublished-container'
  | 'windows-containers'
  | 'quic'
  | 'linux-side'
  | 'not-read'
  | 'disagreement';

export interface Evidence {
  readonly code: EvidenceCode;
  /** One sentence, without a full stop. */
  readonly text: string;
}

/** Every true fact about a port, the decisive ones first. Pure. */
export function evidenceOf(facts: PortFacts, estimate?: Estimate): Evidence[] {
  return [
    ...linuxSide(facts),
    ...tableEvidence(facts),
    ...socketEvidence(facts),
    ...probeEvidence(facts),
    ...containerEvidence(facts),
    ...facts.dockerErrors.map(
      ({ message }): Evidence => ({ code: 'docker-error', text: `Docker said: ${message}` }),
    ),
    ...dynamicEvidence(facts),
    ...(estimate ? [estimateEvidence(estimate)] : []),
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

function linuxSide({ snapshot }: PortFacts): Evidence[] {
  if (snapshot.host.kind !== 'linux') return [];
  const text =
    'this is a Linux machine or the Linux side of WSL: what Windows has reserved must be read on Windows, or from its pasted output with --from';
  return [{ code: 'linux-side', text }];
}

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
  return [{ code: 'in-administered-range', text }, ...lastingEvidence(facts), ...quicEvidence(facts)];
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
export function processName({ processId, processName: name, services = [] }: SocketInUse): string {
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
};

function probeEvidence({ refused, bound }: PortFacts): Evidence[] {
  if (refused !== undefined) {
    const { address, port, socketError } = refused;
    const error = SOCKET_ERRORS[socketError] ?? `${socketError}`;
    return [
      {
        code: 'bind-refused',
        text: `binding ${address}:${port} for a moment was refused with error ${error}`,
      },
    ];
  }
  if (bound === undefined) return [];
  return [
    { code: 'bind-succeeded', text: `binding ${bound.address}:${bound.port} for a moment, alone, succeeded` },
  ];
}

function containerEvidence({ container, snapshot, block }: PortFacts): Evidence[] {
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
  return [own, ...engine];
}

function dynamicEvidence({ dynamic, insideDynamic, origin, port, protocol }: PortFacts): Evidence[] {
  const [first] = dynamic;
  if (first === undefined) return [];
  const place: Evidence = insideDynamic
    ? {
        code: 'inside-dynamic-range',
        text: `${port} lies inside the dynamic ${protocol} port range ${spanText(insideDynamic)}, which winnat and outgoing connections draw from`,
      }
    : {
        code: 'outside-dynamic-range',
        text: `${port} lies outside the dynamic ${protocol} port range ${spanText(first)}: outside the range winnat draws from`,
      };
  const isHit = insideDynamic !== undefined || origin?.origin === 'winnat';
  const wide = isHit ? dynamic.find(isWiderThanIana) : undefined;
  return wide === undefined ? [place] : [place, widerThanIana(wide)];
}

function widerThanIana(range: PortRange): Evidence {
  return {
    code: 'dynamic-range-wider-than-iana',
    text: `root cause: the dynamic port range starts at ${range.startPort} instead of 49152, so blocks may fall on ports of servers`,
  };
}

function estimateEvidence({ probability, assumptions }: Estimate): Evidence {
  const percent = probability < 0.001 ? 'under 0.1' : (probability * 100).toFixed(1);
  return {
    code: 'estimate',
    text: `a model puts the chance per boot at ${percent} %, assuming ${assumptions}`,
  };
}

/** Said only of what this port's verdict may hang on. */
function readingEvidence(facts: PortFacts): Evidence[] {
  const { snapshot, protocol, port } = facts;
  const relevant = snapshot.unread.filter(
    (part) =>
      (part.protocol === undefined || part.protocol === protocol) &&
      (part.port === undefined || part.port === port),
  );
  const unread = relevant.map(
    ({ what, message }): Evidence => ({
      code: 'not-read',
      text: `could not be read: ${what} (${message})`,
    }),
  );
  const missing = [
    ...(facts.table === undefined ? [`excluded port ranges ${protocol}`] : []),
    ...(facts.table !== undefined && !facts.isTableWhole
      ? [`every row of the excluded port ranges ${protocol}`]
      : []),
    ...(facts.dynamic.length === 0 ? [`dynamic port range ${protocol}`] : []),
    ...(isLivenessKnown(facts) ? [] : [`who uses ${protocol} ${port}`]),
  ].filter((what) => !snapshot.unread.some((part) => part.what === what));
  return [
    ...unread,
    ...missing.map((what): Evidence => ({ code: 'not-read', text: `not read: ${what}` })),
    ...snapshot.disagreements.map(
      ({ what, said }): Evidence => ({
        code: 'disagreement',
        text: `${what}: sources disagree (${said.join('; ')})`,
      }),
    ),
  ];
}

function spanText(range: PortRange): string {
  return `${formatPortRange(range)} (${range.startPort}+${range.numberOfPorts})`;
}
