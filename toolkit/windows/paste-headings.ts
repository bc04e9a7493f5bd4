import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { readBindErrors } from './bind-error/read-bind-errors.ts';
import { parseDockerPortErrors } from './docker-error.ts';
import { knownTrouble } from './known-trouble.ts';
import type { PasteLine } from './paste-line.ts';

/**
 * Whether a line of text is the title or the column headings of a table. Both are translated, so what follows tells it: a ruler or
 * a first row. A title may stand directly below an error text, and is no part of it.
 */
export function isHeading(lines: readonly PasteLine[], index: number): boolean {
  if (isTitle(lines, index)) return true;
  const line = lines[index];
  if (!isUnnamed(line) || !isTableAt(lines, nextPrinted(lines, index + 1))) return false;
  const isBelowTitle = isTitle(lines, previousPrinted(lines, index - 1));
  return (isBelowTitle || hasColumns(line.text)) && !isErrorText(line.text);
}

function isTitle(lines: readonly PasteLine[], index: number): boolean {
  const line = lines[index];
  if (line?.kind !== 'text' || !namesTable(line.text)) return false;
  const next = nextPrinted(lines, index + 1);
  const between = lines[next];
  const isAbove =
    isTableAt(lines, next) || (isUnnamed(between) && isTableAt(lines, nextPrinted(lines, next + 1)));
  return isAbove && !isErrorText(line.text);
}

/** netsh translates neither the protocol nor, over portproxy rules, the two families. */
function namesTable(text: string): boolean {
  return wordProtocol(text) !== undefined || /\bipv[46]\b.*\bipv[46]\b/i.test(text);
}

/** Perhaps column headings, or an ellipsis in their place. */
function isUnnamed(line: PasteLine | undefined): line is PasteLine {
  return (line?.kind === 'text' || line?.kind === 'ellipsis') && !namesTable(line.text);
}

/** A ruler, a first row, or the two numbers of a dynamic port range; one number alone may be a piece of a wrapped error. */
function isTableAt(lines: readonly PasteLine[], index: number): boolean {
  const kind = lines[index]?.kind;
  if (kind === 'number') return lines[nextPrinted(lines, index + 1)]?.kind === 'number';
  return kind === 'ruler' || kind === 'row' || kind === 'proxy';
}

function hasColumns(text: string): boolean {
  return /\S(?: {2,}|\t)\S/.test(text);
}

/** The whole error, or a piece of a wrapped one: `listen tcp 0.0.0.0:8065` names a protocol too. */
function isErrorText(text: string): boolean {
  if (/:\d/.test(text) || parseDockerPortErrors(text).length > 0 || knownTrouble(text) !== undefined)
    return true;
  return readBindErrors(text).some((error) => error.class !== 'unknown');
}

/** The protocol that a title names, which netsh does not translate; a line with both words names neither. */
export function wordProtocol(text: string): Protocol | undefined {
  const named = PROTOCOLS.filter((protocol) => new RegExp(`\\b${protocol}\\b`, 'i').test(text));
  return named.length === 1 ? named[0] : undefined;
}

/** The first line from `from` on that is not blank; the number of lines when there is none. */
export function nextPrinted(lines: readonly PasteLine[], from: number): number {
  let index = from;
  while (lines[index]?.kind === 'blank') index++;
  return index;
}

/** The last line up to `from` that is not blank; -1 when there is none. */
export function previousPrinted(lines: readonly PasteLine[], from: number): number {
  let index = from;
  while (lines[index]?.kind === 'blank') index--;
  return index;
}
