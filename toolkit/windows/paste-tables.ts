import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';
import { dynamicRange } from './dynamic-port-range.ts';
import type { ExcludedPortRange } from './excluded-port-range.ts';
import type { OutputLine } from './output-lines.ts';
import type { EchoedCommand } from './paste-command.ts';
import type { PastedDynamicPortRange, PastedExcludedPortRanges, PastedTable } from './paste-evidence.ts';
import { nextPrinted, wordProtocol } from './paste-headings.ts';
import type { PasteLine } from './paste-line.ts';
import type { PortProxy } from './port-proxy.ts';

/** What stands above a table. */
export interface TableContext {
  /** Title and column headings, where it has them. */
  readonly headings: readonly OutputLine[];
  readonly command: EchoedCommand | undefined;
}

/** A table that was read, the line after it, and remarks that stood between its rows. */
export interface ReadTable<Table> {
  readonly table: Table;
  readonly next: number;
  readonly remarks: readonly OutputLine[];
}

const EXCLUDED = 'excluded port ranges';
const DYNAMIC = 'a dynamic port range';
const PROXIES = 'portproxy rules';

/**
 * Reads excluded port ranges that begin at this line, which is a ruler of two runs of dashes or a first row.
 *
 * @returns undefined when it is another program's table, or two numbers that mean something else.
 * @throws {@link UnrecognizedOutputError} for a row that is not two ports in order, an unreadable line directly below ruler or
 *   rows, and a ruler without rows that no footnote follows: rows may be lost there, and an empty list would mean "free".
 */
export function readExcludedTable(
  lines: readonly PasteLine[],
  start: number,
  context: TableContext,
): ReadTable<PastedExcludedPortRanges> | undefined {
  const first = lines[start];
  if (first === undefined || (first.kind === 'row' && !mayBeFirstRow(first, context))) return undefined;
  const ruler = first.kind === 'ruler' ? first : undefined;
  const body = readRows(lines, ruler === undefined ? start : start + 1);
  if (body.ranges.length === 0 && !body.hasFootnote) {
    if (ruler === undefined || !isExcludedRuler(ruler, context)) return undefined;
    throw refused(EXCLUDED, lines[body.next] ?? ruler);
  }
  const elided = body.elided || !body.hasFootnote || context.command?.filtered === true;
  return {
    table: { ...originOf(first, context), ranges: body.ranges, elided },
    next: body.next,
    remarks: body.remarks,
  };
}

interface Rows {
  readonly ranges: ExcludedPortRange[];
  readonly remarks: OutputLine[];
  hasFootnote: boolean;
  elided: boolean;
  next: number;
}

function readRows(lines: readonly PasteLine[], start: number): Rows {
  const rows: Rows = { ranges: [], remarks: [], hasFootnote: false, elided: false, next: start };
  for (; rows.next < lines.length; rows.next++) {
    const line = lines[rows.next];
    if (line === undefined || line.kind === 'blank') continue;
    if (line.kind === 'row') rows.ranges.push(toExcludedRange(line));
    else if (line.kind === 'ellipsis') rows.elided = true;
    else if (line.kind === 'footnote') {
      rows.hasFootnote = true;
      rows.next++;
      break;
    } else {
      // Directly below rows a line that begins with a digit, marked as of a list or not, is a damaged row and no prose.
      const isDamaged = lines[rows.next - 1]?.kind === 'row' && /^\s*(?:[*\u2022-]\s*)?\d/.test(line.text);
      if (isDamaged) throw refused(EXCLUDED, line);
      const resumed = rows.ranges.length === 0 ? rows.next : rowAfterRemark(lines, rows.next);
      if (resumed === rows.next) break;
      rows.remarks.push(...lines.slice(rows.next, resumed));
      rows.next = resumed - 1;
    }
  }
  return rows;
}

function toExcludedRange(line: PasteLine & { kind: 'row' }): ExcludedPortRange {
  if (line.range === undefined) throw refused(EXCLUDED, line);
  return { ...line.range, administered: line.administered };
}

/** Where rows go on below a remark that stands directly between them; the same index when they do not. */
function rowAfterRemark(lines: readonly PasteLine[], index: number): number {
  let next = index;
  while (lines[next]?.kind === 'text' && wordProtocol(lines[next]?.text ?? '') === undefined) next++;
  return lines[next]?.kind === 'row' ? next : index;
}

function mayBeFirstRow(row: PasteLine & { kind: 'row' }, { command }: TableContext): boolean {
  return row.isAligned && command?.shows !== 'other';
}

