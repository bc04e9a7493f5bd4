import { MAX_PORT, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { classifySocketError } from './socket-error-sentences.ts';

/** Docker's refusal to publish a port. */
export interface DockerPortError {
  readonly port: number;
  readonly protocol: Protocol;
  /** Address of the host as printed, without brackets; empty when none is. */
  readonly address: string;
  /**
   * `reserved`: Windows' error 10013. Not proof of a reserved block, http.sys and exclusive sockets give it too.
   * `in-use`: error 10048, another socket listens. `allocated-by-container`: another container of the same engine has it.
   * `unknown`: Docker names no cause (`/forwards/expose … 500`), or in a language that is not known.
   */
  readonly cause: 'reserved' | 'in-use' | 'allocated-by-container' | 'unknown';
  /** The error from where it names the port, in one line. */
  readonly message: string;
}

const HOST_PORT = String.raw`(?<address>\[[^\]\s]*\]|[\w.%*-]*|[0-9a-f:]{0,40}::[0-9a-f:]{0,40}):(?<port>\d{1,5})`;

/**
 * Where each generation names the port. Docker's own words are not translated (Go programs); what follows `bind:` is.
 * Sources: public captures of Docker for Windows 2019 to Docker Desktop 2026, moby/moby libnetwork.
 */
const FORMS: readonly RegExp[] = [
  // Docker Desktop since 2023: `exposing port TCP 0.0.0.0:8065 -> 127.0.0.1:0: listen tcp4 0.0.0.0:8065: bind: …`
  `exposing port (?<protocol>tcp|udp) ${HOST_PORT}(?= ?->| \u2026| \\.\\.\\.| bind:)`,
  // Since 2020, and any Go program: `listen tcp 0.0.0.0:8000: bind: …`
  `listen (?<protocol>tcp|udp)[46]? ${HOST_PORT}(?=(?:/(?:tcp|udp))?: ?bind:)`,
  // Userland proxy of 2019, and one container against another: `Bind for 0.0.0.0:50000: unexpected error …`, `… failed: …`
  `bind for ${HOST_PORT}(?=:| failed:)`,
  // Docker for Windows before: `mkdir /port/tcp:0.0.0.0:8080:tcp:172.17.0.2:80: input/output error`
  `mkdir /port/(?<protocol>tcp|udp):${HOST_PORT}(?=:)`,
  // Linux engines of 2024 and later: `failed to bind host port 127.0.0.1:3000/tcp: …`
  `failed to bind host port ${HOST_PORT}/(?<protocol>tcp|udp)(?=:)`,
  // Linux engines of 2025: `failed to bind host port for 0.0.0.0:8000:172.31.0.2:8000/tcp: …`
  `failed to bind host port for ${HOST_PORT}:\\S+/(?<protocol>tcp|udp)(?=:)`,
].map((form) => new RegExp(form, 'gi'));

const MAY_BE_ONE = /exposing|listen|bind|\/port\//i;

/**
 * Finds the first port error in what docker, compose or Docker Desktop printed, in any language, wrapped or not.
 *
 * @returns undefined when the text holds none.
 *
 * @example
 * parseDockerPortError(result.stderr)?.cause === 'reserved';
 */
export function parseDockerPortError(text: string): DockerPortError | undefined {
  return parseDockerPortErrors(text)[0];
}

/** Every port error in a text, in its order. A port is named once, unless it failed on several addresses or for several reasons. */
export function parseDockerPortErrors(text: string): DockerPortError[] {
  if (!MAY_BE_ONE.test(text)) return [];
  // A window wraps between words, a terminal anywhere: the second reading joins what was cut inside a word.
  const wrappedAtBlanks = findErrors(text.replace(/\s+/g, ' '));
  return wrappedAtBlanks.length > 0
    ? wrappedAtBlanks
    : findErrors(text.replace(/\r?\n\s*/g, '').replace(/\s+/g, ' '));
}

interface Found {
  readonly index: number;
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
}

function findErrors(text: string): DockerPortError[] {
  const found = FORMS.flatMap((form) => [...text.matchAll(form)].flatMap(readMatch));
  found.sort((left, right) => left.index - right.index);
  const errors: DockerPortError[] = [];
  for (const [position, match] of found.entries()) {
    const isSameError = isSameBinding(match, found[position - 1]);
    if (isSameError) continue;
    const message = text.slice(match.index, messageEnd(text, found, position)).trim();
    const { port, protocol, address } = match;
    errors.push({ port, protocol, address, cause: causeOf(message), message });
  }
  return errors.filter(
    (error) => error.cause !== 'unknown' || !errors.some((other) => knowsMore(other, error)),
  );
}

/** `exposing port …: listen …` names one port twice. */
function isSameBinding(left: Found, right: Found | undefined): boolean {
  return left.port === right?.port && left.protocol === right.protocol && left.address === right.address;
}

function knowsMore(other: DockerPortError, error: DockerPortError): boolean {
  return other.port === error.port && other.protocol === error.protocol && other.cause !== 'unknown';
}

function readMatch(match: RegExpMatchArray): Found[] {
  const { address = '', port, protocol: word } = match.groups ?? {};
  const protocol = PROTOCOLS.find((known) => known === word?.toLowerCase()) ?? 'tcp';
  const isPort = Number(port) >= 1 && Number(port) <= MAX_PORT;
  return isPort
    ? [
        {
          index: match.index ?? 0,
          protocol,
          address: address.replace(/^\[(.*)\]$/, '$1'),
          port: Number(port),
        },
      ]
    : [];
}

/** A message ends where the error of another port begins, where docker's next sentence does, or its own quotation. */
function messageEnd(text: string, found: readonly Found[], position: number): number {
  const self = found[position];
  const next = found.slice(position + 1).find((other) => !isSameBinding(other, self))?.index ?? text.length;
  const rest = text.slice(self?.index, next);
  const tail = / (?:ERRO\[\d|Run 'docker|See 'docker|Error(?: response from daemon)?:|ERROR:)/.exec(rest);
  const quote = text[(self?.index ?? 0) - 1] === '"' ? rest.indexOf('"') : -1;
  const ends = [tail?.index ?? -1, quote].filter((end) => end !== -1);
  return next - rest.length + Math.min(rest.length, ...ends);
}

function causeOf(message: string): DockerPortError['cause'] {
  if (/port is already allocated/i.test(message)) return 'allocated-by-container';
  return classifySocketError(message) ?? 'unknown';
}
