import { resolvePrefix } from './prefix.ts';

/** One parameter of a netsh command: `tag=value`, or the bare value in the order of the tags. */
export interface NetshTag {
  readonly name: string;
  readonly required: boolean;
  /** The values it takes, spelled out; `integer` is decimal digits. */
  readonly values: readonly string[] | 'integer' | 'string';
}

export type PortProxyType = 'v4tov4' | 'v4tov6' | 'v6tov4' | 'v6tov6';
export const PORT_PROXY_TYPES: readonly PortProxyType[] = ['v4tov4', 'v4tov6', 'v6tov4', 'v6tov6'];

/** What a command line of netsh asks for. */
export type NetshAction =
  | {
      readonly name: 'show-excluded' | 'add-excluded' | 'delete-excluded' | 'show-dynamic' | 'set-dynamic';
      readonly family: 'ipv4' | 'ipv6';
    }
  | { readonly name: 'portproxy-put' | 'portproxy-delete' | 'portproxy-show'; readonly type: PortProxyType }
  | { readonly name: 'portproxy-show-all' | 'portproxy-reset' | 'portproxy-dump' }
  | { readonly name: 'http-servicestate' | 'http-urlacl' };

export interface NetshCommand {
  readonly kind: 'command';
  /** Verb and noun as usage pages print them. */
  readonly title: string;
  readonly verb: 'show' | 'add' | 'set' | 'delete' | 'reset' | 'dump';
  readonly action: NetshAction;
  readonly tags: readonly NetshTag[];
}

/** A context (`interface`, `ipv4`) or a group of commands (`show`). */
export interface NetshGroup {
  readonly kind: 'group';
  readonly entries: Readonly<Record<string, NetshEntry>>;
  /** Abbreviations that netsh takes although several words begin so. */
  readonly abbreviations: ReadonlyMap<string, string>;
}

/** A word of the real netsh that this machine does not answer. It still makes prefixes ambiguous. */
interface NotSimulated {
  readonly kind: 'not-simulated';
}

type NetshEntry = NetshGroup | NetshCommand | NotSimulated;

const PROTOCOL: NetshTag = { name: 'protocol', required: true, values: ['tcp', 'udp'] };
const START: NetshTag = { name: 'startport', required: true, values: 'integer' };
const COUNT: NetshTag = { name: 'numberofports', required: true, values: 'integer' };
const STORE: NetshTag = { name: 'store', required: false, values: ['active', 'persistent'] };

const LISTEN_PORT: NetshTag = { name: 'listenport', required: true, values: 'integer' };
const LISTEN_ADDRESS: NetshTag = { name: 'listenaddress', required: false, values: 'string' };
const CONNECT_ADDRESS: NetshTag = { name: 'connectaddress', required: false, values: 'string' };
const CONNECT_PORT: NetshTag = { name: 'connectport', required: false, values: 'integer' };
const PROXY_PROTOCOL: NetshTag = { name: 'protocol', required: false, values: ['tcp'] };

/** The grammar, with the words of the contexts that hold simulated commands (netsh and netsh-interface documentation). */
export const NETSH_GRAMMAR: NetshGroup = group(
  {
    ...notSimulated(
      'add advfirewall branchcache bridge delete dhcpclient dnsclient dump exec firewall ipsec ipsecdosprotection lan mbn namespace netio nlm p2p ras rpc set show trace wcn wfp winhttp winsock wlan',
    ),
    http: group({
      ...notSimulated('add delete dump flush set'),
      show: group({
        ...notSimulated('cacheparam cachestate iplisten setting sslcert timeout'),
        servicestate: command('show', 'servicestate', { name: 'http-servicestate' }, [
          { name: 'view', required: false, values: ['session', 'requestq'] },
          { name: 'verbose', required: false, values: ['yes', 'no'] },
        ]),
        urlacl: command('show', 'urlacl', { name: 'http-urlacl' }, [
          { name: 'url', required: false, values: 'string' },
        ]),
      }),
    }),
    interface: group(
      {
        ...notSimulated('6to4 clat dump fl48 fl68 httpstunnel isatap set show tcp teredo udp'),
        ipv4: ipContext('ipv4'),
        ipv6: ipContext('ipv6'),
        portproxy: portProxyContext(),
      },
      { i: 'ipv4', ip: 'ipv4' },
    ),
  },
  { i: 'interface' },
);

