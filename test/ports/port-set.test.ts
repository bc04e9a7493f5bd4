import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, endPort, type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import {
  countPorts,
  fitConsecutive,
  gaps,
  intersectRanges,
  mergeRanges,
  subtractRanges,
  unionRanges,
} from '../../toolkit/ports/port-set.ts';

/** A small universe, so that ranges meet often; a set of numbers says what each operation must give. */
const LAST = 60;
const range = fc
  .tuple(fc.integer({ min: 1, max: LAST }), fc.integer({ min: 1, max: 12 }))
  .map(([start, count]) => portRange(start, Math.min(LAST, start + count - 1)));
const ranges = fc.array(range, { maxLength: 12 });

const members = (list: Iterable<PortRange>) =>
  new Set(
    [...list].flatMap((one) => Array.from({ length: one.numberOfPorts }, (_, at) => one.startPort + at)),
  );

const isCanonical = (list: readonly PortRange[]) =>
  list.every((one, at) => {
    const next = list[at + 1];
    return one.numberOfPorts >= 1 && (next === undefined || next.startPort > endPort(one) + 1);
  });

describe('a set of ports', () => {
  it('is the fewest ranges with the same ports, in any order of input', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const merged = mergeRanges(list);
        expect(members(merged)).toEqual(members(list));
        expect(isCanonical(merged)).toBe(true);
        expect(mergeRanges([...list].reverse())).toEqual(merged);
        expect(mergeRanges(merged)).toEqual(merged);
        expect(countPorts(list)).toBe(members(list).size);
      }),
    );
  });

  it('follows the laws of sets', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [members(left), members(right)];
        const union = unionRanges(left, right);
        const difference = subtractRanges(left, right);
        const intersection = intersectRanges(left, right);
        expect(members(union)).toEqual(a.union(b));
        expect(members(difference)).toEqual(a.difference(b));
        expect(members(intersection)).toEqual(a.intersection(b));
        expect([union, difference, intersection].every(isCanonical)).toBe(true);
        expect(unionRanges(difference, intersection)).toEqual(mergeRanges(left));
      }),
    );
  });

  it('has gaps exactly where no range is', () => {
    fc.assert(
      fc.property(ranges, range, (taken, within) => {
        const free = members(gaps(taken, within));
        for (const port of members([within]))
          expect(free.has(port)).toBe(!taken.some((one) => contains(one, port)));
        expect(free.isSubsetOf(members([within]))).toBe(true);
      }),
    );
  });

  it('fits consecutive ports at the lowest place there is', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 20 }), (free, numberOfPorts) => {
        const ports = members(free);
        const fits = (start: number) => members([{ startPort: start, numberOfPorts }]).isSubsetOf(ports);
        const lowest = Array.from({ length: LAST }, (_, at) => at + 1).find(fits);
        expect(fitConsecutive(numberOfPorts, free)?.startPort).toBe(lowest);
      }),
    );
  });

  it('keeps an input untouched', () => {
    const input = Object.freeze([portRange(5, 9), portRange(1, 4)]);
    expect(mergeRanges(input)).toEqual([portRange(1, 9)]);
    expect(input[0]).toEqual(portRange(5, 9));
  });
});
