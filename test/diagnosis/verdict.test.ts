import { describe, expect, test } from 'vitest';
import { diagnosePort } from '../../toolkit/diagnosis/classify-port.ts';
import type { EvidenceCode } from '../../toolkit/diagnosis/evidence.ts';
import type { Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import type { Verdict } from '../../toolkit/diagnosis/verdict.ts';
import {
  container,
  dynamic,
  IANA,
  PUBLISHED,
  probe,
  readMachine,
  rows,
  socket,
  TCP_8065,
  WIDE,
  WINDOWS_ENGINE,
  WINNAT_BLOCK,
} from './snapshots.ts';

const proxy = { listenAddress: '0.0.0.0', listenPort: 8065, connectAddress: '172.20.0.2', connectPort: 80 };
const dockerError = {
  port: 8065,
  protocol: 'tcp',
  address: '0.0.0.0',
  cause: 'reserved',
  message: 'x',
} as const;

function withoutSockets(parts: Partial<Snapshot> = {}): Snapshot {
  const { sockets: _, ...rest } = readMachine(parts);
  return rest;
}

type Row = readonly [fact: string, Snapshot, Verdict, confidence: string, ...EvidenceCode[]];
const TABLE: readonly Row[] = [
  [
    'all read, nothing there',
    readMachine(),
    'free',
    'high',
    'not-in-a-reserved-block',
    'no-listener',
    'bind-succeeded',
  ],
  ['no probe', readMachine({ probes: [] }), 'free', 'medium', 'no-listener', 'outside-dynamic-range'],
  ['no sockets but a probe', withoutSockets(), 'free', 'high', 'bind-succeeded'],
  [
    'neither sockets nor probe',
    withoutSockets({ probes: [] }),
    'unknown',
    'low',
    'not-in-a-reserved-block',
    'not-read',
  ],
  [
    'a probe of one address only',
    withoutSockets({ probes: [probe(0, 8065, '127.0.0.1')] }),
    'unknown',
    'low',
  ],
  [
    'no dynamic range',
    readMachine({ dynamicPortRanges: [] }),
    'unknown',
    'low',
    'not-in-a-reserved-block',
    'not-read',
  ],
  [
    'the dynamic range of udp only',
    readMachine({ dynamicPortRanges: dynamic(IANA, 'udp') }),
    'unknown',
    'low',
  ],
  [
    'no exclusion table',
    readMachine({ excludedPortRanges: {} }),
    'unknown',
    'low',
    'not-read',
    'no-listener',
  ],
  ['the table of udp only', readMachine({ excludedPortRanges: { udp: [] } }), 'unknown', 'low', 'not-read'],
  [
    'an empty table',
    readMachine({ excludedPortRanges: { tcp: [] } }),
    'free',
    'high',
    'not-in-a-reserved-block',
  ],
  [
    'a table that lacks rows',
    readMachine({ incomplete: ['excludedPortRanges tcp'] }),
    'unknown',
    'low',
    'not-read',
  ],
  ['a udp table that lacks rows', readMachine({ incomplete: ['excludedPortRanges udp'] }), 'free', 'high'],
  [
    'a filtered list of sockets',
    readMachine({ sockets: [socket(80)], incomplete: ['sockets'], probes: [] }),
    'unknown',
    'low',
  ],
  [
    'inside a wide range',
    readMachine({ dynamicPortRanges: dynamic(WIDE) }),
    'at-risk',
    'high',
    'inside-dynamic-range',
    'dynamic-range-wider-than-iana',
  ],
  [
    'a listener',
    readMachine({ sockets: [socket(8065)], probes: [probe(10048)] }),
    'listening',
    'high',
    'listener',
    'bind-refused',
  ],
  [
    'a listener on one address',
    readMachine({ sockets: [socket(8065, { localAddress: '127.0.0.1' })], probes: [] }),
    'listening',
    'medium',
    'listener',
  ],
  [
    'a listener of udp',
    readMachine({ sockets: [socket(8065, { protocol: 'udp', state: 'bound' })] }),
    'free',
    'high',
  ],
  ['a listener on another port', readMachine({ sockets: [socket(8066)] }), 'free', 'high', 'no-listener'],
  [
    'a listener, no table',
    readMachine({ sockets: [socket(8065)], excludedPortRanges: {} }),
    'unknown',
    'low',
    'listener',
    'not-read',
  ],
  [
    'a listener in a block',
    readMachine({ sockets: [socket(8065)], excludedPortRanges: WINNAT_BLOCK }),
    'listening',
    'low',
    'listener',
    'in-reserved-block',
  ],
  [
    'a portproxy rule',
    readMachine({ sockets: [socket(8065)], portProxies: [proxy] }),
    'listening',
    'low',
    'port-proxy',
  ],
  [
    'a client connection',
    readMachine({ sockets: [socket(8065, { state: 'connected' })] }),
    'free',
    'high',
    'client-connection',
    'no-listener',
  ],
  [
    'a client connection, refused',
    readMachine({ sockets: [socket(8065, { state: 'connected' })], probes: [probe(10048)] }),
    'other-cause',
    'medium',
    'client-connection',
    'bind-refused',
  ],
  [
    'a winnat block',
    readMachine({ excludedPortRanges: WINNAT_BLOCK, probes: [probe(10013)] }),
    'reserved',
    'high',
    'in-reserved-block',
    'bind-refused',
  ],
  [
    'a winnat block from a paste',
    withoutSockets({ excludedPortRanges: WINNAT_BLOCK, probes: [], dynamicPortRanges: [] }),
    'reserved',
    'medium',
    'in-reserved-block',
    'not-read',
  ],
  [
    'a block that was just given back',
    readMachine({ excludedPortRanges: WINNAT_BLOCK }),
    'reserved',
    'low',
    'in-reserved-block',
    'bind-succeeded',
  ],
  [
    'a block of one port',
    readMachine({ excludedPortRanges: { tcp: rows('8065') }, probes: [probe(10013)] }),
    'reserved',
    'high',
    'in-reserved-block',
  ],
  [
    'a block of 4096',
    readMachine({ excludedPortRanges: { tcp: rows('8000-12095') }, probes: [probe(10013)] }),
    'mirrored-block',
    'high',
  ],
  [
    'refused with 10013, no block',
    readMachine({ probes: [probe(10013)] }),
    'other-cause',
    'medium',
    'bind-refused',
    'not-in-a-reserved-block',
  ],
  [
    'refused, sockets unread',
    withoutSockets({ probes: [probe(10013)] }),
    'other-cause',
    'low',
    'bind-refused',
  ],
  [
    'refused, table lacks rows',
    readMachine({ probes: [probe(10013)], incomplete: ['excludedPortRanges tcp'] }),
    'unknown',
    'low',
    'bind-refused',
  ],
  ['Docker was refused', readMachine({ dockerErrors: [dockerError] }), 'other-cause', 'low', 'docker-error'],
  [
    'Docker was refused, table unread',
    readMachine({ dockerErrors: [dockerError], excludedPortRanges: {} }),
    'unknown',
    'low',
    'docker-error',
  ],
  [
    'an administered range',
    readMachine({ excludedPortRanges: { tcp: rows('8065*') } }),
    'excluded',
    'high',
    'in-administered-range',
  ],
  [
    'an administered range, no probe',
    readMachine({ excludedPortRanges: { tcp: rows('8065*') }, probes: [] }),
    'excluded',
    'medium',
    'in-administered-range',
  ],
  [
    'an administered range of today',
    readMachine({ excludedPortRanges: { tcp: rows('8065*') }, persistentExclusions: { tcp: [] } }),
    'excluded',
    'high',
    'not-lasting',
  ],
  [
    'an administered range, refused',
    readMachine({ excludedPortRanges: { tcp: rows('8065*') }, probes: [probe(10048)] }),
    'other-cause',
    'medium',
    'in-administered-range',
  ],
  [
    'an administered range and Windows containers',
    readMachine({ excludedPortRanges: { tcp: rows('8065*') }, ...WINDOWS_ENGINE }),
    'excluded-blocks-windows-containers',
    'high',
    'windows-containers',
  ],
  [
    'a container that publishes it',
    readMachine({
      containers: [container({ published: PUBLISHED })],
      sockets: [socket(8065)],
      probes: [probe(10048)],
    }),
    'listening',
    'high',
    'published-by-container',
  ],
  [
    'a container up without its port',
    readMachine({ containers: [container({})] }),
    'unpublished',
    'high',
    'unpublished-container',
  ],
  ['a stopped container', readMachine({ containers: [container({ status: 'exited' })] }), 'free', 'high'],
];

describe('the verdict of tcp 8065', () => {
  const cases = TABLE.map(([fact, snapshot, verdict, confidence, ...codes]) => ({
    fact,
    snapshot,
    expected: { verdict, confidence },
    codes,
  }));

  test.each(cases)('$fact: $expected.verdict', ({ snapshot, expected, codes }) => {
    const { verdict, confidence, evidence, summary } = diagnosePort(snapshot, TCP_8065);
    expect({ verdict, confidence }).toEqual(expected);
    expect(evidence.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    expect(summary).toContain('8065');
  });
});
