import { expect, test } from 'vitest';
import { durationText } from '../../toolkit/report/duration-text.ts';
import { exitCodeText } from '../../toolkit/report/exit-code-text.ts';
import { painter, wantsColour } from '../../toolkit/report/paint.ts';
import { textTable } from '../../toolkit/report/table.ts';
import { padText, textWidth } from '../../toolkit/report/text-width.ts';
import { wrapText } from '../../toolkit/report/wrap-text.ts';

test.each([
  ['port', 4],
  ['포트', 4],
  ['ポート8065', 10],
  ['端口', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['→ ±', 3],
  ['\u001b[31mred\u001b[39m', 3],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width);
  expect(textWidth(padText(text, 12))).toBe(12);
});

test('columns line up, wide characters too, and no line ends in blanks', () => {
  const lines = textTable(
    [{ title: 'port', align: 'right' }, { title: 'owner' }],
    [['8065', '포트'], ['80'], ['443', 'IIS']],
  );
  expect(lines).toEqual(['port  owner', '----  -----', '8065  포트', '  80', ' 443  IIS']);
});

test('a table without rows is its titles and their ruler', () => {
  expect(textTable([{ title: 'port' }], [])).toEqual(['port', '----']);
});

test('text breaks at blanks and keeps long words whole', () => {
  expect(wrapText('one two three', { columns: 7 })).toEqual(['one two', 'three']);
  expect(wrapText('a averyverylongcommand b', { columns: 8, indent: '- ', hanging: '  ' })).toEqual([
    '- a',
    '  averyverylongcommand',
    '  b',
  ]);
  expect(wrapText('포트 포트', { columns: 8 })).toEqual(['포트', '포트']);
  expect(wrapText('  ', { columns: 8 })).toEqual([]);
});

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [true, { TERM: 'dumb' }, false],
])('a terminal (%s) in the environment %j is coloured: %s', (isTTY, environment, coloured) => {
  expect(wantsColour({ isTTY }, environment)).toBe(coloured);
});

test('without colour nothing is added', () => {
  expect(painter(false)('red', 'x')).toBe('x');
  expect(painter(true)(['bold', 'red'], 'x')).not.toBe('x');
});

test.each([
  [12.4, '12 ms'],
  [999, '999 ms'],
  [1240, '1.2 s'],
  [59_960, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms reads %s', (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});

test('3010 has a meaning, and so has its low byte', () => {
  expect(exitCodeText(194)).toBe(exitCodeText(3010));
  expect(exitCodeText(0)).not.toBe(exitCodeText(1));
  expect(exitCodeText(77)).toMatch(/not one/);
});
