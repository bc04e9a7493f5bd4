import type { Protocol } from '../../ports/port-range.ts';
import type { BindErrorProgram } from './bind-error.ts';

/** One way of naming the port that could not be bound. Groups: `port`, and where the text has them `address`, `protocol`. */
export interface BindErrorForm {
  readonly program: BindErrorProgram;
  readonly pattern: RegExp;
  /** What the form itself says of the protocol. @defaultValue tcp */
  readonly protocol?: Protocol;
}

/** A name, an address, one in brackets, or none: what programs put before the port. */
const HOST = String.raw`(?<address>\[[^\]\s]{0,60}\]|[\w.%*+-]{0,80}|[0-9a-f:]{0,40}::[0-9a-f:]{0,40})`;
/** Never the line and column of a source file, and never a part of a version. */
const PORT = String.raw`(?<port>\d{1,5})(?!\d|[:.]\d)`;
const HOST_PORT = `${HOST}:${PORT}`;
/** An address that nothing but a socket has: `node:net:1734` is none. */
const PLAIN_HOST = String.raw`(?<address>\[[0-9a-f:.%\w]{0,60}\]|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{0,40}::[0-9a-f:]{0,40}|\*|localhost)`;
const PLAIN_HOST_PORT = String.raw`(?<![\w.:\]*/])(?:https?://|tcp://|ipv[46]:)?${PLAIN_HOST}:${PORT}`;
/** `listening on :8080`: no address stands for all of them. */
const PLAIN_HOST_OR_NONE_PORT = PLAIN_HOST_PORT.replace('|localhost)', '|localhost|(?<= ))');

const form = (
  program: BindErrorProgram,
  pattern: string,
  extra: Pick<BindErrorForm, 'protocol'> = {},
): BindErrorForm => ({
  program,
  pattern: new RegExp(pattern, 'gi'),
  ...extra,
});

/**
 * Forms that belong to one program and hold wherever they stand: no other text looks like them. Docker's and Go's are in
 * `docker-error.ts`.
 */
export const PROGRAM_FORMS: readonly BindErrorForm[] = [
  // `listen EACCES: permission denied ::1:5173`, `listen EADDRINUSE :::3000`
  form(
    'node',
    String.raw`\blisten (?:EACCES|EADDRINUSE|EADDRNOTAVAIL):?(?: [a-z][a-z ]{0,40})? ${HOST_PORT}`,
  ),
  // Sockets of `node:dgram` say `bind`: `bind EADDRINUSE 0.0.0.0:5353`
  form('node', String.raw`\bbind (?:EACCES|EADDRINUSE):?(?: [a-z][a-z ]{0,40})? ${HOST_PORT}`, {
    protocol: 'udp',
  }),
  // The fields of the error object, as the console prints them.
  form(
    'node',
    String.raw`\bsyscall: '(?:listen|bind)'(?:, address: '(?<address>[^'\s]{0,80})')?, port: (?<port>\d{1,5})\b`,
  ),
  // asyncio: `error while attempting to bind on address ('127.0.0.1', 8000): …`, gunicorn: `Connection in use: ('0.0.0.0', 8000)`
  form(
    'python',
    String.raw`(?:attempting to bind on address|connection in use:|can't connect to) \('(?<address>[^'\s]{0,80})', (?<port>\d{1,5})\b`,
  ),
  // gevent, eventlet: `[Errno 98] Address already in use: ('127.0.0.1', 8000)`
  form(
    'python',
    String.raw`\[(?:Errno|WinError) \d+\] [^:]{1,150}: \('(?<address>[^'\s]{0,80})', (?<port>\d{1,5})\b`,
  ),
  // Twisted
  form('python', `couldn't listen on ${HOST_PORT}`),
  // Kestrel, and the Python binding of gRPC without a scheme.
  form('dotnet', `failed to bind to address https?://${HOST_PORT}`),
  form('dotnet', `unable to bind to https?://${HOST_PORT}`),
  form('dotnet', `failed to (?:listen on prefix|register url) ['"]https?://${HOST_PORT}`),
  // The number of a right that is missing; the URL is what the program adds.
  form('dotnet', String.raw`HttpListenerException \(5\).{0,200}?https?://${HOST_PORT}`),
  form('dotnet', String.raw`https?://${HOST_PORT}(?=.{0,200}HttpListenerException \(5\))`),
  form('grpc', `failed to bind to address (?!https?:)(?:(?:dns|ipv[46]):)?${HOST_PORT}(?=[; ]|$)`),
  form(
    'grpc',
    String.raw`no address added out of total \d+ resolved for '?(?:(?:dns|ipv[46]):)?${HOST_PORT}`,
  ),
  form('nginx', String.raw`\bbind\(\) to ${HOST_PORT} failed`),
  form('apache', `make_sock: could not bind to address ${HOST_PORT}`),
  form('java', String.raw`web server failed to start\. port (?<port>\d{1,5}) was already in use`),
  form('java', String.raw`(?:protocolhandler|connector) ?\["?[\w./-]{0,40}-(?<port>\d{1,5})"?\]`),
  form('java', String.raw`\bport already in use: (?<port>\d{1,5})\b`),
  form('java', String.raw`failed to bind to:? [\w.-]{0,80}/${HOST_PORT}`),
  form('ruby', String.raw`\bbind\(2\) for "?(?<address>[^"\s]{0,80}?)"? port (?<port>\d{1,5})\b`),
  form('php', String.raw`failed to listen on ${HOST_PORT} \(reason:`),
  form(
    'php',
    String.raw`stream_socket_server\(\): unable to connect to (?:(?<protocol>tcp|udp)://)?${HOST_PORT}`,
  ),
  form('dart', String.raw`\baddress = (?<address>[^,\s]{1,80}), port = (?<port>\d{1,5})\b`),
  // Ranch listeners of RabbitMQ: `{acceptor,{0,0,0,0},5672}`
  form('erlang', String.raw`\{acceptor,\{(?<address>[\d,]{1,60})\},(?<port>\d{1,5})\}`),
  form(
    'postgresql',
    String.raw`could not bind ipv[46] (?:address "(?<address>[^"\s]{0,60})"|socket):.{0,200}?\bport (?<port>\d{1,5})\b`,
  ),
  // scrcpy, which tries the next port by itself
  form('unknown', `could not listen on port ${PORT}(?=,|$)`),
  // netsh answers error 32 for a port that somebody has; its words for that are known in English only.
  form(
    'unknown',
    String.raw`\badd ex\w* (?:\w+=)?(?<protocol>tcp|udp) (?:\w+=)?(?<port>\d{1,5}) (?=(?:\w+=)?\d{1,5}\b.{0,80}being used by another process)`,
  ),
  form('redis', `tcp listening socket ${HOST_PORT}(?=:)`),
  form(
    'sql-server',
    String.raw`listen on \[ ?'?(?<address>[^'\]\s]{0,60})'? ?<ipv[46]> (?<port>\d{1,5}) ?\]`,
  ),
  form(
    'openvpn',
    String.raw`(?<protocol>tcp|udp)(?:v[46])?:? (?:/udp: )?socket bind failed on local address \[AF_INET6?\]${HOST_PORT}`,
  ),
];

