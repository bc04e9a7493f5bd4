import type { Diagnostic, SourceFile } from 'typescript';
import { textWidth } from '../report/text-width.ts';
import { displayPath } from './display-path.ts';

/** More would only hide the first ones, which tend to cause the others. */
const SHOWN = 10;

export type FlattenMessage = (message: Diagnostic['messageText'], newLine: string) => string;

/**
 * Writes what TypeScript found as `file:line:column: text (TS2322)`, each with its line of code and a mark under the place.
 *
 * @param kind - What the errors are, for the last line, which counts them.
 * @param flatten - `ts.flattenDiagnosticMessageText`.
 */
export function diagnosticsText(
  path: string,
  diagnostics: readonly Diagnostic[],
  kind: 'type' | 'syntax',
  flatten: FlattenMessage,
): string {
  const shown = diagnostics.slice(0, SHOWN).map((diagnostic) => {
    const { code, file, start, length = 1, messageText } = diagnostic;
    const text = `${flatten(messageText, '\n')} (TS${code})`;
    return file === undefined || start === undefined ? text : placed(file, start, length, text);
  });
  const count = diagnostics.length === 1 ? `1 ${kind} error` : `${diagnostics.length} ${kind} errors`;
  const rest = diagnostics.length > SHOWN ? `, the first ${SHOWN} are shown` : '';
  return [...shown, `${count} in ${displayPath(path)}${rest}: nothing was run`].join('\n');
}

function placed(file: SourceFile, start: number, length: number, text: string): string {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const code = (file.text.split(/\r?\n/)[line] ?? '').replaceAll('\t', ' ');
  const number = String(line + 1);
  const blanks = ' '.repeat(textWidth(code.slice(0, character)));
  const marks = '~'.repeat(Math.max(1, textWidth(code.slice(character, character + length))));
  return [
    `${displayPath(file.fileName)}:${number}:${character + 1}: ${text}`,
    `  ${number} | ${code}`,
    `  ${' '.repeat(number.length)} | ${blanks}${marks}`,
  ].join('\n');
}
