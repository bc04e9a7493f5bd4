import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import type { Family, Store } from './netsh.ts';

/** A command that was pasted with its output. */
export interface EchoedCommand {
  /** What it prints; `other` is a command whose numbers are none of ours. */
  readonly shows: 'excluded' | 'dynamic' | 'proxy' | 'tcp-setting' | 'service' | 'local-port-range' | 'other';
  readonly protocol?: Protocol;
  readonly family?: Family;
  readonly store?: Store;
  readonly service?: { readonly verb: 'stop' | 'start'; readonly name: string };
  /** Its output went through a filter such as findstr, so rows are missing. */
  readonly filtered?: true;
}

/** `C:\>`, `PS C:\>`, `(base) PS C:\>`, `user@host:~$`, `$`; a bare `>` is taken away as mail quoting before. */
const PROMPT =
  /^\s*(?:\([^()]*\)\s*)?(?:PS(?: [^>]*)?>|[A-Za-z]:\\[^>]*>|[\w.-]+@[\w.-]+[^$#]*[$#](?=\s|$)|[$\u276F\u03BB](?=\s|$))\s*(.*)$/u;
/** netsh's own prompt names the context: `netsh interface ipv4>show excludedportrange tcp`. */
const NETSH_PROMPT = /^\s*netsh((?: \w+)*)>\s*(.*)$/i;
const NETSH = /\bnetsh(?:\.exe)?["']?\s+(.*)$/i;
const NET = /^net1?(?:\.exe)?\s+(stop|start)\s+(?:"([^"]+)"|([^\s"&;|]+))\s*(?:\/y\s*)?$/i;
const NET_SETTING = /\bGet-Net(TCP|UDP)Setting\b/i;
/** Told from prose without a prompt by their second word. */
const BARE_COMMAND =
  /^(?:netsh(?:\.exe)?\s+(?:i\w*|http|winsock)\s|net1?(?:\.exe)?\s+(?:stop|start)\s|Get-Net(?:TCP|UDP)Setting\b|sc(?:\.exe)?\s+(?:query|qc|enumdepend)|docker\s+(?:ps|run|start|restart|inspect|container|compose|info)\b|netstat(?:\.exe)?\s+-|reg(?:\.exe)?\s+(?:query|add|delete)\s|cat\s+\/proc\/)/i;

/** Reads a line that is a prompt, a command, or both; undefined for any other. */
export function readEchoedCommand(line: string): EchoedCommand | undefined {
  const netshPrompt = NETSH_PROMPT.exec(line);
  if (netshPrompt !== null) return readNetsh(`${netshPrompt[1]} ${netshPrompt[2]}`);
  const prompt = PROMPT.exec(line);
  const command = (prompt?.[1] ?? line).trim();
  if (prompt === null && !BARE_COMMAND.test(command)) return undefined;
  return readCommand(command);
}

function readCommand(command: string): EchoedCommand {
  const [, verb, quotedName, name = quotedName] = NET.exec(command) ?? [];
  if (verb !== undefined && name !== undefined)
    return { shows: 'service', service: { verb: verb.toLowerCase() === 'stop' ? 'stop' : 'start', name } };
  const setting = NET_SETTING.exec(command)?.[1]?.toLowerCase();
  if (setting !== undefined) return { shows: 'tcp-setting', protocol: setting === 'udp' ? 'udp' : 'tcp' };
  if (/\bip_local_port_range\b/.test(command)) return { shows: 'local-port-range' };
  const netsh = NETSH.exec(command)?.[1];
  return netsh === undefined ? { shows: 'other' } : readNetsh(netsh);
}

/** netsh takes any prefix of its words in any case, and tags or positions. */
function readNetsh(text: string): EchoedCommand {
  const [call = '', ...filters] = text.toLowerCase().split('|');
  const words = call.split(/[\s"']+/).filter((word) => word !== '');
  const hasPrefixOf = (full: string, shortest: number) =>
    words.some((word) => word.length >= shortest && full.startsWith(word));
  const values = words.map((word) => word.slice(word.indexOf('=') + 1));
  const protocol = PROTOCOLS.find((known) => values.includes(known));
  const family = words.includes('ipv6')
    ? 'ipv6'
    : words.some((word) => /^ip(?:v4?)?$/.test(word))
      ? 'ipv4'
      : undefined;
  return {
    shows: hasPrefixOf('show', 2) ? shownTable(hasPrefixOf) : 'other',
    ...(protocol && { protocol }),
    ...(family && { family }),
    ...(values.some((value) => value.startsWith('pers')) && { store: 'persistent' as const }),
    ...(filters.length > 0 && { filtered: true as const }),
  };
}

function shownTable(hasPrefixOf: (full: string, shortest: number) => boolean): EchoedCommand['shows'] {
  if (hasPrefixOf('excludedportrange', 2)) return 'excluded';
  if (hasPrefixOf('dynamicportrange', 2)) return 'dynamic';
  return hasPrefixOf('portproxy', 5) ? 'proxy' : 'other';
}
