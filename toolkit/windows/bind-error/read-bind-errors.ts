import { MAX_PORT, PROTOCOLS, type Protocol } from '../../ports/port-range.ts';
import { parseDockerPortErrors } from '../docker-error.ts';
import type { BindError, BindErrorProgram } from './bind-error.ts';
import { ADDRESS_FORMS, type BindErrorForm, COMMON_FORMS, PROGRAM_FORMS } from './bind-error-forms.ts';
import { classifyRefusal } from './classify-refusal.ts';
import { programOf } from './program-of.ts';

/** Longer texts are logs; only their beginning is read. */
const LONGEST_TEXT = 256 * 1024;
const LONGEST_MESSAGE = 300;

/**
 * Finds the refused binds that a text tells of: what Docker, Node, Go, Python, .NET, nginx, gRPC, Java, Rust, databases and
 * others print, in every language whose sentences are known, wrapped or not.
 *
 * A number counts as a port only where a program's own way of writing says so. Refused connections are not binds.
 *
 * @returns In their order, each address and port once. An error that names no port stands alone: it is there only when no other
 *   is. Empty when the text tells of none.
 *
 * @example
 * readBindErrors('Error: listen EACCES: permission denied ::1:5173')[0]?.port; // 5173
 */
export function readBindErrors(text: string): BindError[] {
  const paragraphs = withoutStackTraces(text.slice(0, LONGEST_TEXT))
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const errors = paragraphs.flatMap(readParagraph);
  const withPort = errors.filter(({ port }) => port !== undefined);
  return withPort.length > 0 ? unique(withPort) : errors.slice(0, 1);
}

/** Their numbers are lines and columns: `at node:net:1734:21`, `File "x.py", line 80`, `server.cc:120]`. */
function withoutStackTraces(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => !/^\s*(?:at\s\S|File ".{0,400}", line \d|\^+$)/.test(line))
    .join('\n')
    .replace(/\b[\w./\\-]{1,200}\.(?:cc?|cpp|cs|go|h|java|[cm]?[jt]sx?|php|py|rb|rs):\d+(?::\d+)?/gi, ' ');
}

function readParagraph(paragraph: string): BindError[] {
  const docker = parseDockerPortErrors(paragraph).map(
    ({ port, protocol, address, message }): BindError => ({
      port,
      protocol,
      ...(address !== '' && { address }),
      class: classifyRefusal(withoutPort(message, port)) ?? 'unknown',
      program: programOf(paragraph) === 'docker' ? 'docker' : 'go',
      message: shortened(message),
    }),
  );
  const text = paragraph.replace(/\s+/g, ' ');
  const found = [...docker, ...readMatches(text, matchesOf(text, PROGRAM_FORMS))];
  if (found.length > 0) return found;
  return isConnection(text) ? [] : readCommon(text);
}

/** A refusal in words that are no program's own: the port stands in a common form, or nowhere. */
function readCommon(text: string): BindError[] {
  for (const forms of COMMON_FORMS) {
    const errors = readMatches(text, matchesOf(text, forms)).filter((error) => error.class !== 'unknown');
    if (errors.length > 0) return errors;
  }
  const refusal = classifyRefusal(text);
  if (refusal === undefined || isOfFile(text)) return [];
  return [{ class: refusal, program: programOf(text), ...addressIn(text), message: shortened(text) }];
}

/** The address, and the program whose form named it, where the text names no port. */
function addressIn(text: string): Partial<Pick<BindError, 'address' | 'program'>> {
  for (const { pattern, program } of ADDRESS_FORMS) {
    const address = [...text.matchAll(pattern)][0]?.groups?.address;
    if (address !== undefined) return { address, program };
  }
  return {};
}

/** `EACCES: permission denied, open '…'` is Node's error of a file; and permission is denied by many things. */
function isOfFile(text: string): boolean {
  if (/EACCES: permission denied, \w/.test(text)) return true;
  return /permission denied/i.test(text) && !/\bbind|\blisten|\bport\b|socket/i.test(text);
}

function isConnection(text: string): boolean {
  return /\bdial\b|connect|HttpRequestException/i.test(text) && !/\b(?:bind|listen)/i.test(text);
}

interface Match {
  readonly index: number;
  readonly end: number;
  readonly port: number;
  readonly address: string;
  readonly protocol: Protocol;
  readonly program: BindErrorProgram;
}

function matchesOf(text: string, forms: readonly BindErrorForm[]): Match[] {
  // Headings of tables have no digit, and so no port: most paragraphs of a paste are settled here.
  if (!/\d/.test(text)) return [];
  const matches = forms.flatMap((form) =>
    [...text.matchAll(form.pattern)].flatMap((match) => toMatch(match, form)),
  );
  return matches.sort((left, right) => left.index - right.index);
}

/** How some write that they bind every address. */
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['+', 'any', 'null']);

function toMatch(match: RegExpExecArray, { program, protocol: fixed = 'tcp' }: BindErrorForm): Match[] {
  const { port = '', address = '', protocol } = match.groups ?? {};
  const number = Number(port);
  if (number < 1 || number > MAX_PORT) return [];
  return [
    {
      index: match.index,
      end: match.index + match[0].length,
      port: number,
      address: EVERY_ADDRESS.has(address) ? '' : address.replace(/^\[(.*)\]$/, '$1').replaceAll(',', '.'),
      protocol: PROTOCOLS.find((known) => known === protocol?.toLowerCase()) ?? fixed,
      program,
    },
  ];
}

/** The cause stands in the form or after it, up to the next port; else before it; else anywhere. */
function readMatches(text: string, matches: readonly Match[]): BindError[] {
  return matches.map((match, position) => {
    const { port, protocol, address, index } = match;
    const before = text.slice(matches[position - 1]?.end ?? 0, index);
    const after = text.slice(index, matches[position + 1]?.index ?? text.length);
    const refusal = [after, before, text]
      .map((part) => classifyRefusal(withoutPort(part, port)))
      .find((found) => found !== undefined);
    return {
      port,
      protocol,
      ...(address !== '' && { address }),
      class: refusal ?? 'unknown',
      program: match.program === 'unknown' ? programOf(text) : match.program,
      message: shortened(after.length < 40 ? `${before}${after}` : after),
    };
  });
}

/** Ports 10013 and 10048 are no errors. */
function withoutPort(text: string, port: number): string {
  return text.replace(new RegExp(String.raw`(?<=[:=] ?|, |port "?)${port}\b`, 'gi'), '');
}

function shortened(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}

/** A program may name one port several times, with its address or without. */
function unique(errors: readonly BindError[]): BindError[] {
  const kept: BindError[] = [];
  for (const error of errors) {
    const same = kept.findIndex((other) => isSame(other, error));
    const other = kept[same];
    if (other === undefined) kept.push(error);
    else if (knowsMore(error, other))
      kept[same] = { ...error, class: error.class === 'unknown' ? other.class : error.class };
  }
  return kept;
}

function isSame(left: BindError, right: BindError): boolean {
  const isSamePort = left.port === right.port && left.protocol === right.protocol;
  const agree = <Part>(one: Part, other: Part, nothing: Part) =>
    one === other || one === nothing || other === nothing;
  return (
    isSamePort && agree(left.address, right.address, undefined) && agree(left.class, right.class, 'unknown')
  );
}

function knowsMore(error: BindError, other: BindError): boolean {
  return (
    (other.class === 'unknown' && error.class !== 'unknown') ||
    (other.address === undefined && error.address !== undefined)
  );
}
