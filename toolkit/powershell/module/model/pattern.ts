/**
 * Writes a JavaScript pattern (without flags) for .NET, where it then means the same.
 *
 * The two agree on most signs; where they do not, the pattern is rewritten (`\d` is any digit of Unicode in .NET, `$` also stands
 * before a last line end, `.` misses fewer line ends) or refused. The result is ASCII.
 *
 * @returns The pattern, or what in it has no equal.
 *
 * @example
 * dotNetPattern('^\\d+$'); // { pattern: '^[0-9]+\\z' }
 */
export function dotNetPattern(source: string): { readonly pattern: string } | { readonly unknown: string } {
  let pattern = '';
  let inClass = false;
  for (let rest = source; rest !== ''; ) {
    const token = (inClass ? CLASS_TOKEN : TOKEN).exec(rest)?.[0];
    const written = token === undefined ? undefined : write(token, inClass);
    if (token === undefined || written === undefined) return { unknown: rest.slice(0, 12) };
    if (token.startsWith('[') && !inClass) inClass = true;
    else if (token === ']' && inClass) inClass = false;
    pattern += written;
    rest = rest.slice(token.length);
  }
  return { pattern };
}

/** An escape, the head of a group, of a class, a quantifier, or one sign. A class that is empty (`[]`, `[^]`) is no token. */
const TOKEN =
  /^(?:\\[dw^$\\.*+?()[\]{}|/-]|\((?:\?:|(?!\?))|\[(?:\^(?!\])|(?![\]^]))|\{\d+(?:,\d*)?\}\??|[*+?]\??|[)^$|.]|[^\\()[\]{}^$|.*+?])/su;
/** The same inside a class. */
const CLASS_TOKEN = /^(?:\\[dw^$\\.*+?()[\]{}|/-]|[^\\])/su;

const ELSEWHERE: Readonly<Record<string, string>> = {
  '\\d': '[0-9]',
  '\\w': '[a-zA-Z0-9_]',
  '\\/': '/',
  '\\-': '-',
  $: '\\z',
  '.': '[^\\n\\r\\u2028\\u2029]',
};
/** Escaped where .NET would subtract a class (`-[`). */
const IN_CLASS: Readonly<Record<string, string>> = {
  '\\d': '0-9',
  '\\w': 'a-zA-Z0-9_',
  '\\/': '/',
  '[': '\\[',
};

function write(token: string, inClass: boolean): string | undefined {
  const known = (inClass ? IN_CLASS : ELSEWHERE)[token];
  if (known !== undefined) return known;
  // Without the flag `u` JavaScript sees two signs where a text has one, and so does .NET.
  return [...Array(token.length).keys()].map((index) => ascii(token.charCodeAt(index))).join('');
}

function ascii(codeUnit: number): string {
  const isPrintable = codeUnit >= 0x20 && codeUnit <= 0x7e;
  return isPrintable ? String.fromCharCode(codeUnit) : `\\u${codeUnit.toString(16).padStart(4, '0')}`;
}
