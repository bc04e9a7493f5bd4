import { composeError } from './compose-error.ts';
import { InterpolationError, interpolate, type Lookup } from './interpolate.ts';

export type Variables = Readonly<Record<string, string>>;

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*(?:=|:(?=\s))[^\S\n]*/;
const BARE_NAME = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)[^\S\n]*(?:\n|$)/;
const SINGLE_QUOTED = /^'((?:\\'|[^'])*)'[^\S\n]*(?:#[^\n]*)?(?:\n|$)/;
const DOUBLE_QUOTED = /^"((?:\\[\s\S]|[^"\\])*)"[^\S\n]*(?:#[^\n]*)?(?:\n|$)/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads an env file as compose does: comments, `export`, quotes over several lines, and variables in values that are not in
 * single quotes (https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax).
 *
 * @param lookup - What is set already: it wins over the file, and the file's own values may use it.
 * @throws ToolkitError `input.invalid-compose` with the file and the line.
 */
export function parseEnvFile(text: string, file: string, lookup: Lookup = () => undefined): Variables {
  const values = new Map<string, string>();
  const known: Lookup = (name) => lookup(name) ?? values.get(name);
  let rest = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  for (;;) {
    rest = rest.replace(/^(?:\s*#[^\n]*(?:\n|$)|\s*\n)+/, '');
    if (rest.trim() === '') return Object.fromEntries(values);
    const { name, value, length } = readAssignment(rest, file, known);
    if (value !== undefined) values.set(name, value);
    rest = rest.slice(length);
  }
}

interface Assignment {
  readonly name: string;
  /** Undefined for a name alone: its value is that of the environment. */
  readonly value: string | undefined;
  readonly length: number;
}

function readAssignment(text: string, file: string, known: Lookup): Assignment {
  const bare = BARE_NAME.exec(text);
  if (bare?.[1] !== undefined) return { name: bare[1], value: known(bare[1]), length: bare[0].length };
  const head = ASSIGNMENT.exec(text);
  const firstLine = JSON.stringify(text.trimStart().split('\n')[0]);
  if (head?.[1] === undefined) throw composeError({ file }, `${firstLine} is not NAME=value`);
  const rest = text.slice(head[0].length);
  const single = SINGLE_QUOTED.exec(rest);
  if (single !== null)
    return { name: head[1], value: single[1] ?? '', length: head[0].length + single[0].length };
  const double = DOUBLE_QUOTED.exec(rest);
  const [line = ''] = rest.split('\n');
  const length = head[0].length + (double?.[0].length ?? line.length + 1);
  const raw = double === null ? unquoted(line) : unescaped(double[1] ?? '');
  try {
    return { name: head[1], value: interpolate(raw, known).text, length };
  } catch (cause) {
    if (!(cause instanceof InterpolationError)) throw cause;
    throw composeError({ file }, `${firstLine}: ${cause.message}`, cause);
  }
}

/** A `#` is a comment after a blank only: passwords hold it too. */
function unquoted(line: string): string {
  return line.replace(/(?:^|\s)#.*$/, '').trim();
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (whole, letter: string) => {
    if (letter === '$') return '$$';
    return ESCAPES[letter] ?? (letter === '"' || letter === '\\' ? letter : whole);
  });
}
