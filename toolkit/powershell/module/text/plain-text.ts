/** What people type for the signs that typesetters use. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201b': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u201f': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\u2192': '->',
  '\u00d7': 'x',
  '\u00df': 'ss',
};

/**
 * Writes a text for people in printable ASCII, on one line: blanks for blanks and control characters, letters without their
 * accents, plain quotes and dashes, and `[U+D55C]` for what has no ASCII form.
 */
export function plainText(text: string): string {
  return [...text]
    .map((sign) => (/[\x20-\x7e]/.test(sign) ? sign : plainSign(sign)))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

function plainSign(sign: string): string {
  const plain = PLAIN[sign];
  if (plain !== undefined) return plain;
  if (/[\s\p{Cc}\p{Zs}]/u.test(sign)) return ' ';
  const bare = sign.normalize('NFKD').replace(/\p{Mn}/gu, '');
  if (/^[\x20-\x7e]+$/.test(bare)) return bare;
  return `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
