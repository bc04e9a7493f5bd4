import type { Locale } from '../machine-state.ts';

/** What a made-up word is drawn from: the letters, and every code point of the span. */
interface Alphabet {
  readonly letters: string;
  /** Both ends are in. */
  readonly span?: readonly [first: number, last: number];
}

/** Every letter exists in the language's OEM code page, in capitals too. */
const ALPHABETS: Record<Locale, Alphabet> = {
  en: { letters: 'abcdefghijklmnopqrstuvwxyz' },
  de: { letters: 'abdefghiklmnoprstuvwzäöüß' },
  fr: { letters: 'abcdefgilmnopqrstuvéèêàçùîô' },
  es: { letters: 'abcdefgilmnopqrstuváéíóúñ' },
  'pt-BR': { letters: 'abcdefgilmnopqrstuvãõáâéêíóôúç' },
  ru: { letters: 'абвгдежзиклмнопрстуфхцчшщыэюя' },
  ja: {
    letters:
      'アイウエオカキクケコサシスセソタチツテト日本語管理除外開始終了番号設定確認接続通信装置機能操作権限要求',
    span: [0x3042, 0x3093],
  },
  // Complete Hangul syllables: code page 949 holds all of them, KS X 1001 or not.
  ko: { letters: '', span: [0xac00, 0xd7a3] },
  // The unified ideographs: code page 936 (GBK) holds all of them.
  'zh-CN': { letters: '', span: [0x4e00, 0x9fa5] },
};

const SYLLABIC: ReadonlySet<Locale> = new Set(['ko', 'ja', 'zh-CN']);

const PLACEHOLDER_OR_WORD = /\{\w+\}|[\p{L}\p{M}]+/gu;

/**
 * Replaces every word of a template by a made-up word in the script of the language.
 *
 * Placeholders, digits, punctuation, blanks and line ends stay, so the shape of the text is the original's and its
 * words are nobody's: a parser that passes on fillers depends on no wording. The same arguments give the same text.
 *
 * @param key - Name of the message: two messages get different words.
 * @param seed - Seed of the machine: two machines get different words.
 */
export function fillerText(template: string, locale: Locale, key: string, seed: number): string {
  let index = 0;
  return template.replace(PLACEHOLDER_OR_WORD, (found) =>
    found.startsWith('{') ? found : fillerWord(found, locale, `${seed}|${locale}|${key}|${index++}`),
  );
}

function fillerWord(original: string, locale: Locale, seedText: string): string {
  const next = randomFrom(hash(seedText));
  const length = SYLLABIC.has(locale) ? Math.ceil(original.length / 3) : Math.max(2, original.length);
  const word = Array.from({ length }, () => drawLetter(ALPHABETS[locale], next())).join('');
  return inCaseOf(original, word);
}

function inCaseOf(original: string, word: string): string {
  if (original.length > 1 && original === original.toUpperCase()) return word.toUpperCase();
  const [first = ''] = original;
  return first === first.toLowerCase() ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

/** @param fraction - At least 0 and less than 1. */
function drawLetter({ letters, span: [first, last] = [1, 0] }: Alphabet, fraction: number): string {
  const index = Math.floor(fraction * (letters.length + last - first + 1));
  return index < letters.length
    ? letters.charAt(index)
    : String.fromCodePoint(first + index - letters.length);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

/** mulberry32: its own little generator, so that texts never advance the machine's. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
