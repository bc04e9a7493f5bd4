import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { avoidedPorts } from '../../toolkit/diagnosis/avoided-ports.ts';
import type { RiskModel } from '../../toolkit/diagnosis/estimate.ts';
import type { Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { SUGGEST_FROM, type SuggestQuestion, suggestPorts } from '../../toolkit/diagnosis/suggest-ports.ts';
import { contains, type PortRange } from '../../toolkit/ports/port-range.ts';
import { countPorts, subtractRanges } from '../../toolkit/ports/port-set.ts';
import { dynamic, probe, readMachine, rows, socket, WIDE } from './snapshots.ts';

const ALL = { startPort: 1, numberOfPorts: 65535 };
const ports = (snapshot: Snapshot, question?: SuggestQuestion) =>
  suggestPorts(snapshot, question).ports.map(({ port }) => port);

const someRange = fc
  .tuple(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 1, max: 8000 }))
  .map(([startPort, size]): PortRange => ({ startPort, numberOfPorts: Math.min(size, 65536 - startPort) }));
const someMachine = fc
  .record({
    table: fc.array(fc.tuple(someRange, fc.boolean()), { maxLength: 8 }),
    range: someRange,
    sockets: fc.array(fc.integer({ min: 1, max: 65535 }), { maxLength: 20 }),
  })
  .map(({ table, range, sockets }) =>
    readMachine({
      excludedPortRanges: { tcp: table.map(([row, administered]) => ({ ...row, administered })) },
      dynamicPortRanges: dynamic(range),
      sockets: sockets.map((port) => socket(port)),
    }),
  );
const someQuestion = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  near: fc.option(fc.integer({ min: 1, max: 65535 }), { nil: undefined }),
  consecutive: fc.boolean(),
});
const asQuestion = ({
  near,
  ...rest
}: {
  near: number | undefined;
  count: number;
  consecutive: boolean;
}) => ({
  ...rest,
  ...(near !== undefined && { near }),
});

/** What may be suggested at all where a safe place is left. */
function safePorts(snapshot: Snapshot) {
  return subtractRanges([ALL], avoidedPorts(snapshot, 'tcp'));
}

describe('whatever the machine, suggested ports', () => {
  test('are as many as asked for, all different, and none that anything but the dynamic range speaks against', () => {
    fc.assert(
      fc.property(someMachine, someQuestion.map(asQuestion), (snapshot, question) => {
        const certain = avoidedPorts(snapshot, 'tcp').filter(({ code }) => code !== 'dynamic-range');
        fc.pre(countPorts(subtractRanges([ALL], certain)) > 20_000);
        const found = ports(snapshot, question);
        expect(new Set(found).size).toBe(question.count);
        for (const port of found) expect(certain.some((range) => contains(range, port))).toBe(false);
      }),
    );
  });

  test('are safe wherever enough safe ones are left, and say so', () => {
    fc.assert(
      fc.property(someMachine, fc.integer({ min: 1, max: 9 }), (snapshot, count) => {
        const safe = safePorts(snapshot);
        fc.pre(countPorts(safe) >= count);
        const { ports: found, numberOfSafePorts } = suggestPorts(snapshot, { count });
        expect(numberOfSafePorts).toBe(countPorts(safe));
        expect(found.every(({ isOutsideDynamicRange }) => isOutsideDynamicRange)).toBe(true);
        for (const { port } of found) expect(safe.some((range) => contains(range, port))).toBe(true);
      }),
    );
  });

  test('near a port are the nearest there are', () => {
    fc.assert(
      fc.property(someMachine, fc.integer({ min: 1024, max: 49151 }), (snapshot, near) => {
        const safe = safePorts(snapshot);
        fc.pre(countPorts(safe) >= 4);
        const found = ports(snapshot, { near, count: 4 });
        const farthest = Math.max(...found.map((port) => Math.abs(port - near)));
        const within = { startPort: near - farthest + 1, numberOfPorts: 2 * farthest - 1 };
        const nearer = safe.flatMap((range) =>
          Array.from({ length: range.numberOfPorts }, (_, index) => range.startPort + index).filter((port) =>
            contains(within, port),
          ),
        );
        for (const port of nearer) expect(found).toContain(port);
      }),
    );
  });

  test('that must follow each other do', () => {
    fc.assert(
      fc.property(someMachine, fc.integer({ min: 1, max: 200 }), (snapshot, count) => {
        fc.pre(safePorts(snapshot).some(({ numberOfPorts }) => numberOfPorts >= count));
        const [first = 0, ...others] = ports(snapshot, { count, consecutive: true });
        expect(others).toEqual(others.map((_, index) => first + index + 1));
      }),
    );
  });

  test('are the same for the same machine, in whatever order it was read', () => {
    fc.assert(
      fc.property(someMachine, someQuestion.map(asQuestion), (snapshot, question) => {
        fc.pre(safePorts(snapshot).some(({ numberOfPorts }) => numberOfPorts >= 12));
        const turned = {
          ...snapshot,
          excludedPortRanges: { tcp: (snapshot.excludedPortRanges.tcp ?? []).toReversed() },
          sockets: (snapshot.sockets ?? []).toReversed(),
        };
        expect(ports(turned, question)).toEqual(ports(snapshot, question));
      }),
    );
  });
});

