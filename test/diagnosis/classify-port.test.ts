import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosePort } from '../../toolkit/diagnosis/classify-port.ts';
import type { EvidenceCode } from '../../toolkit/diagnosis/evidence.ts';
import { emptySnapshot, type Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { VERDICTS, type Verdict } from '../../toolkit/diagnosis/verdict.ts';
import { dynamic, IANA, probe, readMachine, rows, socket, TCP_8065, WIDE } from './snapshots.ts';

const container = (parts: object) => ({
  id: 'c1',
  name: 'web',
  status: 'running',
  published: [],
  wanted: [{ hostIp: '', hostPort: 8065, containerPort: 80, protocol: 'tcp' as const }],
  ...parts,
});
const published = [{ hostIp: '0.0.0.0', hostPort: 8065, containerPort: 80, protocol: 'tcp' as const }];
const windowsEngine = { docker: { running: true, osType: 'windows' } as const };
const proxy = { listenAddress: '0.0.0.0', listenPort: 8065, connectAddress: '172.20.0.2', connectPort: 80 };
const dockerError = {
  port: 8065,
  protocol: 'tcp',
  address: '0.0.0.0',
  cause: 'reserved',
  message: 'x',
} as const;
const winnatBlock = { tcp: rows('8000-8099', '8100-8199') };

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
    readMachine({ sockets: [socket(8065)], excludedPortRanges: winnatBlock }),
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
    readMachine({ excludedPortRanges: winnatBlock, probes: [probe(10013)] }),
    'reserved',
    'high',
    'in-reserved-block',
    'bind-refused',
  ],
  [
    'a winnat block from a paste',
    withoutSockets({ excludedPortRanges: winnatBlock, probes: [], dynamicPortRanges: [] }),
    'reserved',
    'medium',
    'in-reserved-block',
    'not-read',
  ],
  [
    'a block that was just given back',
    readMachine({ excludedPortRanges: winnatBlock }),
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
    readMachine({ excludedPortRanges: { tcp: rows('8065*') }, ...windowsEngine }),
    'excluded-blocks-windows-containers',
    'high',
    'windows-containers',
  ],
  [
    'a container that publishes it',
    readMachine({ containers: [container({ published })], sockets: [socket(8065)], probes: [probe(10048)] }),
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
  [
    'the Linux side',
    { ...emptySnapshot({ kind: 'linux' }), sockets: [socket(8065)] },
    'unknown',
    'low',
    'linux-side',
    'listener',
  ],
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

describe('whatever was read', () => {
  test('free and at risk are said only when table, dynamic range, and sockets or a probe were read', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { verdict } = diagnosePort(snapshot, TCP_8065);
        fc.pre(verdict === 'free' || verdict === 'at-risk');
        const isBound = snapshot.probes.some(
          ({ socketError, address }) => socketError === 0 && address === '0.0.0.0',
        );
        const areSocketsWhole = snapshot.sockets !== undefined && !snapshot.incomplete.includes('sockets');
        expect(snapshot.excludedPortRanges.tcp).toBeDefined();
        expect(snapshot.incomplete).not.toContain('excludedPortRanges tcp');
        expect(snapshot.dynamicPortRanges).not.toEqual([]);
        expect(isBound || areSocketsWhole).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('an unread exclusion table makes every verdict unknown, and keeps the other facts as evidence', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const before = diagnosePort(snapshot, TCP_8065);
        const after = diagnosePort({ ...snapshot, excludedPortRanges: {} }, TCP_8065);
        expect(after.verdict).toBe('unknown');
        const kept = before.evidence.filter(({ code }) => code === 'listener' || code === 'bind-refused');
        expect(after.evidence).toEqual(expect.arrayContaining(kept));
      }),
    );
  });

  test('a further true fact never weakens a verdict', () => {
    const facts: readonly Partial<Snapshot>[] = [
      { sockets: [socket(8065)] },
      { excludedPortRanges: {} },
      { probes: [probe(10013)] },
    ];
    fc.assert(
      fc.property(anySnapshot, fc.constantFrom(...facts), (snapshot, fact) => {
        const before = diagnosePort(snapshot, TCP_8065).verdict;
        const after = diagnosePort({ ...snapshot, ...fact }, TCP_8065).verdict;
        fc.pre(before !== 'unknown');
        expect(VERDICTS.indexOf(after)).toBeLessThanOrEqual(VERDICTS.indexOf(before));
      }),
    );
  });

  test('every remedy is a command, and every piece of evidence is one line', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { remedies, evidence } = diagnosePort(snapshot, TCP_8065);
        for (const { command } of remedies)
          expect(command).toMatch(/^(portwright|netsh|net|docker|wsl|tasklist|netstat) /);
        for (const { text } of evidence) expect(text).toMatch(/^[^\n]*[^.\n]$/);
      }),
    );
  });
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    tcp: maybe(
      fc.constantFrom(
        rows(),
        rows('8065'),
        rows('8065*'),
        rows('8000-8099'),
        rows('8000-12095', '50000-50059*'),
      ),
    ),
    dynamicRange: maybe(fc.constantFrom(IANA, WIDE)),
    sockets: maybe(
      fc.subarray([
        socket(8065),
        socket(8065, { state: 'connected' }),
        socket(80),
        socket(8065, { protocol: 'udp' }),
      ]),
    ),
    probes: fc.subarray([probe(0), probe(10013), probe(0, 8065, '127.0.0.1'), probe(0, 8066)]),
    incomplete: fc.subarray(['sockets', 'excludedPortRanges tcp'] as const),
    osType: maybe(fc.constantFrom('linux', 'windows')),
  })
  .map(({ tcp, dynamicRange, sockets, probes, incomplete, osType }) => ({
    ...emptySnapshot({ kind: 'windows' }),
    excludedPortRanges: tcp === undefined ? {} : { tcp },
    dynamicPortRanges: dynamicRange === undefined ? [] : dynamic(dynamicRange),
    ...(sockets && { sockets }),
    probes,
    incomplete,
    ...(osType && { docker: { running: true, osType } }),
  }));

