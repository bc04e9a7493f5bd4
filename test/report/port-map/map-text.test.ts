import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { mapText } from '../../../toolkit/report/port-map/map-text.ts';
import { LOOKS } from '../../../toolkit/report/port-map/palette.ts';
import { textWidth } from '../../../toolkit/report/text-width.ts';
import { dynamic, readMachine, rows, socket, TCP_8065, WIDE } from '../../diagnosis/snapshots.ts';

const snapshot = readMachine({
  excludedPortRanges: { tcp: rows('8000-8099', '20000-20099', '40000-40009*') },
  dynamicPortRanges: dynamic(WIDE),
  sockets: [socket(30000, { processName: '\u001b]0;owned\u0007evil\r\n' })],
});
const rowsOf = (text: string) => text.split('\n').filter((line) => /^\s*\d+ {2}\S{16,}$/.test(line));

describe('the map of a terminal', () => {
  test('begins with the verdict, the block and the first remedy of the port that was asked about', () => {
    const [first, ...others] = mapText({ snapshot, asked: [TCP_8065] }).split('\n');
    expect(first).toBe('8065  RESERVED');
    const head = others.slice(0, 5).join('\n');
    expect(head).toContain('8000-8099');
    expect(head).toContain('portwright fix 8065');
  });

  test('without colours is written in letters, each explained', () => {
    const text = mapText({ snapshot, asked: [TCP_8065] });
    expect(text).toBe(stripVTControlCharacters(text));
    const cells = rowsOf(text)
      .map((line) => line.trim().split(/\s+/)[1])
      .join('');
    expect(cells).toMatch(/^[\x21-\x7e]+$/);
    const port = (number: number) => cells[Math.floor(number / 64)];
    expect([8000, 8065, 20000, 30000, 40000, 60000, 64].map(port)).toEqual([
      'W',
      '@',
      'W',
      '+',
      'A',
      '-',
      '.',
    ]);
    for (const letter of new Set(cells)) expect(text).toContain(`\n  ${letter} `);
  });

  test('with colours shows the same cells as blocks', () => {
    const coloured = mapText({ snapshot, asked: [TCP_8065] }, { colour: true });
    const lines = rowsOf(stripVTControlCharacters(coloured));
    expect(lines.join('')).toMatch(/█/);
    expect(lines.map((line) => textWidth(line))).toEqual(lines.map(() => textWidth(lines[0] ?? '')));
  });

  test.each([24, 40, 80, 100, 200])('of %i columns fits into them and loses no port', (columns) => {
    const text = mapText({ snapshot, asked: [TCP_8065] }, { columns });
    const lines = rowsOf(text);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    expect(lines.map((line) => line.trim().split(/\s+/)[1]?.length ?? 0).reduce((a, b) => a + b)).toBe(1024);
  });

  test('lets no name from outside steer the terminal', () => {
    const port = { port: 30000, protocol: 'tcp' as const };
    const text = mapText({ snapshot, asked: [port] });
    expect(text).toContain('evil');
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

test('every kind of segment has a letter of its own, and none is one of the ground', () => {
  const letters = Object.values(LOOKS).map(({ letter }) => letter);
  expect(new Set([...letters, '@', '-', '.']).size).toBe(letters.length + 3);
});

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each(Object.entries(LOOKS))(
  '%s stands out from both grounds by 3:1 or more',
  (_kind, { light, dark }) => {
    const contrast = (one: string, two: string) => {
      const [low = 0, high = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    for (const ground of ['#eceff3', '#cfdcee']) expect(contrast(light, ground)).toBeGreaterThanOrEqual(3);
    for (const ground of ['#1d232b', '#2b3a50']) expect(contrast(dark, ground)).toBeGreaterThanOrEqual(3);
  },
);