function ipContext(family: 'ipv4' | 'ipv6'): NetshGroup {
  const only = (v4: string, v6: string) => (family === 'ipv4' ? v4 : v6);
  const range = [PROTOCOL, START, COUNT, STORE];
  return group({
    ...notSimulated(`dump install reset uninstall ${only('', '6to4 isatap')}`),
    add: group({
      ...notSimulated(
        `address dnsservers neighbors route ${only('winsservers', 'potentialrouter prefixpolicy v6v4tunnel')}`,
      ),
      excludedportrange: command('add', 'excludedportrange', { name: 'add-excluded', family }, range),
    }),
    delete: group({
      ...notSimulated(
        `address destinationcache dnsservers neighbors route ${only('arpcache winsservers', 'interface potentialrouter prefixpolicy')}`,
      ),
      excludedportrange: command('delete', 'excludedportrange', { name: 'delete-excluded', family }, range),
    }),
    set: group({
      ...notSimulated(
        `address compartment dnsservers global interface neighbors route subinterface ${only('winsservers', 'prefixpolicy privacy slaacsecretkey teredo')}`,
      ),
      dynamicportrange: command('set', 'dynamicportrange', { name: 'set-dynamic', family }, range),
    }),
    show: group({
      ...notSimulated(
        `addresses compartments destinationcache dnsservers global interfaces ipstats joins neighbors offload route subinterfaces tcpstats udpstats ${only(
          'config icmpstats ipaddresses ipnettomedia tcpconnections udpconnections winsservers',
          'potentialrouters prefixpolicies privacy siteprefixes slaacsecretkey teredo tfofallback',
        )}`,
      ),
      dynamicportrange: command('show', 'dynamicportrange', { name: 'show-dynamic', family }, [
        PROTOCOL,
        STORE,
      ]),
      excludedportrange: command('show', 'excludedportrange', { name: 'show-excluded', family }, [
        PROTOCOL,
        STORE,
      ]),
    }),
  });
}

function portProxyContext(): NetshGroup {
  const put = [LISTEN_PORT, CONNECT_ADDRESS, CONNECT_PORT, LISTEN_ADDRESS, PROXY_PROTOCOL];
  const each = (make: (type: PortProxyType) => NetshCommand) =>
    Object.fromEntries(PORT_PROXY_TYPES.map((type) => [type, make(type)]));
  return group({
    add: group(each((type) => command('add', type, { name: 'portproxy-put', type }, put))),
    set: group(each((type) => command('set', type, { name: 'portproxy-put', type }, put))),
    delete: group(
      each((type) =>
        command('delete', type, { name: 'portproxy-delete', type }, [
          LISTEN_PORT,
          LISTEN_ADDRESS,
          PROXY_PROTOCOL,
        ]),
      ),
    ),
    show: group({
      ...each((type) => command('show', type, { name: 'portproxy-show', type }, [])),
      all: command('show', 'all', { name: 'portproxy-show-all' }, []),
    }),
    reset: command('reset', '', { name: 'portproxy-reset' }, []),
    dump: command('dump', '', { name: 'portproxy-dump' }, []),
  });
}

function group(entries: Record<string, NetshEntry>, abbreviations: Record<string, string> = {}): NetshGroup {
  return { kind: 'group', entries, abbreviations: new Map(Object.entries(abbreviations)) };
}

function command(
  verb: NetshCommand['verb'],
  noun: string,
  action: NetshAction,
  tags: readonly NetshTag[],
): NetshCommand {
  return { kind: 'command', title: noun === '' ? verb : `${verb} ${noun}`, verb, action, tags };
}

