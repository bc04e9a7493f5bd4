import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { askedPorts } from '../../toolkit/diagnosis/asked-port.ts';
import { emptySnapshot, type Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { parsePortSpecs } from '../../toolkit/ports/port-spec.ts';
import { forecast } from '../../toolkit/simulation/forecast.ts';
import { MEASURES, type Measure } from '../../toolkit/simulation/forecast-hits.ts';
import { dynamic, IANA, readMachine, rows, socket, WIDE } from '../diagnosis/snapshots.ts';

const OPTIONS = { boots: 4000, seed: 5, placement: 'bursts' } as const;

function machine(...table: string[]): Snapshot {
  return readMachine({
    excludedPortRanges: { tcp: rows(...table), udp: [] },
    dynamicPortRanges: [...dynamic(WIDE), ...dynamic(WIDE, 'udp')],
    sockets: [socket(7000)],
  });
}

/** The forecasts of ports, by measure. */
function forecasts(snapshot: Snapshot, ...ports: string[]) {
  const { forecasts: found } = forecast(snapshot, askedPorts(parsePortSpecs(ports)), OPTIONS);
  return new Map(found.map((each) => [each.measure, each]));
}

const placeOf = (snapshot: Snapshot, measure: Measure, port: string) =>
  forecasts(snapshot, port).get(measure)?.ports[0]?.place;

describe('a forecast', () => {
  it('has every measure, and the same answer for the same seed', () => {
    const once = () => forecasts(machine('5357', '50000-50059*'), '8065', '9000');
    expect([...once().keys()]).toEqual(MEASURES);
    expect(once()).toEqual(once());
  });

  test.each<[string, readonly string[], Measure, string, string]>([
    ['a port of the range', [], 'now', '8065', 'drawn-from'],
    ['a port in a block of winnat, which is drawn anew', ['8000-8099'], 'now', '8065', 'drawn-from'],
    ['a port in an administered row', ['8065*'], 'now', '8065', 'kept'],
    ['a port in a row of http.sys', ['5357'], 'now', '5357', 'held'],
    ['a port between two rows', ['8000-8060*', '8070-8099*'], 'now', '8065', 'no-room'],
    ['a reserved port', ['8000-8099'], 'reserve-ports', '8065', 'kept'],
    ['a port below 49152 after a reset', [], 'reset-iana-dynamic-range', '8065', 'outside-range'],
    ['a port above it after a reset', [], 'reset-iana-dynamic-range', '50100', 'drawn-from'],
    ['a reserved port after a reset', [], 'reserve-ports+reset-iana-dynamic-range', '8065', 'kept'],
    ['a port in use when winnat restarts', [], 'restart-winnat', '7000', 'in-use'],
    ['a port in use when Windows boots', [], 'now', '7000', 'drawn-from'],
    ['a port below the range', [], 'now', '443', 'outside-range'],
  ])('says of %s where it stands', (_what, table, measure, port, place) => {
    expect(placeOf(machine(...table), measure, port)).toBe(place);
  });

  it('gives a chance exactly where blocks are drawn from, and of the set at least that of each port', () => {
    const port = fc.oneof(
      fc.integer({ min: 1024, max: 65534 }),
      fc.constantFrom(443, 5357, 8065, 50010, 7000),
    );
    fc.assert(
      fc.property(fc.uniqueArray(port, { minLength: 1, maxLength: 5 }), (ports) => {
        const snapshot = machine('5357', '8000-8099', '50000-50059*');
        const options = { ...OPTIONS, boots: 300 };
        const asked = ports.map((each) => ({ port: each, protocol: 'tcp' as const }));
        for (const { ports: found, any } of forecast(snapshot, asked, options).forecasts) {
          expect(found.map((each) => each.port)).toEqual(ports);
          for (const { place, chance } of found) {
            expect(chance !== undefined).toBe(place === 'drawn-from');
            if (chance) expect(any?.hits).toBeGreaterThanOrEqual(chance.hits);
          }
          const hits = found.reduce((sum, { chance }) => sum + (chance?.hits ?? 0), 0);
          expect(any?.hits ?? 0).toBeLessThanOrEqual(hits);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts of a range the boots that take at least one of its ports, as it does of the same ports asked alone', () => {
    const edge = fc.integer({ min: 1000, max: 65000 });
    fc.assert(
      fc.property(edge, fc.integer({ min: 1, max: 300 }), (startPort, numberOfPorts) => {
        const range = { protocol: 'tcp', range: { startPort, numberOfPorts } } as const;
        const ports = askedPorts([range]);
        const options = { ...OPTIONS, boots: 200, ranges: [range] };
        const snapshot = machine('5357', '8000-8099', '50000-50059*');
        for (const { any, ranges } of forecast(snapshot, ports, options).forecasts) {
          expect(ranges.map(({ chance }) => chance?.hits)).toEqual([any?.hits]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('puts tcp and udp together, each drawn by itself', () => {
    const one = forecasts(machine(), '8065').get('now');
    const both = forecasts(machine(), '8065', '8065/udp').get('now');
    expect(both?.ports.map(({ protocol }) => protocol)).toEqual(['tcp', 'udp']);
    expect(both?.ports[0]?.chance?.hits).toBe(one?.any?.hits);
    expect(both?.any?.hits).toBeGreaterThan(one?.any?.hits ?? Number.NaN);
  });

  it('leaves the restart of winnat out where the sockets are not known', () => {
    const { sockets, ...unread } = machine();
    expect(sockets).toBeDefined();
    expect(forecasts(unread, '8065').has('restart-winnat')).toBe(false);
  });

  test.each([
    ['the table', { dynamicPortRanges: dynamic(IANA) }],
    ['the dynamic range', { excludedPortRanges: { tcp: rows('5357') } }],
  ])('is refused where %s is not known', (_what, parts) => {
    const snapshot = { ...emptySnapshot({ kind: 'paste' }), ...parts };
    expect(() => forecasts(snapshot, '8065')).toThrow(
      expect.objectContaining({ code: 'input.unrecognised-paste', remedy: expect.stringContaining('netsh') }),
    );
  });
});

test.each([
  ['tcp', 'sockets', false],
  ['tcp', 'sockets udp', true],
  ['udp', 'sockets udp', false],
] as const)(
  'the restart of winnat is forecast for %s where %s were cut: %s',
  (protocol, part, isForecast) => {
    const snapshot = { ...machine(), incomplete: [part] };
    expect(forecasts(snapshot, `8065/${protocol}`).has('restart-winnat')).toBe(isForecast);
  },
);
