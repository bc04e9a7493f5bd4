/** Text that is markup already: only {@link markup} makes it, so text from outside cannot become any. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined;

/**
 * Writes HTML or SVG. Whatever stands in a placeholder is text and stays text, in content and in quoted attributes alike, unless
 * it is markup itself; undefined is nothing.
 *
 * @example
 * markup`<b title="${name}">${name}</b>`.text;
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.reduce((before, part, index) => `${before}${written(values[index - 1])}${part}`));
}

/** JSON that a script element may hold: no character of it can end the element. */
export function scriptJson(value: unknown): Markup {
  const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${hex(character)}`);
  return new Markup(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeText(String(value));
}

/** XML knows three control characters, and no lone surrogate; one that turns text round could make a name look like another. */
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/\p{Bidi_C}/gu, '')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}
