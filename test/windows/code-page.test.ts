import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import {
  decodeOutput,
  encodeOutput,
  isAscii,
  OEM_CODE_PAGES,
  parseCodePage,
} from '../../toolkit/windows/code-page.ts';
import { HAS_RECORDED, recordedFiles, recordedOutput } from './recorded.ts';

const oem = (codePage: number) => ({ kind: 'oem', codePage }) as const;

describe("a program's bytes", () => {
  test.each([
    ['ko', '\ud504\ub85c\ud1a0\ucf5c tcp \ud3ec\ud2b8'],
    ['ja', '\u30d7\u30ed\u30c8\u30b3\u30eb tcp'],
    ['de', 'Portausschl\u00fcsse'],
    ['fr', "Plages d'exclusion administr\u00e9es"],
    ['es', 'exclusi\u00f3n'],
    ['pt-BR', 'exclus\u00e3o'],
    ['ru', '\u041f\u0440\u043e\u0442\u043e\u043a\u043e\u043b'],
    ['zh-CN', '\u534f\u8bae tcp \u7aef\u53e3\u6392\u9664\u8303\u56f4'],
    ['en', 'plain'],
  ] as const)('of a %s Windows come back as they were printed', (locale, text) => {
    const codePage = OEM_CODE_PAGES[locale];
    const bytes = encodeOutput(text, codePage);
    expect(isAscii(bytes)).toBe(locale === 'en');
    expect(decodeOutput(bytes, oem(codePage))).toBe(text);
  });

  it('keep their ASCII in every code page, known or not', () => {
    const codePage = fc.constantFrom(...Object.values(OEM_CODE_PAGES), 65001, 99999);
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), codePage, (text, page) => {
        expect(decodeOutput(Buffer.from(`${text}\u00e9`), oem(page)).startsWith(text)).toBe(true);
      }),
    );
  });

  test.each([
    ['UTF-8', Buffer.from('Ubuntu \u00e9')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFUbuntu \u00e9')],
    ['UTF-16LE', Buffer.from('Ubuntu \u00e9', 'utf16le')],
    ['UTF-16LE with a mark', Buffer.from('\uFEFFUbuntu \u00e9', 'utf16le')],
  ])('of wsl.exe may be %s', (_, bytes) => {
    expect(decodeOutput(bytes, { kind: 'wsl' })).toBe('Ubuntu \u00e9');
  });

  it('are UTF-8 in code page 65001', () => {
    expect(decodeOutput(Buffer.from('\u00fc'), oem(65001))).toBe('\u00fc');
    expect(decodeOutput(Buffer.from('\u00fc'), { kind: 'utf8' })).toBe('\u00fc');
    expect(Buffer.from(encodeOutput('\u00fc', 65001)).toString()).toBe('\u00fc');
  });
});

describe.skipIf(!HAS_RECORDED)('a recorded table (skipped without ../shared/recorded)', () => {
  test.each(
    recordedFiles('excludedportrange-tcp4').filter((file) => /-(?:ko|ja|de|fr|es|zh-CN)-/.test(file)),
  )('%s survives its code page', (file) => {
    const locale = Object.entries(OEM_CODE_PAGES).find(([name]) => file.includes(`-${name}-`));
    const text = recordedOutput(file);
    const codePage = locale?.[1] ?? 0;
    expect(decodeOutput(encodeOutput(text, codePage), oem(codePage))).toBe(text);
  });
});

describe('the code page chcp prints', () => {
  test.each([
    ['Active code page: 437\r\n', 437],
    ['\u73fe\u5728\u306e\u30b3\u30fc\u30c9 \u30da\u30fc\u30b8: 932\r\n', 932],
    ['Aktive Codepage: 850.\r\n', 850],
  ])('is the number of %j', (text, codePage) => {
    expect(parseCodePage(text)).toBe(codePage);
  });

  test.each(['', 'no number', '1 2'])('is never read from %j', (text) => {
    expect(() => parseCodePage(text)).toThrow(ToolkitError);
  });
});
