import { isIPv6 } from 'node:net';
import { type AddressClass, ipv4Class, ipv6Class } from './address-class.ts';
import { isDistinctive, namePattern } from './name-pattern.ts';
import { NAMED_PLACES, namesIn, type PrivateNames } from './private-names.ts';

export interface Redacted {
  readonly text: string;
  /** How many different ones of each kind were replaced: `user`, `host`, `private-ipv4` … */
  readonly replaced: Readonly<Record<string, number>>;
}

/**
 * Replaces what says who and where somebody is, the same thing by the same name throughout: `<user-1>`, `<host-1>`, `<token-1>`.
 * Addresses become `private-ipv4-1`, without brackets, so that what a program printed can still be read by its shape. Pure.
 *
 * Loopback, wildcards, ports, tables and error codes stay. A name that is also a word of the output (`user`, `docker`), or only
 * digits, is replaced where it stands in a path and nowhere else.
 *
 * @param known - Names beyond those that the text itself shows by where they stand.
 */
export function redact(raw: string, known: PrivateNames): Redacted {
  // UTF-16 read as bytes has a NUL beside every letter. The private-use letters mark what is replaced already.
  const plain = raw
    .replaceAll('\0', '')
    .replace(/[\uE000\uE001]/g, '')
    .normalize('NFC');
  const marks = new Marks();
  let text = plain;
  for (const { pattern, kind, keeps } of SECRETS)
    text = text.replace(pattern, (found) => (keeps?.(found) ? found : marks.of(kind, found)));
  text = text.replace(IPV6, (found) =>
    marked(marks, found, isIPv6(found) ? ipv6Class(found) : 'kept', 'ipv6'),
  );
  text = text.replace(IPV4, (found) => marked(marks, found, ipv4Class(found) ?? 'kept', 'ipv4'));
  text = replaceNames(text, joinNames(known, namesIn(plain)), marks);
  return { text: marks.expand(text), replaced: marks.counts() };
}

interface Secret {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly keeps?: (found: string) => boolean;
}

/** Names that everybody's machine has. */
const COMMON_DOMAINS =
  /(?:^|\.)(?:docker\.com|docker\.io|docker\.internal|microsoft\.com|windows\.com|github\.com|ghcr\.io|mcr\.microsoft\.com|quay\.io|npmjs\.com|nodejs\.org)$/i;
const TOP_LEVELS =
  'com|net|org|io|dev|app|cloud|info|biz|edu|gov|mil|int|eu|uk|de|fr|es|it|nl|be|ch|at|se|no|fi|dk|pl|cz|ru|ua|jp|kr|cn|tw|hk|in|br|mx|ar|ca|au|nz|us|za|tr|co|local|lan|corp|internal|intranet|intra|home|localdomain|ad|test|example|invalid|arpa';

/**
 * In this order: the longer ones hold what the others would find. Every repetition is bounded, or begins only where a word does,
 * so that a line of a million letters takes no longer than a million lines.
 */
const SECRETS: readonly Secret[] = [
  { kind: '<token', pattern: /\beyJ[\w-]{5,}\.[\w-]+\.?[\w-]*/g },
  { kind: '<token', pattern: /(?<=\bBearer\s)[\w.~+/=-]{8,}/gi },
  {
    kind: '<token',
    pattern:
      /(?<=\b(?:password|passwd|pwd|secret|token|api[_-]?key)["']?\s{0,2}[:=]\s{0,2}["']?)[^\s"',;}\uE000\uE001]+/gi,
  },
  { kind: '<token', pattern: /\b(?:gh[pousr]_|glpat-|xox[abpr]-|AKIA)[\w-]{10,}/g },
  { kind: '<token', pattern: /(?<=:\/\/)[^\s/@:"']*:[^\s/@"']+(?=@)/g },
  { kind: '<guid', pattern: /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi },
  { kind: '<sid', pattern: /\bS-1-5-21(?:-\d+){3,}\b/gi },
  { kind: '<email', pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}/g },
  { kind: '<token', pattern: /\b(?:sha256:)?[0-9a-f]{32,}\b/gi },
  { kind: '<token', pattern: /(?<![\w+/=-])(?=[\w+/]*\d)(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])[\w+/]{40,}={0,2}/g },
  { kind: '<mac', pattern: /(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])/gi },
  {
    kind: '<domain',
    pattern: new RegExp(
      `(?<![\\w.\\\\/-])(?:[a-z\\d][\\w-]{0,62}\\.){1,10}(?:${TOP_LEVELS})(?![\\w-]|\\.\\w)`,
      'gi',
    ),
    keeps: (found) => COMMON_DOMAINS.test(found),
  },
];
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)/g;
const IPV6 = /(?<![\w:.])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f:]+(?:\.\d{1,3}){0,3}(?:%[\w.-]+)?(?![\w:])/gi;

function marked(marks: Marks, found: string, kind: AddressClass, family: string): string {
  return kind === 'kept' ? found : marks.of(`${kind}-${family}`, found);
}

function joinNames(one: PrivateNames, other: PrivateNames): PrivateNames {
  return {
    users: [...one.users, ...other.users],
    hosts: [...one.hosts, ...other.hosts],
    domains: [...one.domains, ...other.domains],
  };
}

/** Longest first: one name may be part of another. A name of a place is a name everywhere. */
function replaceNames(text: string, { users, hosts, domains }: PrivateNames, marks: Marks): string {
  const named = [
    ...domains.map((name) => ({ name, kind: '<domain' })),
    ...users.map((name) => ({ name, kind: '<user' })),
    ...hosts.map((name) => ({ name, kind: '<host' })),
  ].sort((left, right) => right.name.length - left.name.length);
  const everywhere = named
    .filter(({ name }) => isDistinctive(name))
    .reduce((rest, { name, kind }) => {
      return rest.replace(namePattern(name), () => marks.of(kind, name));
    }, text);
  return everywhere
    .replace(NAMED_PLACES.users, (name) => marks.of('<user', name))
    .replace(NAMED_PLACES.hosts, (name) => marks.of('<host', name));
}

/** Stands in the text for what was replaced, so that no later pattern looks into it. */
class Marks {
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #order: string[] = [];

  of(kind: string, found: string): string {
    const key = `${kind} ${found.trim().toLowerCase()}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#order.push(`${kind}-${count}${kind.startsWith('<') ? '>' : ''}`);
    const mark = `\uE000${[...`${this.#order.length - 1}`].map((digit) => DIGITS[Number(digit)]).join('')}\uE001`;
    this.#names.set(key, mark);
    return mark;
  }

  expand(text: string): string {
    return text.replace(/\uE000([\uE010-\uE019]+)\uE001/g, (_mark, digits: string) => {
      const index = Number([...digits].map((digit) => DIGITS.indexOf(digit)).join(''));
      return this.#order[index] ?? '';
    });
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].map(([kind, count]) => [kind.replace('<', ''), count]));
  }
}

/** Digits that no pattern takes for one. */
const DIGITS = Array.from({ length: 10 }, (_, digit) => String.fromCharCode(0xe010 + digit));
