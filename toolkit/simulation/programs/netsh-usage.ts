import type { MessageKey, Texts } from '../locale/messages.ts';
import type { NetshCommand, NetshGroup, NetshTag } from './netsh-grammar.ts';
import { crlf } from './program.ts';

/** Column in which the description of a tag begins. */
const DESCRIPTION_INDENT = ' '.repeat(23);

/**
 * The usage page of one command, in the layout of the captured pages of `add` and `delete excludedportrange`.
 *
 * Only those two describe their tags; the other pages were not seen and show their syntax alone.
 */
export function commandUsage(texts: Texts, command: NetshCommand): string {
  const syntax = crlf('', `${texts('usage.label')}: ${syntaxOf(texts, command)}`, '');
  const described = DESCRIBED[command.action.name];
  return described ? syntax + describeTags(texts, command, described) : syntax;
}

/** What `netsh CONTEXT ?` lists. Guess: the layout; the words are those of this machine's grammar. */
export function contextHelp(texts: Texts, group: NetshGroup): string {
  return crlf('', texts('netsh.context-help'), ...Object.keys(group.entries).toSorted(), '');
}

type Page = 'add-excluded' | 'delete-excluded';
const DESCRIBED: Partial<Record<NetshCommand['action']['name'], Page>> = {
  'add-excluded': 'add-excluded',
  'delete-excluded': 'delete-excluded',
};

/** Literal words of the descriptions: the same in every language. */
const LITERALS = {
  active: 'active',
  persistent: 'persistent',
  startport: 'startport',
  numberofports: 'numberofports',
};

function describeTags(texts: Texts, command: NetshCommand, page: Page): string {
  const say = (name: 'startport' | 'numberofports' | 'active' | 'persistent' | 'remarks') => {
    const key: MessageKey = `usage.${page}.${name}`;
    return texts(key, LITERALS);
  };
  const protocols = ['tcp', 'udp'].map((protocol) =>
    texts(`usage.${page}.protocol`, { protocol, PROTOCOL: protocol.toUpperCase() }),
  );
  return crlf(
    `${texts('usage.parameters')}:`,
    '',
    texts('usage.columns'),
    describe('protocol', [texts('usage.one-of'), ...protocols]),
    describe('startport', [say('startport')]),
    describe('numberofports', [say('numberofports')]),
    describe('store', [texts('usage.one-of'), say('active'), say('persistent')]),
    '',
    `${texts('usage.remarks')}: ${say('remarks')}`,
    '',
    `${texts('usage.example')}:`,
    '',
    `      ${command.title} protocol=tcp startport=50000 numberofports=20`,
    '',
  );
}

function describe(tag: string, paragraphs: readonly string[]): string {
  const text = paragraphs.join('\r\n').replaceAll('\r\n', `\r\n${DESCRIPTION_INDENT}`);
  return `      ${tag.padEnd(14)} - ${text}`;
}

/** `add excludedportrange [protocol=]tcp|udp`, then two lines that hold the numbers and the store. */
function syntaxOf(texts: Texts, command: NetshCommand): string {
  const [first, ...rest] = command.tags;
  if (first === undefined) return command.title;
  const required = rest.filter((tag) => tag.required).map((tag) => tagSyntax(texts, tag));
  const optional = rest.filter((tag) => !tag.required).map((tag) => `[${tagSyntax(texts, tag)}]`);
  return [`${command.title} ${tagSyntax(texts, first)}`, required.join(' '), optional.join(' ')]
    .filter(Boolean)
    .join('\r\n             ');
}

function tagSyntax(texts: Texts, { name, values }: NetshTag): string {
  if (values === 'integer') return `[${name}=]<${texts('usage.integer')}>`;
  if (values === 'string') return `[${name}=]<${texts('usage.string')}>`;
  return `[${name}=]${values.join('|')}`;
}