/** Forms that name the address and no port, of programs that print it elsewhere. Groups: `address`. */
export const ADDRESS_FORMS: readonly BindErrorForm[] = [
  // PostgreSQL 13 and later; before it said in a hint which port it was.
  form('postgresql', String.raw`could not bind ipv[46] address "(?<address>[^"\s]{1,60})":`),
];

/** Words before a port that is not the refused one: "Port 3000 is in use, trying port 3001 instead". */
const ANOTHER = String.raw`(?<!\b(?:trying|try|using|use|available|free|next|switching to|remote|source|another) (?:another )?(?:tcp |udp )?)`;

/** A port in the languages whose sentences of Windows are known. */
const PORT_WORD = '(?:port|ports|puerto|porta|porto|порт|порту|порта|端口|埠|連接埠|通訊埠|ポート|포트)';

/**
 * Forms that anything may print. They count only in a text that tells of a refusal, and each only where those before found
 * nothing.
 */
export const COMMON_FORMS: readonly (readonly BindErrorForm[])[] = [
  [
    // `bind [127.0.0.1]:8065: Permission denied`, `error binding to 127.0.0.1:3030: …`, `Failed to listen on localhost:8000`
    form(
      'unknown',
      String.raw`\b(?:bind|binding|bound|listen|listening|listener)\b[^.;,{}()\d:]{0,40}?(?:(?<protocol>tcp|udp)[46]? )?${PLAIN_HOST_OR_NONE_PORT}`,
    ),
  ],
  [
    form(
      'unknown',
      String.raw`${ANOTHER}(?<![\p{L}\d/_])(?:(?<protocol>tcp|udp)[ /-]?)?${PORT_WORD}(?: number)? ?[:=#]? ?['"(]?(?<port>\d{1,5})(?!\d|[:.]\d|[\p{L}_])`,
    ),
  ].map(({ pattern, ...rest }) => ({ ...rest, pattern: new RegExp(pattern.source, 'giu') })),
  [form('unknown', PLAIN_HOST_PORT)],
];
