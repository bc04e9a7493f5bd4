import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosePort } from '../../toolkit/diagnosis/classify-port.ts';
import { emptySnapshot, type Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { VERDICTS } from '../../toolkit/diagnosis/verdict.ts';
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

  test('every remedy is a command that says whom it disturbs and how long it lasts, and every piece of evidence is one line', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { remedies, evidence } = diagnosePort(snapshot, TCP_8065);
        for (const { command, disturbs, lasts } of remedies) {
          expect(command).toMatch(/^(portwright|netsh|net|docker|wsl|tasklist|netstat|shutdown|reg|sudo) /);
          expect([disturbs, lasts].filter((text) => text.length < 5)).toEqual([]);
        }
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
    expect(commands({ excludedPortRanges: WINNAT_BLOCK, dynamicPortRanges: dynamic(WIDE) })).toEqual([
      'portwright fix 8065',
      'portwright run reset-iana-dynamic-range',
      'net stop winnat /y\nnetsh interface ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1 store=persistent\nnet start winnat',
    ]);
  });

  test('never add an exclusion where Docker runs Windows containers', () => {
    const found = commands({
      excludedPortRanges: WINNAT_BLOCK,
      dynamicPortRanges: dynamic(WIDE),
      ...WINDOWS_ENGINE,
    });
    expect(found).toEqual([
      'portwright run reset-iana-dynamic-range',
      'portwright run restart-winnat --ports 8065',
    ]);
  });

  test('of a port at risk keep it, but not where Docker runs Windows containers', () => {
    const atRisk = { dynamicPortRanges: dynamic(WIDE) };
    expect(commands(atRisk)[0]).toBe('portwright fix 8065');
    expect(commands({ ...atRisk, ...WINDOWS_ENGINE })).toEqual(['portwright run reset-iana-dynamic-range']);
  });

  test('of a load balancer’s block do not stop winnat, which does not hold it', () => {
    const found = commands({ excludedPortRanges: { tcp: rows('8064-8127') } });
    expect(found.filter((command) => /winnat|fix/.test(command))).toEqual([]);
  });

  test('of an unpublished container name the container', () => {
    expect(commands({ containers: [container()] })).toEqual(['portwright fix 8065 --container web']);
  });

  test('of http.sys and of a reservation of another program change nothing', () => {
    const port = { port: 5985, protocol: 'tcp' } as const;
    const httpSys = diagnosePort(readMachine({ excludedPortRanges: { tcp: rows('5985') } }), port);
    expect(httpSys.block?.origin).toBe('http.sys');
    expect(httpSys.remedies[0]?.command).toBe('netsh http show servicestate');
    const tables = { excludedPortRanges: { tcp: rows('8065') }, persistentExclusions: { tcp: rows('8065') } };
    expect(commands(tables).filter((command) => /fix|run|add|delete/.test(command))).toEqual([]);
  });

  test('lead to the machine that was read', () => {
    const host = { kind: 'simulated', machine: '/tmp/my machine.json' } as const;
    expect(commands({ host, dynamicPortRanges: dynamic(WIDE) })[0]).toBe(
      'portwright fix 8065 --host simulated --state "/tmp/my machine.json"',
    );
  });

  test('name the owner of a listener and not of a container that is meant to have the port', () => {
    expect(commands({ sockets: [socket(8065, { processId: 77 })] })[0]).toBe('tasklist /svc /fi "PID eq 77"');
    expect(commands({ sockets: [socket(8065)], containers: [container({ published: PUBLISHED })] })).toEqual(
      [],
    );
  });

  test('withdraw the very range that keeps Windows containers from the port', () => {
    expect(commands({ excludedPortRanges: { tcp: rows('8060-8069*') }, ...WINDOWS_ENGINE })).toEqual([
      'netsh interface ipv4 delete excludedportrange protocol=tcp startport=8060 numberofports=10 store=persistent',
    ]);
  });

  test('of a port that somebody has, where the table was not read, begin with who has it', () => {
    const sockets = [socket(8065, { processId: 77 })];
    const { verdict, cause, summary, remedies } = diagnosePort(
      readMachine({ excludedPortRanges: {}, sockets, probes: [] }),
      TCP_8065,
    );
    expect([verdict, cause]).toEqual(['unknown', 'listener-process']);
    expect(summary).toMatch(/excluded port ranges.*process 77/);
    expect(remedies.map(({ command }) => command)).toEqual([
      'tasklist /svc /fi "PID eq 77"',
      'netsh interface ipv4 show excludedportrange protocol=tcp',
    ]);
  });

  test('of a port with a portproxy rule, where nothing else was read, begin with that rule', () => {
    const portProxies = [
      { listenAddress: '0.0.0.0', listenPort: 8065, connectAddress: '172.20.0.2', connectPort: 8066 },
    ];
    const unread = { excludedPortRanges: {}, dynamicPortRanges: [], probes: [], portProxies };
    const { sockets: _, ...machine } = readMachine(unread);
    const { verdict, cause, summary, remedies } = diagnosePort(machine, TCP_8065);
    expect([verdict, cause]).toEqual(['unknown', 'portproxy-iphlpsvc']);
    expect(summary).toMatch(/excluded port ranges.*172\.20\.0\.2:8066/);
    expect(remedies.map(({ command }) => command.split('\n').length)).toEqual([1, 3]);
    expect(remedies[0]?.command).toMatch(/portproxy delete v4tov4 .*listenport=8065/);
    // Where nobody listens, or a bind succeeds, the rule is not in force.
    for (const seen of [{ sockets: [] }, { probes: [probe(0)] }])
      expect(diagnosePort({ ...machine, ...seen }, TCP_8065).cause).toBe('unreadable');
  });

  test('ask for exactly what was not read', () => {
    expect(commands({ dynamicPortRanges: [] })).toEqual([
      'netsh interface ipv4 show dynamicportrange protocol=tcp',
    ]);
  });
});

test('MaxUserPort is evidence of a port that is free as yet', () => {
  const registry = [{ name: 'MaxUserPort', type: 'REG_DWORD', data: '0xfffe' } as const];
  const { verdict, evidence } = diagnosePort(readMachine({ registry }), TCP_8065);
  expect(verdict).toBe('free');
  expect(evidence.map(({ code }) => code)).toContain('max-user-port');
});

describe('a probability', () => {
  const estimate = { probability: 0.123, low: 0.1, high: 0.2, boots: 9, assumptions: 'it rains' };
  const risk = () => new Map([[8065, estimate]]);

  test('is given only where somebody brings a model, with its assumptions', () => {
    const atRisk = readMachine({ dynamicPortRanges: dynamic(WIDE) });
    const texts = (options: object) =>
      diagnosePort(atRisk, TCP_8065, options).evidence.filter(({ code }) => code === 'estimate');
    expect(texts({})).toEqual([]);
    expect(texts({ risk })[0]?.text).toMatch(
      /12\.3 % \(95 % interval 10\.0-20\.0 %\).*assuming that it rains/,
    );
  });

  test('is not asked for a port outside the dynamic range', () => {
    const { evidence } = diagnosePort(readMachine(), TCP_8065, { risk });
    expect(evidence.map(({ code }) => code)).not.toContain('estimate');
  });
});