describe('remedies', () => {
  const commands = (parts: Partial<Snapshot>) =>
    diagnosePort(readMachine(parts), TCP_8065).remedies.map(({ command }) => command);

  test('of a winnat block: fix first, then the root cause, then the same by hand', () => {
    expect(commands({ excludedPortRanges: winnatBlock, dynamicPortRanges: dynamic(WIDE) })).toEqual([
      'portwright fix 8065',
      'portwright run reset-iana-dynamic-range',
      'net stop winnat /y\nnetsh interface ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1 store=persistent\nnet start winnat',
    ]);
  });

  test('never add an exclusion where Docker runs Windows containers', () => {
    const found = commands({
      excludedPortRanges: winnatBlock,
      dynamicPortRanges: dynamic(WIDE),
      ...windowsEngine,
    });
    expect(found).toEqual(['portwright run reset-iana-dynamic-range', 'portwright run restart-winnat']);
  });

  test('of http.sys and of a reservation of another program change nothing', () => {
    const port = { port: 5985, protocol: 'tcp' } as const;
    const httpSys = diagnosePort(readMachine({ excludedPortRanges: { tcp: rows('5985') } }), port);
    expect(httpSys.block?.origin).toBe('http.sys');
    expect(httpSys.remedies[0]?.command).toBe('netsh http show servicestate');
    const tables = { excludedPortRanges: { tcp: rows('8065') }, persistentExclusions: { tcp: rows('8065') } };
    expect(commands(tables).filter((command) => /portwright|add|delete/.test(command))).toEqual([]);
  });

  test('lead to the machine that was read', () => {
    const host = { kind: 'simulated', machine: '/tmp/my machine.json' } as const;
    expect(commands({ host, dynamicPortRanges: dynamic(WIDE) })[0]).toBe(
      'portwright fix 8065 --host simulated --state "/tmp/my machine.json"',
    );
  });

  test('name the owner of a listener and not of a container that is meant to have the port', () => {
    expect(commands({ sockets: [socket(8065, { processId: 77 })] })[0]).toBe('tasklist /svc /fi "PID eq 77"');
    expect(commands({ sockets: [socket(8065)], containers: [container({ published })] })).toEqual([]);
  });

  test('withdraw the very range that keeps Windows containers from the port', () => {
    expect(commands({ excludedPortRanges: { tcp: rows('8060-8069*') }, ...windowsEngine })).toEqual([
      'netsh interface ipv4 delete excludedportrange protocol=tcp startport=8060 numberofports=10 store=persistent',
    ]);
  });

  test('ask for exactly what was not read', () => {
    expect(commands({ dynamicPortRanges: [] })).toEqual([
      'netsh interface ipv4 show dynamicportrange protocol=tcp',
    ]);
  });
});

describe('a probability', () => {
  const estimate = () => ({ probability: 0.123, assumptions: '8 blocks a boot' });

  test('is given only where somebody brings a model, with its assumptions', () => {
    const atRisk = readMachine({ dynamicPortRanges: dynamic(WIDE) });
    const texts = (options: object) =>
      diagnosePort(atRisk, TCP_8065, options).evidence.filter(({ code }) => code === 'estimate');
    expect(texts({})).toEqual([]);
    expect(texts({ estimate })[0]?.text).toMatch(/12\.3 %.*8 blocks a boot/);
  });

  test('is not asked for a port outside the dynamic range', () => {
    const { evidence } = diagnosePort(readMachine(), TCP_8065, { estimate });
    expect(evidence.map(({ code }) => code)).not.toContain('estimate');
  });
});
