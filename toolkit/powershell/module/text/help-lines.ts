import { wrapText } from '../../../report/wrap-text.ts';
import { plainText } from './plain-text.ts';

const COLUMNS = 100;

/**
 * Writes a paragraph for comment-based help: plain ASCII, wrapped, and never read as anything but text.
 *
 * A `#>` would end the comment, and a line that begins with `.WORD` would begin a section (an unknown one discards the whole help).
 *
 * @param indent - Blanks before each line.
 * @returns No line at all for a text without a visible sign.
 */
export function helpLines(text: string, indent: number): readonly string[] {
  return wrapText(helpText(text), { columns: COLUMNS, indent: ' '.repeat(indent) });
}

/** The paragraph before it is wrapped: what `Get-Help` shows, but for line ends. */
export function helpText(text: string): string {
  return plainText(text)
    .replaceAll('#>', '# >')
    .replace(/(^| )\.(?=\w)/g, '$1[.]');
}
