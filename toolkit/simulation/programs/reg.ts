import type { MessageKey } from '../locale/messages.ts';
import type { RegistryValue } from '../machine-state.ts';
import { WIN32 } from '../win32-error.ts';
import {
  complained,
  crlf,
  type Program,
  type ProgramCall,
  type ProgramResult,
  printed,
  win32Text,
} from './program.ts';
import { findName, fullKey, type RegistryValues, registryView, subkeysOf } from './registry-keys.ts';

const FAILED = 1;
const TYPES: readonly RegistryValue['type'][] = ['REG_SZ', 'REG_DWORD', 'REG_MULTI_SZ', 'REG_BINARY'];

/** The words after `reg VERB KEY`. */
interface Options {
  /** `/v NAME`; the empty name is the default value, `/ve`. */
  readonly name?: string;
  readonly type?: string;
  readonly data?: string;
  readonly force: boolean;
  readonly recursive: boolean;
  /** `/va`: every value of the key. */
  readonly allValues: boolean;
}

/**
 * `reg.exe`: query, add and delete. Errors go to stderr with exit code 1; questions find no one at the keyboard and count as
 * answered with no (Guess). `/t` is REG_SZ unless said otherwise, for numbers too.
 */
export const reg: Program = (call) => {
  const [verb = '', typedKey = '', ...rest] = call.args;
  const command = verb.toUpperCase();
  if (!['QUERY', 'ADD', 'DELETE'].includes(command)) return syntaxError(call, 'REG');
  const options = parseOptions(rest);
  if (!options || typedKey === '') return syntaxError(call, `REG ${command}`);
  const key = fullKey(typedKey);
  if (key === undefined) return failure(call, 'reg.invalid-key');
  if (command === 'QUERY') return query(call, key, options);
  if (!call.machine.elevated && key.startsWith('HKEY_LOCAL_MACHINE')) {
    const message = win32Text(call.texts, WIN32.accessDenied);
    return complained(crlf(call.texts('reg.error', { message })), FAILED);
  }
  return command === 'ADD' ? add(call, key, options) : remove(call, key, options);
};

function parseOptions(words: readonly string[]): Options | undefined {
  const options: { -readonly [Name in keyof Options]: Options[Name] } = {
    force: false,
    recursive: false,
    allValues: false,
  };
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const option = word.toLowerCase();
    if (option === '/f') options.force = true;
    else if (option === '/s') options.recursive = true;
    else if (option === '/va') options.allValues = true;
    else if (option === '/ve') options.name = '';
    else if (option === '/v' || option === '/t' || option === '/d') {
      const value = queue.shift();
      if (value === undefined) return undefined;
      options[option === '/v' ? 'name' : option === '/t' ? 'type' : 'data'] = value;
    } else return undefined;
  }
  return options;
}

function query(call: ProgramCall, key: string, options: Options): ProgramResult {
  const view = registryView(call.machine);
  const known = findName(view, key);
  const subkeys = subkeysOf(view, known ?? key);
  if (known === undefined && subkeys.length === 0) return failure(call, 'reg.not-found');
  const values: RegistryValues = (known && view[known]) || {};
  if (options.name !== undefined) {
    const name = findName(values, options.name);
    const value = name === undefined ? undefined : values[name];
    if (name === undefined || value === undefined) return failure(call, 'reg.not-found');
    return printed(crlf('', known ?? key, valueLine(call, name, value), ''));
  }
  const lines = Object.entries(values).map(([name, value]) => valueLine(call, name, value));
  const here = lines.length > 0 ? crlf('', known ?? key, ...lines, '') : crlf('');
  if (!options.recursive) return printed(here + crlf(...subkeys));
  const deeper = Object.keys(view)
    .filter((each) => each.toLowerCase().startsWith(`${key.toLowerCase()}\\`))
    .map((each) =>
      crlf(
        each,
        ...Object.entries(view[each] ?? {}).map(([name, value]) => valueLine(call, name, value)),
        '',
      ),
    );
  return printed(here + deeper.join(''));
}

function valueLine({ texts }: ProgramCall, name: string, { type, data }: RegistryValue): string {
  return `    ${name === '' ? texts('reg.default-value') : name}    ${type}    ${data}`;
}

function add(call: ProgramCall, typed: string, options: Options): ProgramResult {
  const { registry } = call.machine;
  const key = findName(registry, typed) ?? typed;
  if (options.name === undefined && options.type === undefined && options.data === undefined) {
    registry[key] ??= {};
    return done(call);
  }
  const value = readValue(options);
  if (value === 'bad-type') return failure(call, 'reg.invalid-type', { option: '/t' });
  if (value === 'bad-data') return syntaxError(call, 'REG ADD');
  const values = registry[key] ?? {};
  const name = findName(values, options.name ?? '') ?? options.name ?? '';
  if (name in values && !options.force) return refused(call, 'reg.overwrite', { value: name });
  registry[key] = { ...values, [name]: value };
  return done(call);
}

function readValue({ type = 'REG_SZ', data }: Options): RegistryValue | 'bad-type' | 'bad-data' {
  const known = TYPES.find((each) => each === type.toUpperCase());
  if (known === undefined) return 'bad-type';
  if (known !== 'REG_DWORD') return { type: known, data: data ?? '' };
  const number = /^(0x[0-9a-f]+|\d+)$/i.test(data ?? '0') ? Number(data ?? '0') : Number.NaN;
  return number <= 0xffff_ffff ? { type: known, data: `0x${number.toString(16)}` } : 'bad-data';
}

function remove(call: ProgramCall, typed: string, options: Options): ProgramResult {
  const { registry } = call.machine;
  const key = findName(registry, typed);
  const keys = Object.keys(registry).filter((each) =>
    `${each}\\`.toLowerCase().startsWith(`${typed.toLowerCase()}\\`),
  );
  if (options.name !== undefined) {
    const values = (key && registry[key]) || {};
    const name = findName(values, options.name);
    if (key === undefined || name === undefined) return failure(call, 'reg.not-found');
    if (!options.force) return refused(call, 'reg.delete-value', { value: name });
    delete values[name];
    return done(call);
  }
  if (keys.length === 0) return failure(call, 'reg.not-found');
  if (options.allValues) {
    if (!options.force) return refused(call, 'reg.delete-all', { key: typed });
    if (key !== undefined) registry[key] = {};
    return done(call);
  }
  if (!options.force) return refused(call, 'reg.delete-key', { key: typed });
  for (const each of keys) delete registry[each];
  return done(call);
}

function done({ texts }: ProgramCall): ProgramResult {
  return printed(crlf(texts('reg.done')));
}

function refused(
  { texts }: ProgramCall,
  question: MessageKey,
  values: Record<string, string>,
): ProgramResult {
  return printed(crlf(`${texts(question, values)} ${texts('reg.cancelled')}`), FAILED);
}

function failure(
  { texts }: ProgramCall,
  key: MessageKey,
  values: Record<string, string> = {},
): ProgramResult {
  return complained(crlf(texts('reg.error', { message: texts(key, values) })), FAILED);
}

function syntaxError(call: ProgramCall, command: string): ProgramResult {
  const { texts } = call;
  const hint = texts('reg.usage-hint', { command: `${command} /?` });
  return complained(crlf(texts('reg.error', { message: texts('reg.invalid-syntax') }), hint), FAILED);
}
