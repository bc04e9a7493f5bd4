import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import { nearest } from '../../toolkit/cli/nearest.ts';

test.each([
  ['reset-iana-dynamic-rnage', 'reset-iana-dynamic-range'],
  ['RESERVE-PORTS', 'reserve-ports'],
  ['reserve', 'reserve-ports'],
  ['rest-iana', 'reset-iana-dynamic-range'],
  ['fixx', 'fix'],
  ['repro', 'reproduce-8065'],
  ['provison', 'provision-before-hyperv'],
  ['atribute', 'attribute-blocks'],
  ['frobnicate', undefined],
])('%s is near %s', (word, expected) => {
  expect(nearest(word, SCENARIO_IDS)).toBe(expected);
});

test('nothing is near where nothing is known', () => {
  expect(nearest('fix', [])).toBeUndefined();
});

test('a known word is nearest to itself, and to itself with one letter changed', () => {
  const known = fc.constantFrom(...SCENARIO_IDS);
  fc.assert(
    fc.property(known, fc.nat(), (id, at) => {
      const index = at % id.length;
      expect(nearest(id, SCENARIO_IDS)).toBe(id);
      expect(nearest(`${id.slice(0, index)}_${id.slice(index + 1)}`, SCENARIO_IDS)).toBe(id);
    }),
  );
});
