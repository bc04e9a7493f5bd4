import { expect, test } from 'vitest';
import { rangeOrigin } from '../../toolkit/diagnosis/origin.ts';
import { IANA, rows, WIDE } from './snapshots.ts';

/** The row in question, who took it, how sure, then the rest of the table. */
const ORIGINS: readonly [row: string, origin: string, confidence: string, ...table: string[]][] = [
  ['50100-50199', 'winnat', 'high', '50200-50299'],
  ['50100-50199', 'winnat', 'high'],
  ['8000-8099', 'winnat', 'medium', '8100-8199'],
  ['58699-58708', 'winnat', 'medium', '58709-58718'],
  ['58699-58708', 'winnat', 'low'],
  ['50000-50063', 'hns-load-balancer', 'medium'],
  ['5357', 'http.sys', 'medium'],
  ['47001', 'http.sys', 'medium'],
  ['8065', 'unknown', 'low'],
  ['8000-8002', 'unknown', 'low'],
  ['44620-48715', 'wsl-mirrored', 'medium'],
  ['50000-50059*', 'hns', 'high'],
  ['50000-50058*', 'administered', 'high'],
  ['8065*', 'administered', 'high'],
];

test.each(ORIGINS)('%s is taken by %s (%s confidence)', (row, origin, confidence, ...table) => {
  const [range] = rows(row);
  if (range === undefined) throw new Error('no row');
  const found = rangeOrigin(range, { table: rows(row, ...table), dynamic: IANA });
  expect(found).toMatchObject({ origin, confidence });
});

test('a block of winnat is less certain while the dynamic range is unknown and it stands alone', () => {
  const [block, other] = rows('8000-8099', '8100-8199');
  if (block === undefined || other === undefined) throw new Error('no row');
  expect(rangeOrigin(block, { table: [block] }).confidence).toBe('medium');
  expect(rangeOrigin(block, { table: [block, other] }).confidence).toBe('high');
  expect(rangeOrigin(block, { table: [block], dynamic: WIDE }).confidence).toBe('high');
});

test('a row without a star in the persistent store is somebody’s reservation, whatever its size', () => {
  const [block] = rows('8000-8099');
  if (block === undefined) throw new Error('no row');
  const found = rangeOrigin(block, { table: [block], persistent: rows('8000-8099') });
  expect(found).toMatchObject({ origin: 'persistent-reservation', confidence: 'high' });
});

test('where Docker runs Windows containers, a block of one port may be a published one', () => {
  const [block] = rows('8080');
  if (block === undefined) throw new Error('no row');
  expect(rangeOrigin(block, { table: [block], windowsContainers: true }).origin).toBe('windows-container');
});