function notSimulated(words: string): Record<string, NotSimulated> {
  const entries = words.split(' ').filter(Boolean);
  return Object.fromEntries(entries.map((word) => [word, { kind: 'not-simulated' }]));
}

/** How a netsh command line reads. */
export type NetshLine =
  | { readonly kind: 'command'; readonly command: NetshCommand; readonly values: NetshValues }
  | { readonly kind: 'usage'; readonly command: NetshCommand }
  | { readonly kind: 'context-help'; readonly group: NetshGroup }
  | { readonly kind: 'missing' | 'invalid'; readonly command: NetshCommand }
  | { readonly kind: 'not-simulated' | 'unknown' | 'shell' };

/** Values by the full name of their tag; a value out of a list is spelled out and in lower case. */
export type NetshValues = Readonly<Partial<Record<string, string>>>;

const HELP = new Set(['?', '/?', '-?', 'help']);

/**
 * Reads one command line: contexts, commands and tags in any case and in any unambiguous prefix, values by tag or by
 * position.
 *
 * @param acceptsSpaceAroundEquals - Whether `start= 49152` is one argument.
 */
export function parseNetshLine(args: readonly string[], acceptsSpaceAroundEquals: boolean): NetshLine {
  if (args.length === 0) return { kind: 'shell' };
  let here = NETSH_GRAMMAR;
  for (const [index, word] of args.entries()) {
    if (HELP.has(word.toLowerCase())) return { kind: 'context-help', group: here };
    const name = here.abbreviations.get(word.toLowerCase()) ?? resolvePrefix(word, Object.keys(here.entries));
    const entry = name === undefined ? undefined : here.entries[name];
    if (entry === undefined) return { kind: 'unknown' };
    if (entry.kind === 'not-simulated') return { kind: 'not-simulated' };
    if (entry.kind === 'command') {
      return parseTags(entry, args.slice(index + 1), acceptsSpaceAroundEquals);
    }
    here = entry;
  }
  return { kind: 'context-help', group: here };
}

function parseTags(
  command: NetshCommand,
  args: readonly string[],
  acceptsSpaceAroundEquals: boolean,
): NetshLine {
  if (args.some((word) => HELP.has(word.toLowerCase()))) return { kind: 'usage', command };
  const values: Record<string, string> = {};
  for (const word of acceptsSpaceAroundEquals ? joinEquals(args) : args) {
    const tag = tagOf(command, word, values);
    if (tag === undefined || tag.name in values) return { kind: 'invalid', command };
    const value = readValue(tag, word.slice(word.indexOf('=') + 1));
    if (value === undefined) return { kind: 'invalid', command };
    values[tag.name] = value;
  }
  const isMissing = command.tags.some((tag) => tag.required && !(tag.name in values));
  return isMissing ? { kind: 'missing', command } : { kind: 'command', command, values };
}

/** The tag a word names, or the first one that has no value yet. */
function tagOf(command: NetshCommand, word: string, values: NetshValues): NetshTag | undefined {
  const equals = word.indexOf('=');
  if (equals === -1) return command.tags.find((tag) => !(tag.name in values));
  const name = resolvePrefix(
    word.slice(0, equals),
    command.tags.map((tag) => tag.name),
  );
  return command.tags.find((tag) => tag.name === name);
}

/** Guess: values out of a list may be abbreviated like everything else (netsh's helpers match them by MatchToken). */
function readValue(tag: NetshTag, text: string): string | undefined {
  if (text === '') return undefined;
  if (tag.values === 'string') return text;
  if (tag.values === 'integer') return /^\d{1,10}$/.test(text) ? text : undefined;
  return resolvePrefix(text, tag.values);
}

function joinEquals(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of args) {
    const last = joined.at(-1);
    if (last !== undefined && (last.endsWith('=') || word.startsWith('=')))
      joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}
