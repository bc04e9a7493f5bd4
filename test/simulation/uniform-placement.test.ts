import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { contains, endPort, overlaps, type PortRange } from '../../toolkit/ports/port-range.ts';
import { gaps, mergeRanges } from '../../toolkit/ports/port-set.ts';
import { BLOCK_SIZE, blockCountProbabilities, drawBlockCount } from '../../toolkit/simulation/placement.ts';
import { createRandom } from '../../toolkit/simulation/random.ts';
import { countHits } from '../../toolkit/simulation/simulate-boots.ts';
import {
  countArrangements,
  uniformHitProbability,
  uniformPlacement,
} from '../../toolkit/simulation/uniform-placement.ts';
import { wilsonInterval } from '../../toolkit/simulation/wilson-interval.ts';
import { IANA, WIDE } from '../diagnosis/snapshots.ts';

const ROWS: readonly PortRange[] = [
  { startPort: 1433, numberOfPorts: 1 },
  { startPort: 5357, numberOfPorts: 1 },
  { startPort: 50000, numberOfPorts: 60 },
];

describe('the number of arrangements', () => {
  /** Every way to lay the blocks, one by one. */
  function enumerated(numberOfPorts: number, blocks: number): number {
    if (blocks === 0) return 1;
    let ways = 0;
    for (let start = 0; start + BLOCK_SIZE <= numberOfPorts; start++)
      ways += enumerated(numberOfPorts - start - BLOCK_SIZE, blocks - 1);
    return ways;
  }

  test.each([[99], [100], [101], [250], [330]])(
    'in one stretch of %i ports is what enumeration finds',
    (length) => {
      const counted = countArrangements([length]).slice(0, 4);
      expect(counted).toEqual([0, 1, 2, 3].map((blocks) => enumerated(length, blocks)));
    },
  );

  it('does not depend on the order of the stretches, and a stretch without room changes nothing', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 5 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 99 }), (stretches, small) => {
        const ways = countArrangements(stretches);
        for (const other of [[...stretches].reverse(), [small, ...stretches]]) {
          for (const [blocks, each] of countArrangements(other).entries())
            expect(each / (ways[blocks] || 1)).toBeCloseTo(ways[blocks] === 0 ? 0 : 1, 9);
        }
      }),
    );
  });
});

