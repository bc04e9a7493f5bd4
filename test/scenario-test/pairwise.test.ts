import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Axes, pairwise } from '../../toolkit/scenario-test/pairwise.ts';

const axes = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 })
  .map(
    (sizes): Axes =>
      Object.fromEntries(
        sizes.map((size, axis) => [
          `axis${axis}`,
          Array.from({ length: size }, (_, value) => `${axis}.${value}`),
        ]),
      ),
  );

function everyPair(of: Axes): string[] {
  const names = Object.keys(of);
  return names.flatMap((first, index) =>
    names
      .slice(index + 1)
      .flatMap((second) =>
        (of[first] ?? []).flatMap((a) => (of[second] ?? []).map((b) => `${first}=${a}&${second}=${b}`)),
      ),
  );
}

test('every value of every axis meets every value of every other axis', () => {
  fc.assert(
    fc.property(axes, (of) => {
      const met = new Set(
        pairwise(of).flatMap((row) =>
          everyPair(Object.fromEntries(Object.keys(of).map((name) => [name, [row[name]]]))),
        ),
      );
      expect(everyPair(of).filter((pair) => !met.has(pair))).toEqual([]);
    }),
  );
});

test('every row has one known value of each axis', () => {
  fc.assert(
    fc.property(axes, (of) => {
      for (const row of pairwise(of)) {
        expect(Object.keys(row).toSorted()).toEqual(Object.keys(of).toSorted());
        for (const [name, value] of Object.entries(row)) expect(of[name]).toContain(value);
      }
    }),
  );
});

test('the same axes give the same rows, no row twice, and far fewer than all combinations', () => {
  const of = {
    a: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    b: [1, 2, 3, 4],
    c: [1, 2, 3, 4, 5],
    d: [true, false],
    e: [true, false],
  };
  const rows = pairwise(of);
  expect(pairwise(of)).toEqual(rows);
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThanOrEqual(9 * 5);
  expect(rows.length).toBeLessThan(2 * 9 * 5);
});

test('values that are objects stay the very same objects', () => {
  const value = { startPort: 1 };
  expect(pairwise({ a: [value], b: [1, 2] }).every(({ a }) => a === value)).toBe(true);
});
