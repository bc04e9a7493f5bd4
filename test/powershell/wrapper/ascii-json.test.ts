import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asciiJson } from '../../../toolkit/powershell/wrapper/ascii-json.ts';

/** Every character that PowerShell reads as a quote, and what a console would act on. */
const HOSTILE = [
  '\u2018\u2019\u201a\u201b\u201c\u201d\u201e\'"`$(x)',
  '\u0000\u001b[31m\u007f\u0085\u009b\u2028\u2029\ufeff',
  '\ud800 alone, \udc00 alone, \ud83d\ude00 both',
  '제목 포트 8065 — 終了',
];

describe('JSON in ASCII', () => {
  test.each(HOSTILE)('is one line of printable ASCII and gives back %j', (text) => {
    const json = asciiJson({ [text]: [text] });
    expect(json).toMatch(/^[ -~]*$/);
    expect(JSON.parse(json)).toEqual({ [text]: [text] });
  });

  test('gives back any text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff }), { maxLength: 30 }), (units) => {
        const text = String.fromCharCode(...units);
        const json = asciiJson(text);
        expect(json).toMatch(/^[ -~]*$/);
        expect(JSON.parse(json)).toBe(text);
      }),
    );
  });
});
