import { type CopiedCommand, isCopiedCommand } from './copied-command.ts';
import { classifySocketError } from './socket-error-sentences.ts';

/** What a text by itself says to be wrong. The names are those of the causes of a diagnosis. */
export type KnownTrouble = MessageTrouble | CopiedCommand;

/** A message whose words alone name the trouble, by parts that no language changes. */
type MessageTrouble =
  | 'fast-startup'
  | 'expose-500-no-cause'
  | 'forwarder-timeout'
  | 'hns-port-taken'
  | 'http-registration'
  | 'url-acl'
  | 'sharing-violation-0x20'
  | 'linux-privileged-port'
  | 'address-not-here'
  | 'misleading-error-text'
  | 'firewall-connect'
  | 'ephemeral-exhaustion';

/** The first that fits counts. */
const MESSAGES: readonly (readonly [trouble: MessageTrouble, message: RegExp])[] = [
  // Docker for Windows keeps ports as files of its virtual machine, which come back stale after a fast start (docker/for-win#573).
  ['fast-startup', /mkdir \/port\/.*input\/output error/is],
  ['expose-500-no-cause', /\/forwards\/expose\S* returned unexpected status: 500/i],
  ['forwarder-timeout', /unable to list exposed ports/i],
  // HCN_E_PORT_ALREADY_EXISTS, and ERROR_SHARING_VIOLATION where HNS says it (microsoft/hcsshim)
  ['hns-port-taken', /\bhns\w*call\b.*\(0x20\)|0x803b0013/is],
  ['http-registration', /HttpListenerException \(183\)|conflicts with an existing registration/i],
  ['url-acl', /HttpListenerException(?: \(5\)|.*\bAddAllPrefixes\b)/is],
  // ERROR_SHARING_VIOLATION, in English; other languages are told by the number.
  ['sharing-violation-0x20', /0x80070020|being used by another process/i],
  // nginx and Go on Linux; on Windows both print Windows' own sentence and number.
  ['linux-privileged-port', /\(13: Permission denied\)|listen (?:tcp|udp)\S* \S+: bind: permission denied/],
  // WSAEADDRNOTAVAIL 10049, in English, by its number and by the names of C runtimes; a connection has other reasons for it.
  [
    'address-not-here',
    /\b(?:bind|listen)\b.{0,300}(?:EADDRNOTAVAIL|requested address is not valid in its context|cannot assign requested address|WinError 10049)/is,
  ],
  // Programs that read `errno`, which Winsock does not set.
  [
    'misleading-error-text',
    /\bbind: (?:No such file or directory|No error)|not a socket\b|\(reason: \?\)|\bcould not listen on port\b/i,
  ],
];
const MAY_BE_ONE = /port|hns|0x80|HttpListener|bind|listen|reason|socket|process/i;
const CONNECTS =
  /\bconnectex\b|\bConnect(?:Error|Async|ToTcpHost)|\bdial (?:tcp|udp)|establish a new connection/;

/**
 * The trouble that a message names by itself.
 *
 * @returns undefined for every other text: a refused bind with Windows' own number or sentence is judged by its class.
 */
export function knownTrouble(text: string): MessageTrouble | undefined {
  if (CONNECTS.test(text) && !/\b(?:bind|listen)\b/i.test(text)) return refusedConnection(text);
  return MAY_BE_ONE.test(text) ? MESSAGES.find(([, message]) => message.test(text))?.[0] : undefined;
}

/** Troubles that are about an outgoing connection. */
const OF_CONNECTION: ReadonlySet<KnownTrouble> = new Set(['firewall-connect', 'ephemeral-exhaustion']);

/** Whether a trouble is about an outgoing connection, so that no number in its message is a port that was to be bound. */
export function isAboutConnection(trouble: KnownTrouble): boolean {
  return OF_CONNECTION.has(trouble);
}

/** Whether a trouble may be the reason why a port cannot be bound. */
export function isAboutPort(trouble: KnownTrouble): boolean {
  return trouble !== 'url-acl' && !isAboutConnection(trouble) && !isCopiedCommand(trouble);
}

/** 10013 where nothing is bound is a filter of the firewall; 10048 says that no local port is left for the connection. */
function refusedConnection(text: string): MessageTrouble | undefined {
  const socketError = classifySocketError(text);
  if (socketError === undefined) return undefined;
  return socketError === 'reserved' ? 'firewall-connect' : 'ephemeral-exhaustion';
}
