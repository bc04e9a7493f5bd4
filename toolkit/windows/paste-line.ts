import type { SocketInUse } from '../host/questions.ts';
import type { PortRange } from '../ports/port-range.ts';
import { rowRange } from './excluded-port-range.ts';
import { isNetTcpSettingLine } from './net-tcp-setting.ts';
import { readSocketRow } from './netstat.ts';
import type { OutputLine } from './output-lines.ts';
import { type EchoedCommand, readEchoedCommand } from './paste-command.ts';
import { type PastedFact, readPastedFact } from './paste-fact.ts';
import { type PortProxy, readPortProxyRow } from './port-proxy.ts';

/** One line of a paste, by its shape alone. */
export type PasteLine = OutputLine &
  (
    | { readonly kind: 'blank' | 'footnote' | 'ellipsis' | 'setting' | 'text' }
    | { readonly kind: 'command'; readonly command: EchoedCommand }
    | { readonly kind: 'fact'; readonly fact: PastedFact }
    /** Runs of dashes; `lengths` of each. */
    | { readonly kind: 'ruler'; readonly lengths: readonly number[] }
    /** Two integers, perhaps a `*`, perhaps a remark. `range` is undefined when they are not ports in order. */
    | {
        readonly kind: 'row';
        readonly range: PortRange | undefined;
        readonly administered: boolean;
        readonly isAligned: boolean;
      }
    /** A label and one integer. */
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'proxy'; readonly proxy: PortProxy; readonly hasAddress: boolean }
    | { readonly kind: 'socket'; readonly socket: SocketInUse | undefined }
  );

/** Mail quotes with `> ` and `>> `; some clients indent them. */
const MAIL_QUOTE = /^\s*(?:>\s?)+/;
const CODE_FENCE = /^\s*(?:```|~~~)/;

/** Splits a paste into lines (CRLF, LF or CR), takes mail quoting and a byte order mark away, and says what each one is. */
export function readPasteLines(text: string): PasteLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((raw, index) => classify({ number: index + 1, text: raw.replace(MAIL_QUOTE, '').trimEnd() }));
}

const RULER = /^\s*-{4,}(?:\s+-{4,})*$/;
/** Behind the mark of a list, which a mail or a web page put there; a remark after the row begins with no digit and no `*`. */
const ROW = /^\s*(?:[*\u2022-]\s+)?(\d{1,7})(\s+)(\d{1,7})(?:\s+(\*))?(?:\s+([^\s\d*].*))?$/;
const MAY_BEGIN_ROW: ReadonlySet<string> = new Set('0123456789*\u2022-');
const NUMBER = /^\s*\S.*?[:\uFF1A]\s*(\d{1,7})$/u;
const SOCKET = /^\s*(?:TCP|UDP)\s+\S+:\d+\s+\S+:(?:\d+|\*)\s/;
const PROXY = /^\s*(\S+\s+\d{1,7}\s+\S+\s+\d{1,7})(?:\s+[^\s\d].*)?$/;
const ADDRESS = /^\s*(?:\*|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.%]+)\s/i;
const ELLIPSIS = /^\s*[[(]?(?:\.{3,}|\u2026+)[\])]?$/u;

function classify(line: OutputLine): PasteLine {
  const { text } = line;
  const first = text.trimStart()[0];
  if (first === undefined || first === '#' || CODE_FENCE.test(text)) return { ...line, kind: 'blank' };
  if (first === '-' && RULER.test(text))
    return {
      ...line,
      kind: 'ruler',
      lengths: text
        .trim()
        .split(/\s+/)
        .map((dashes) => dashes.length),
    };
  const row = MAY_BEGIN_ROW.has(first) ? ROW.exec(text) : null;
  if (row !== null) return toRow(line, row);
  if (SOCKET.test(text)) return { ...line, kind: 'socket', socket: readSocketRow(text) };
  const proxy = readPortProxyRow(PROXY.exec(text)?.[1] ?? '');
  if (proxy !== undefined) return { ...line, kind: 'proxy', proxy, hasAddress: ADDRESS.test(text) };
  if (first === '*' && !/\d/.test(text)) return { ...line, kind: 'footnote' };
  if (ELLIPSIS.test(text)) return { ...line, kind: 'ellipsis' };
  const command = readEchoedCommand(text);
  if (command !== undefined) return { ...line, kind: 'command', command };
  if (isNetTcpSettingLine(text)) return { ...line, kind: 'setting' };
  const fact = readPastedFact(text);
  if (fact !== undefined) return { ...line, kind: 'fact', fact };
  const value = NUMBER.exec(text)?.[1];
  return value === undefined ? { ...line, kind: 'text' } : { ...line, kind: 'number', value: Number(value) };
}

function toRow(line: OutputLine, [, first, gap = '', last, star, remark]: RegExpExecArray): PasteLine {
  const isAligned = remark === undefined || gap.length > 1 || gap === '\t';
  return { ...line, kind: 'row', range: rowRange(first, last), administered: star === '*', isAligned };
}