describe('without a port to be near', () => {
  test('the search goes up from 20000, and passes over what is taken, saying why', () => {
    const machine = readMachine({
      excludedPortRanges: { tcp: rows('20001-20100', '20101*') },
      sockets: [socket(20102)],
    });
    const suggestion = suggestPorts(machine);
    expect(suggestion.ports.map(({ port }) => port)).toEqual([SUGGEST_FROM, 20103, 20104]);
    expect(suggestion.avoided.map(({ startPort, code }) => [startPort, code])).toEqual([
      [20001, 'excluded-range'],
      [20101, 'excluded-range'],
      [20102, 'in-use'],
    ]);
    expect(suggestion.reserveCommand).toBe('portwright run reserve-ports --ports 20000,20103-20104');
  });
});

test.each([
  ['a default port of others', {}, 8080, 8079],
  ['a port browsers refuse', {}, 6667, 6670],
  ['a port that is refused although no table says why', { probes: [probe(10013, 20500)] }, 20500, 20501],
  ['a port that only a client uses', { sockets: [socket(20500, { state: 'connected' })] }, 20500, 20501],
  [
    'a portproxy',
    { portProxies: [{ listenAddress: '*', listenPort: 20500, connectAddress: 'x', connectPort: 1 }] },
    20500,
    20501,
  ],
  [
    'what PowerShell calls dynamic although netsh does not',
    { tcpSettings: [{ protocol: 'tcp', settingName: 'Internet', startPort: 20000, numberOfPorts: 1000 }] },
    20900,
    21000,
  ],
] as const)('%s is passed over', (_what, parts: Partial<Snapshot>, near, expected) => {
  expect(ports(readMachine(parts), { near, count: 1 })).toEqual([expected]);
});

describe('where the dynamic port range covers everything', () => {
  const wide = readMachine({ dynamicPortRanges: dynamic(WIDE) });
  const flat =
    (probabilities: Readonly<Record<number, number>>): RiskModel =>
    ({ ports: asked }) =>
      new Map(
        asked.map((port) => {
          const probability = probabilities[port] ?? 0.02;
          return [port, { probability, low: 0, high: 1, boots: 1, assumptions: 'a test is run' }];
        }),
      );

  test('no port is called safe, and each has its probability', () => {
    const { ports: found, numberOfSafePorts } = suggestPorts(wide, { count: 2, risk: flat({}) });
    expect(numberOfSafePorts).toBe(0);
    expect(found).toMatchObject([
      { port: 20000, isOutsideDynamicRange: false, estimate: { probability: 0.02 } },
      { port: 20001, isOutsideDynamicRange: false, estimate: { probability: 0.02 } },
    ]);
  });

  test('ports no block fits onto come first, clearly worse ones last, and small differences count for nothing', () => {
    const risk = flat({ 20000: 0.2, 20001: 0.025, 20002: 0.018 });
    expect(ports(wide, { count: 2, risk })).toEqual([20001, 20002]);
    expect(ports(wide, { count: 1, risk: flat({ 30: 0, 30000: 0, 33333: 0 }) })).toEqual([33333]);
    const asked = vi.fn(risk);
    const { ports: estimated } = suggestPorts(wide, { count: 2, risk: asked });
    expect(estimated.map(({ estimate }) => estimate?.probability)).toEqual([0.025, 0.018]);
    expect(asked).toHaveBeenCalledOnce();
  });

  test('the model is told of the rows that come back at every boot, not of the blocks that are drawn anew', () => {
    const told: PortRange[] = [];
    const table = { tcp: rows('2000-2099', '2100-2199', '9100-9109*', '50000-50059*', '5357') };
    suggestPorts(
      { ...wide, excludedPortRanges: table },
      {
        risk: (input) => {
          told.push(...input.occupied);
          return flat({})(input);
        },
      },
    );
    const starts = new Set(told.map(({ startPort }) => startPort));
    expect(starts).toEqual(new Set([9100, 50000, 5357]));
  });

  test('a model is not asked where safe ports are left', () => {
    const never: RiskModel = () => {
      throw new Error('nobody was to ask');
    };
    expect(ports(readMachine(), { risk: never })).toHaveLength(3);
  });
});

describe('nothing is guessed', () => {
  test.each([
    ['the table', { excludedPortRanges: {} }],
    ['the whole table', { incomplete: ['excludedPortRanges tcp'] }],
    ['the dynamic port range', { dynamicPortRanges: [] }],
    ['the sockets', { sockets: undefined }],
    ['all sockets', { incomplete: ['sockets'] }],
  ] as const)('without %s there is no suggestion', (_what, missing) => {
    const { sockets, ...rest } = { ...readMachine(), ...missing };
    const snapshot: Snapshot = { ...rest, ...(sockets && { sockets }) };
    expect(() => suggestPorts(snapshot)).toThrow(expect.objectContaining({ code: 'suggest.not-read' }));
  });

  test('more ports than are left, or a longer stretch, is an error', () => {
    const full = readMachine({ excludedPortRanges: { tcp: rows('1-40000*', '40002-65535*') } });
    expect(ports(full, { count: 1 })).toEqual([40001]);
    for (const question of [{ count: 2 }, { count: 2, consecutive: true }]) {
      expect(() => suggestPorts(full, question)).toThrow(expect.objectContaining({ code: 'suggest.none' }));
    }
  });
});
