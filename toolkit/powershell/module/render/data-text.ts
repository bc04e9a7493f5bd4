import { dataLiteral } from '../text/literal.ts';

/** What a PowerShell data file can hold. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };

/** Longer ones have an item a line. */
const LONGEST_LIST = 140;

/** Writes a value for a `.psd1` file: keys and texts are quoted data, nothing is ever run. */
export function dataText(value: Data, indent = ''): string {
  if (typeof value === 'string') return dataLiteral(value);
  if (typeof value === 'boolean') return `$${value}`;
  if (typeof value === 'number') return String(value);
  const deeper = `${indent}    `;
  if (isList(value)) {
    const line = `@(${value.map((item) => dataText(item)).join(', ')})`;
    if (value.every((item) => typeof item !== 'object') && line.length <= LONGEST_LIST) return line;
    return ['@(', ...value.map((item) => `${deeper}${dataText(item, deeper)}`), `${indent})`].join('\n');
  }
  const entries = Object.entries(value).map(([key, item]) => [keyText(key), item] as const);
  if (entries.length === 0) return '@{}';
  const width = Math.max(...entries.map(([key]) => key.length));
  const lines = entries.map(([key, item]) => `${deeper}${key.padEnd(width)} = ${dataText(item, deeper)}`);
  return ['@{', ...lines, `${indent}}`].join('\n');
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

function keyText(key: string): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(key) ? key : dataLiteral(key);
}
