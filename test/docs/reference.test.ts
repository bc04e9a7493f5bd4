import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../toolkit/errors/error-codes.ts';
import { readDocPages } from '../../toolkit/report/explain/read-doc-pages.ts';
import { generateSchemas } from '../../toolkit/report/generate-schemas.ts';

const text = readDocPages().find(({ name }) => name === 'reference')?.text ?? '';

/** The first cells of the table below a heading or a sentence. */
function firstCells(after: string): string[] {
  const [, below = ''] = text.split(after);
  const [table = ''] = /(?:^\|.*\n)+/m.exec(below) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1]?.trim() ?? '');
}

test('every published schema is named, and no other', () => {
  const published = generateSchemas().map(({ name }) => name.replace('.v1.schema.json', ''));
  expect(firstCells('The JSON Schemas lie in').toSorted()).toEqual(published.toSorted());
});

test('every exit code is explained, and no other', () => {
  // 5 belongs to a plan with changes, which is no error.
  const codes = new Set<number>([0, 5, ...Object.values(ERROR_CODES)]);
  expect(firstCells('## Exit codes').map(Number)).toEqual([...codes].toSorted((a, b) => a - b));
});
