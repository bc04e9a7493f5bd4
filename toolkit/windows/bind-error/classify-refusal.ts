import { classifySocketError } from '../socket-error-sentences.ts';
import type { BindErrorClass } from './bind-error.ts';

type Cause = Extract<BindErrorClass, 'forbidden' | 'in-use'>;

/**
 * Names of the two errors that no language changes: of C runtimes, of Rust's `ErrorKind`, and as HRESULT (0x8007 and the
 * number in hexadecimal: 10013 is 0x271D, 10048 is 0x2740, https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2).
 */
const NAMES: Readonly<Record<Cause, RegExp>> = {
  // http.sys says E_ACCESSDENIED of a reserved port (icflorescu/iisexpress-proxy#6).
  forbidden: /\b(?:WSA)?EACCES\b|\bPermissionDenied\b|0x8007271d|\bregister URL\b.{0,300}0x80070005/i,
  // HCN_E_PORT_ALREADY_EXISTS (microsoft/hcsshim)
  'in-use': /\b(?:WSA)?EADDRINUSE\b|\bAddrInUse\b|0x80072740|0x803b0013/i,
};

/**
 * Words of programs, which count only where neither a number nor a name nor a sentence of Windows stands: "Port 8400 is taken
 * with error 10013".
 */
const WORDS: Readonly<Record<Cause, RegExp>> = {
  forbidden: /permission denied|permission to listen on port \S+ denied|access forbidden/i,
  'in-use':
    /\b(?:already |currently )?in use\b|\balready (?:being )?used\b|\bis (?:already )?(?:taken|occupied)\b|already listening on|conflicts with an existing registration/i,
};

/** What Linux says of its privileged ports: on Windows nginx and Go print Windows' own sentence. */
const OF_LINUX = /\(13: Permission denied\)|: bind: permission denied/g;

const CAUSES: readonly Cause[] = ['forbidden', 'in-use'];

/**
 * Which refusal a text tells of.
 *
 * @param text - Without the number of the port itself, which may be 10013 or 10048.
 * @returns undefined where it names none, or both.
 */
export function classifyRefusal(text: string): Exclude<BindErrorClass, 'unknown'> | undefined {
  if (/port is already allocated/i.test(text)) return 'allocated-by-container';
  const sentence = classifySocketError(text);
  const named = CAUSES.filter(
    (cause) => NAMES[cause].test(text) || sentence === (cause === 'forbidden' ? 'reserved' : cause),
  );
  if (named.length > 0) return named.length === 1 ? named[0] : undefined;
  const words = text.replace(OF_LINUX, '');
  const worded = CAUSES.filter((cause) => WORDS[cause].test(words));
  return worded.length === 1 ? worded[0] : undefined;
}
