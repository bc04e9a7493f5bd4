/**
 * Writes a text as a PowerShell expression that evaluates to exactly that text, in printable ASCII on one line.
 *
 * Printable ASCII stands in single quotes, where nothing is expanded; everything else is a `[char]`, so that neither the typographic
 * quotes, which PowerShell reads as quotes, nor the encoding of the file can change what it means. It is a constant, and so may
 * stand in an attribute.
 *
 * @returns `'text'`, or in round brackets `('it' + [char]0x2019 + 's')`.
 */
export function literal(text: string): string {
  const [first, ...rest] = split(text);
  if (first === undefined) return "''";
  if (isAscii(first) && rest.length === 0) return quoted(first);
  // A leading string makes every `+` a concatenation.
  const parts = [...(isAscii(first) ? [] : ["''"]), ...[first, ...rest].map(constant)];
  return `(${parts.join(' + ')})`;
}

/** Runs that mean nothing even to the scan for the end of `$( )`, which counts brackets inside of quotes too. */
const HARMLESS_OR_ONE = /[a-zA-Z0-9 .,:;/_=+-]+|[\s\S]/g;

/**
 * Writes a text for a data file (`.psd1`), where no operator is allowed.
 *
 * @returns `'text'`, or `"$('it')$([char]0x2019)$('s')"`: nothing foreign but letters, digits and a few signs is in double quotes.
 */
export function dataLiteral(text: string): string {
  if (isAscii(text)) return quoted(text);
  const parts = text.match(HARMLESS_OR_ONE) ?? [];
  return `"${parts.map((part) => `$(${isHarmless(part) ? quoted(part) : character(part)})`).join('')}"`;
}

function isHarmless(part: string): boolean {
  return part.length > 1 || /[a-zA-Z0-9 .,:;/_=+-]/.test(part);
}

const ASCII_OR_ONE = /[\x20-\x7e]+|[^\x20-\x7e]/g;

/** Runs of printable ASCII, and the UTF-16 code units between them. */
function split(text: string): readonly string[] {
  return text.match(ASCII_OR_ONE) ?? [];
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function constant(part: string): string {
  return isAscii(part) ? quoted(part) : character(part);
}

function quoted(ascii: string): string {
  return `'${ascii.replaceAll("'", "''")}'`;
}

function character(codeUnit: string): string {
  return `[char]0x${codeUnit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
