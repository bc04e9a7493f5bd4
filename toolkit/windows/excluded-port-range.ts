import type { Command } from '../host/command.ts';
import { MAX_PORT, type PortRange } from '../ports/port-range.ts';
import { netsh, type PortTable, type Store } from './netsh.ts';
import { type OutputLine, printedLines, unrecognized } from './output-lines.ts';

/** One row of the table. */
export interface ExcludedPortRange extends PortRange {
  /**
   * The row's `*`: an explicit bind succeeds, only automatic assignment skips it.
   * A row without it refuses every bind by others with error 10013.
   */
  readonly administered: boolean;
}

interface ExcludedPortRangeChange extends PortTable {
  readonly range: PortRange;
  readonly store: Store;
}

const SUBJECT = 'excludedportrange';

/** `store` left out is netsh's own default, `active`: everything that is reserved or excluded right now. */
export function showExcludedPortRange({
  family,
  protocol,
  store,
}: PortTable & { readonly store?: Store }): Command {
  return netsh({ verb: 'show', context: [family], subject: SUBJECT, tags: { protocol, store } });
}

/** Adds an administered exclusion. netsh refuses it (error 32) where any range or any open socket holds one of the ports. */
export function addExcludedPortRange(change: ExcludedPortRangeChange): Command {
  return changeExcludedPortRange('add', change);
}

/** Deletes an administered exclusion; start and number must be exactly those it was added with (netsh-interface documentation). */
export function deleteExcludedPortRange(change: ExcludedPortRangeChange): Command {
  return changeExcludedPortRange('delete', change);
}

function changeExcludedPortRange(verb: 'add' | 'delete', change: ExcludedPortRangeChange): Command {
  const { family, protocol, range, store } = change;
  const tags = { protocol, startport: range.startPort, numberofports: range.numberOfPorts, store };
  return netsh({ verb, context: [family], subject: SUBJECT, tags });
}

const WHAT = 'excluded port ranges';
const RULER = /^\s*-{4,}\s+-{4,}\s*$/;
const ROW = /^\s*(\d+)\s+(\d+)(?:\s+(\*))?\s*$/;
const FOOTNOTE = /^\s*\*\s+\S/;

/**
 * Reads what `netsh interface ipv4|ipv6 show excludedportrange` prints.
 *
 * netsh translates every heading, so nothing here depends on words: two headings, a ruler of two runs of dashes, the rows,
 * a footnote that begins with `*`. The footnote is printed whether or not a row has a `*`, and for an empty table too, so it
 * says nothing; it may be missing.
 *
 * @param stdout - Decoded text; CRLF or LF.
 * @returns Ranges in printed order, which is ascending; neighbours are rows of their own. Empty when the table has no rows.
 * @throws {@link UnrecognizedOutputError} for anything else: no ruler, fewer than two headings, a row that is not two ports in
 *   1-65535 in order, text after the footnote.
 *
 * @example
 * parseExcludedPortRanges(stdout).filter((range) => !range.administered);
 */
export function parseExcludedPortRanges(stdout: string): ExcludedPortRange[] {
  const lines = printedLines(stdout);
  const ruler = lines.findIndex((line) => RULER.test(line.text));
  if (ruler === -1) throw unrecognized(WHAT, lines[0]);
  const headings = lines.slice(0, ruler);
  const strayRow = headings.find((line) => ROW.test(line.text));
  if (strayRow !== undefined || headings.length < 2) throw unrecognized(WHAT, strayRow ?? lines[ruler]);
  const body = lines.slice(ruler + 1);
  const footnote = body.findIndex((line) => FOOTNOTE.test(line.text));
  const stray = footnote === -1 ? undefined : body[footnote + 1];
  if (stray !== undefined) throw unrecognized(WHAT, stray);
  return body.slice(0, footnote === -1 ? body.length : footnote).map(readRow);
}

function readRow(line: OutputLine): ExcludedPortRange {
  const row = ROW.exec(line.text);
  const range = row && rowRange(row[1], row[2]);
  if (!range) throw unrecognized(WHAT, line);
  return { ...range, administered: row[3] === '*' };
}

/** The range between two printed ports, or undefined when they are not ports in 1-65535 in order. */
export function rowRange(first: string | undefined, last: string | undefined): PortRange | undefined {
  const startPort = Number(first);
  const lastPort = Number(last);
  if (!(startPort >= 1 && lastPort >= startPort && lastPort <= MAX_PORT)) return undefined;
  return { startPort, numberOfPorts: lastPort - startPort + 1 };
}
