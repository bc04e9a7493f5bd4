import fc from 'fast-check';
import { expect, test } from 'vitest';
import { helpLines, helpText } from '../../../toolkit/powershell/module/text/help-lines.ts';
import { plainText } from '../../../toolkit/powershell/module/text/plain-text.ts';
import { hostileText } from './hostile-text.ts';

test.each([
  ['it\u2019s \u201cnew\u201d \u2013 10\u00d710\u2026', 'it\'s "new" - 10x10...'],
  ['na\u00efve\tcaf\u00e9\u00a0stra\u00dfe', 'naive cafe strasse'],
  ['\ud55c \u{1f600} \ud800', '[U+D55C] [U+1F600] [U+D800]'],
  ['a\n.b', 'a .b'],
])('%j in plain ASCII is %j', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each([
  ['.NET is there', '[.]NET is there'],
  ['uses .NET, not ...', 'uses [.]NET, not ...'],
  ['ends #> here', 'ends # > here'],
  ['ends ##> here', 'ends ## > here'],
])('%j in help is %j', (text, shown) => {
  expect(helpText(text)).toBe(shown);
});

test('no line of any text is more than text: ASCII, no end of the comment, no keyword', () => {
  fc.assert(
    fc.property(hostileText, fc.nat({ max: 12 }), (text, indent) => {
      const lines = helpLines(text.repeat(20), indent);
      for (const line of lines) {
        expect(line).toMatch(/^[\x20-\x7e]*$/);
        expect(line).not.toContain('#>');
        expect(line).not.toMatch(/^\s*\.\w/);
      }
      expect(lines.map((line) => line.trim()).join(' ')).toBe(helpText(text.repeat(20)));
    }),
    { numRuns: 300 },
  );
});
