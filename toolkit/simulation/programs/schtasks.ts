import type { MessageKey } from '../locale/messages.ts';
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
import { findName } from './registry-keys.ts';

const FAILED = 1;
/** Longest `/tr` (schtasks documentation). */
const MAX_RUN_LENGTH = 261;
/** Options that take a value. */
const VALUED = new Set(
  '/tn /tr /sc /ru /rp /rl /mo /d /m /i /st /sd /et /ed /ri /du /delay /ec /fo /s /u /p'.split(' '),
);

type Options = ReadonlyMap<string, string>;

/**
 * `schtasks.exe`: create, delete, query, run, end. Successes go to stdout, errors to stderr with exit code 1; questions find no
 * one at the keyboard and count as answered with no (Guess). `run` only says that it did: tasks run when whoever owns the
 * machine says so.
 */
export const schtasks: Program = (call) => {
  const [verb = '/query', ...rest] = call.args;
  const command = verb.toLowerCase();
  const options = parseOptions(rest);
  if (typeof options === 'string') return syntaxError(call, command, 'schtasks.invalid-value', options);
  switch (command) {
    case '/create':
      return create(call, options);
    case '/delete':
      return remove(call, options);
    case '/query':
      return query(call, options);
    case '/run':
      return attempt(call, options);
    default:
      return syntaxError(call, '', 'schtasks.invalid-syntax', verb);
  }
};

/** @returns The option whose value is missing, when one is. */
function parseOptions(words: readonly string[]): Options | string {
  const options = new Map<string, string>();
  const queue = [...words];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const option = word.toLowerCase();
    const value = VALUED.has(option) ? queue.shift() : '';
    if (value === undefined) return option;
    options.set(option, value);
  }
  return options;
}

function create(call: ProgramCall, options: Options): ProgramResult {
  const { machine, texts } = call;
  const missing = ['/tn', '/tr', '/sc'].find((option) => !options.get(option));
  if (missing) return syntaxError(call, '/create', 'schtasks.missing-option', missing);
  const [task, run, schedule] = [taskName(options), options.get('/tr') ?? '', options.get('/sc') ?? ''];
  if (run.length > MAX_RUN_LENGTH) {
    const message = texts('schtasks.too-long', { option: '/tr', count: MAX_RUN_LENGTH });
    return complained(crlf(texts('schtasks.error', { message })), FAILED);
  }
  if (!machine.elevated && needsElevation(options)) return denied(call);
  const existing = findName(machine.tasks, task);
  if (existing !== undefined && !options.has('/f')) return refused(call, 'schtasks.warn-exists', task);
  if (existing !== undefined) delete machine.tasks[existing];
  machine.tasks[task] = { run, schedule: schedule.toLowerCase(), user: options.get('/ru') ?? 'user' };
  return success(call, 'schtasks.created', task);
}

/** Tasks of the whole machine, of SYSTEM, or with the highest rights: an ordinary user is refused. */
function needsElevation(options: Options): boolean {
  const schedule = options.get('/sc')?.toLowerCase() ?? '';
  return (
    options.get('/rl')?.toLowerCase() === 'highest' ||
    options.get('/ru')?.toLowerCase() === 'system' ||
    schedule === 'onstart' ||
    schedule === 'onlogon'
  );
}

function remove(call: ProgramCall, options: Options): ProgramResult {
  const { machine } = call;
  if (!options.get('/tn')) return syntaxError(call, '/delete', 'schtasks.missing-option', '/tn');
  const found = findName(machine.tasks, taskName(options));
  if (found === undefined) return notFound(call);
  if (!machine.elevated) return denied(call);
  if (!options.has('/f')) return refused(call, 'schtasks.confirm-delete', found);
  delete machine.tasks[found];
  return success(call, 'schtasks.deleted', found);
}

function query(call: ProgramCall, options: Options): ProgramResult {
  const { machine, texts } = call;
  const wanted = options.get('/tn');
  const found = wanted === undefined ? undefined : findName(machine.tasks, taskName(options));
  if (wanted !== undefined && found === undefined) return notFound(call);
  const names = found === undefined ? Object.keys(machine.tasks) : [found];
  const line = (name: string, next: string, status: string) =>
    `${name.padEnd(40)} ${next.padEnd(22)} ${status.padEnd(15)}`;
  const heading = options.has('/nh')
    ? []
    : [
        line(texts('schtasks.column.name'), texts('schtasks.column.next'), texts('schtasks.column.status')),
        `${'='.repeat(40)} ${'='.repeat(22)} ${'='.repeat(15)}`,
      ];
  const rows = names.map((name) => line(name, texts('schtasks.not-applicable'), texts('schtasks.ready')));
  return printed(crlf('', texts('schtasks.folder', { folder: '\\' }), ...heading, ...rows));
}

function attempt(call: ProgramCall, options: Options): ProgramResult {
  if (!options.get('/tn')) return syntaxError(call, '/run', 'schtasks.missing-option', '/tn');
  const found = findName(call.machine.tasks, taskName(options));
  return found === undefined ? notFound(call) : success(call, 'schtasks.attempted', found);
}

function taskName(options: Options): string {
  return (options.get('/tn') ?? '').replace(/^\\/, '');
}

function success({ texts }: ProgramCall, key: MessageKey, task: string): ProgramResult {
  return printed(crlf(texts('schtasks.success', { message: texts(key, { task }) })));
}

function denied({ texts }: ProgramCall): ProgramResult {
  const message = win32Text(texts, WIN32.accessDenied);
  return complained(crlf(texts('schtasks.error', { message })), FAILED);
}

function notFound({ texts }: ProgramCall): ProgramResult {
  const message = win32Text(texts, WIN32.fileNotFound);
  return complained(crlf(texts('schtasks.error', { message })), FAILED);
}

function refused({ texts }: ProgramCall, question: MessageKey, task: string): ProgramResult {
  return { ...complained('', FAILED), stdout: crlf(`${texts(question, { task })} `) };
}

function syntaxError(call: ProgramCall, command: string, key: MessageKey, option: string): ProgramResult {
  const { texts } = call;
  const hint = texts('schtasks.usage-hint', {
    command: `SCHTASKS ${command.toUpperCase()} /?`.replace('  ', ' '),
  });
  return complained(crlf(texts('schtasks.error', { message: texts(key, { option }) }), hint), FAILED);
}