/** A title, the command, or dashes as only netsh draws them (10 and 8, wider in some languages, far apart). */
function isExcludedRuler(ruler: PasteLine & { kind: 'ruler' }, { headings, command }: TableContext): boolean {
  const hasTitle = headings.some(({ text }) => wordProtocol(text) !== undefined);
  return hasTitle || command?.shows === 'excluded' || /-{8,}\s{4,}-{8,}/.test(ruler.text);
}

/**
 * Reads a dynamic port range that begins at this line: a ruler of one run of dashes, or the first of two lines that end in a
 * number below a title or command, or such two lines alone.
 *
 * @returns undefined when it is none.
 * @throws {@link UnrecognizedOutputError} when a ruler of netsh is followed by anything but a start port and a number of ports.
 */
export function readDynamicTable(
  lines: readonly PasteLine[],
  start: number,
  context: TableContext,
): ReadTable<PastedDynamicPortRange> | undefined {
  const first = lines[start];
  if (first === undefined) return undefined;
  const isRuled = first.kind === 'ruler';
  const at = nextPrinted(lines, isRuled ? start + 1 : start);
  const end = nextPrinted(lines, at + 1);
  const [startLine, countLine] = [lines[at], lines[end]];
  const isTitled = context.command?.shows === 'dynamic' || isBelowTitle(first, context);
  const isNetsh = isRuled && (isTitled || first.lengths[0] === 33);
  if (startLine?.kind !== 'number' || countLine?.kind !== 'number') {
    if (!isNetsh) return undefined;
    throw refused(DYNAMIC, (startLine?.kind === 'number' ? countLine : startLine) ?? first);
  }
  if (!isRuled && !isTitled && !isPairAlone(lines, at, end)) return undefined;
  const range = dynamicRange(startLine.value, countLine.value);
  if (range !== undefined)
    return { table: { ...originOf(first, context), ...range }, next: end + 1, remarks: [] };
  if (isRuled || isTitled) throw refused(DYNAMIC, countLine);
  return undefined;
}

function isBelowTitle(line: OutputLine, { headings }: TableContext): boolean {
  const title = headings.at(-1);
  return title !== undefined && line.number - title.number <= 2 && wordProtocol(title.text) !== undefined;
}

/** More than two such lines in a row are the properties of something else. */
function isPairAlone(lines: readonly PasteLine[], first: number, second: number): boolean {
  const neighbours = [lines[first - 1], lines[second + 1]];
  return neighbours.every((line) => line === undefined || !/^[^:]+:(?:\s|$)/.test(line.text));
}

/**
 * Reads portproxy rules that begin at this line: a ruler of four runs of dashes, or one rule that begins with an address.
 *
 * @throws {@link UnrecognizedOutputError} for an unreadable line directly below a ruler of netsh.
 */
export function readProxyTable(
  lines: readonly PasteLine[],
  start: number,
  { headings, command }: TableContext,
): ReadTable<readonly PortProxy[]> | undefined {
  const first = lines[start];
  if (first?.kind === 'proxy')
    return first.hasAddress ? { table: [first.proxy], next: start + 1, remarks: [] } : undefined;
  const proxies: PortProxy[] = [];
  let next = nextPrinted(lines, start + 1);
  for (let line = lines[next]; line?.kind === 'proxy'; line = lines[next]) {
    proxies.push(line.proxy);
    next = nextPrinted(lines, next + 1);
  }
  if (proxies.length > 0) return { table: proxies, next, remarks: [] };
  // `ipv4` and `ipv6` stand in the title in every language.
  const isNetsh = command?.shows === 'proxy' || headings.some(({ text }) => /\bipv[46]/i.test(text));
  if (first === undefined || !isNetsh) return undefined;
  throw refused(PROXIES, lines[next] ?? first);
}

function originOf(line: OutputLine, { headings, command }: TableContext): PastedTable {
  const title = headings.map(({ text }) => wordProtocol(text)).findLast((found) => found !== undefined);
  const protocol = title ?? command?.protocol;
  return {
    lineNumber: line.number,
    protocol: protocol ?? 'tcp',
    protocolAssumed: protocol === undefined,
    store: command?.store ?? 'active',
    ...(command?.family && { family: command.family }),
  };
}

function refused(what: string, line: OutputLine): UnrecognizedOutputError {
  return new UnrecognizedOutputError(what, line.number, line.text);
}
