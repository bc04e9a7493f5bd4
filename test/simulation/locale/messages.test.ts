import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  allMessageCells,
  messageCell,
  NOT_RECORDED,
  textsOf,
} from '../../../toolkit/simulation/locale/messages.ts';
import { LOCALES } from '../../../toolkit/simulation/machine-state.ts';
import { OEM_CODE_PAGES } from '../../../toolkit/windows/code-page.ts';

const RECORDED = resolve(import.meta.dirname, '../../../../shared/recorded/windows');
const hasCaptures = existsSync(RECORDED);

describe('the table of messages', () => {
  it.each(LOCALES)('survives the OEM code page of a Windows in %s', (locale) => {
    const codePage = `cp${OEM_CODE_PAGES[locale]}`;
    const cells = [1, 2, 8065]
      .flatMap((seed) => allMessageCells(seed))
      .filter((cell) => cell.locale === locale);
    const lost = cells.filter(({ text }) => iconv.decode(iconv.encode(text, codePage), codePage) !== text);
    expect(lost).toEqual([]);
  });

  it('has no empty cell and says of each where it is from', () => {
    expect(allMessageCells().filter(({ text, source }) => text.trim() === '' || source === '')).toEqual([]);
  });

  it('never fills a cell of English, whose gaps are marked as guesses', () => {
    const sources = allMessageCells()
      .filter(({ locale }) => locale === 'en')
      .map(({ source }) => source);
    expect(sources).not.toContain(NOT_RECORDED);
    expect(sources).toContain('Guess');
  });

  it('keeps every placeholder, digit and line of the English text in a filler', () => {
    const skeleton = (text: string) => text.match(/\{\w+\}|[^\p{L}\p{M}{}]/gu)?.join('');
    for (const cell of allMessageCells().filter(({ source }) => source === NOT_RECORDED)) {
      expect(skeleton(cell.text), `${cell.key} ${cell.locale}`).toBe(
        skeleton(messageCell(cell.key, 'en').text),
      );
    }
  });

  it('draws fillers from the seed, and the same ones each time', () => {
    const said = (seed: number) => textsOf({ locale: 'ko', seed })('win32.32');
    expect(said(1)).toBe(said(1));
    expect(said(1)).not.toBe(said(2));
    expect(said(1)).toMatch(/^[\uac00-\ud7a3 ]+\.$/);
  });

  it('fills in values and leaves a placeholder without one alone', () => {
    const say = textsOf({ locale: 'en', seed: 1 });
    expect(say('net.system-error', { code: 5 })).toBe('System error 5 has occurred.');
    expect(say('net.system-error')).toBe('System error {code} has occurred.');
  });
});

describe.skipIf(!hasCaptures)(
  'what is called a public capture (skipped where the captures are not there)',
  () => {
    const captures = hasCaptures
      ? readdirSync(RECORDED)
          .filter((name) => name.endsWith('.txt'))
          .map((name) => readFileSync(join(RECORDED, name), 'utf8'))
          .join('\n')
      : '';
    const keys = [
      'netsh.excluded.title',
      'netsh.excluded.header',
      'netsh.excluded.ruler',
      'netsh.excluded.footer',
      'netsh.dynamic.title',
      'netsh.portproxy.header',
      'winsock.10013',
    ] as const;
    it.each(keys.flatMap((key) => LOCALES.map((locale) => [key, locale] as const)))(
      'has %s in %s',
      (key, locale) => {
        const { text, source } = messageCell(key, locale);
        if (!source.startsWith('public capture')) return expect(source).not.toBe('');
        // Code page 866 has no em dash; the capture does.
        const printed = text.replace('{protocol}', 'tcp').trimEnd();
        const written = locale === 'ru' && key.endsWith('footer') ? printed.replace('-', '—') : printed;
        return expect(captures).toContain(written);
      },
    );
  },
);