describe('uniform placement', () => {
  const range: fc.Arbitrary<PortRange> = fc
    .tuple(fc.integer({ min: 1024, max: 60000 }), fc.integer({ min: 1, max: 400 }))
    .map(([startPort, numberOfPorts]) => ({ startPort, numberOfPorts }));

  it('lays as many blocks as are wanted or fit, inside the range, on nothing that is taken and not on each other', () => {
    const question = fc.record({
      seed: fc.integer(),
      dynamicRange: fc.constantFrom(IANA, WIDE, { startPort: 1024, numberOfPorts: 900 }),
      occupied: fc.array(range, { maxLength: 12 }),
      count: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(question, ({ seed, dynamicRange, occupied, count }) => {
        const starts = uniformPlacement(createRandom(seed), dynamicRange, occupied)(count);
        const room = gaps(occupied, dynamicRange).map((gap) => Math.floor(gap.numberOfPorts / BLOCK_SIZE));
        expect(starts).toHaveLength(
          Math.min(
            count,
            room.reduce((sum, blocks) => sum + blocks, 0),
          ),
        );
        const blocks = starts.map((startPort) => ({ startPort, numberOfPorts: BLOCK_SIZE }));
        expect(mergeRanges(blocks).reduce((sum, block) => sum + block.numberOfPorts, 0)).toBe(
          starts.length * BLOCK_SIZE,
        );
        for (const block of blocks) {
          expect(contains(dynamicRange, block.startPort) && contains(dynamicRange, endPort(block))).toBe(
            true,
          );
          expect(occupied.some((taken) => overlaps(taken, block))).toBe(false);
        }
      }),
    );
  });

  const SET = [1500, 1510, 3000, 3306, 5000, 8065, 8080, 9000, 50100, 51000];
  const cases = [WIDE, IANA, { startPort: 1024, numberOfPorts: 3000 }].flatMap((dynamicRange) =>
    [[], ROWS].flatMap((occupied) =>
      [[8065], [50100], [1500], SET].map((ports) => ({ dynamicRange, occupied, ports })),
    ),
  );

  it('is counted as often as the closed form says: the interval of 95 % holds it in at least 9 cases of 10', () => {
    const missed = cases.filter(({ dynamicRange, occupied, ports }, index) => {
      const question = { dynamicRange, occupied, ports };
      const counted = countHits({ ...question, boots: 8000, seed: index + 1, placement: 'uniform' });
      const { low, high } = wilsonInterval(counted.bootsWithAnyHit, counted.boots);
      const exact = uniformHitProbability({ ...question, protocol: 'tcp' });
      expect(exact).toBeGreaterThan(low - 3 * (high - low));
      expect(exact).toBeLessThan(high + 3 * (high - low));
      return exact < low - 1e-12 || exact > high;
    });
    expect(missed.length).toBeLessThanOrEqual(cases.length / 10);
  });

  it('never hits outside the range and on a kept port, and a set at least as often as its ports', () => {
    const ports = fc.uniqueArray(fc.integer({ min: 1024, max: 65534 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(ports, fc.constantFrom(WIDE, IANA), (asked, dynamicRange) => {
        const of = (watched: readonly number[]) =>
          uniformHitProbability({ dynamicRange, occupied: ROWS, ports: watched, protocol: 'tcp' });
        const whole = of(asked);
        const single = asked.map((port) => of([port]));
        expect(whole).toBeGreaterThanOrEqual(Math.max(...single) - 1e-9);
        expect(whole).toBeLessThanOrEqual(single.reduce((sum, each) => sum + each, 0) + 1e-9);
        for (const [index, port] of asked.entries())
          if (!contains(dynamicRange, port) || ROWS.some((row) => contains(row, port)))
            expect(single[index]).toBeCloseTo(0, 12);
      }),
    );
  });
});

test.each(['tcp', 'udp'] as const)(
  'the probabilities of the numbers of %s blocks are those that are drawn',
  (protocol) => {
    const random = createRandom(3);
    const draws = 20_000;
    const counts = new Map<number, number>();
    for (let draw = 0; draw < draws; draw++) {
      const count = drawBlockCount(random, protocol);
      counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    const probabilities = blockCountProbabilities(protocol);
    expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    // Chi-squared: its mean is the number of degrees of freedom, and twice that is far out in its tail.
    const expected = probabilities.map((share) => share * draws);
    expect([...counts.keys()].every((count) => (expected[count] ?? 0) > 0)).toBe(true);
    const chi = expected.reduce(
      (sum, wanted, count) => sum + (wanted === 0 ? 0 : ((counts.get(count) ?? 0) - wanted) ** 2 / wanted),
      0,
    );
    expect(chi).toBeLessThan(2 * expected.filter((wanted) => wanted > 0).length + 6);
  },
);

describe('the interval of a counted share', () => {
  test.each([
    // NIST/SEMATECH e-Handbook 7.2.4.1: 4 of 20, 90 % there; recomputed for 95 % with the same formula.
    [4, 20, 0.0807, 0.416],
    [0, 100, 0, 0.037],
    [100, 100, 0.963, 1],
  ])('of %i in %i', (hits, trials, low, high) => {
    const interval = wilsonInterval(hits, trials);
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });

  it('holds the share, stays within 0 to 1, and shrinks with more trials', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, part) => {
          const hits = Math.round(part * trials);
          const { low, high, share } = wilsonInterval(hits, trials);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(share).toBeGreaterThanOrEqual(low - 1e-12);
          expect(share).toBeLessThanOrEqual(high + 1e-12);
          const more = wilsonInterval(hits * 4, trials * 4);
          expect(more.high - more.low).toBeLessThan(high - low);
        },
      ),
    );
  });
});
