import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBindErrors } from '../../../toolkit/windows/bind-error/read-bind-errors.ts';

const EN_10013 = 'An attempt was made to access a socket in a way forbidden by its access permissions.';
const EN_10048 =
  'Only one usage of each socket address (protocol/network address/port) is normally permitted.';

const seen = (text: string) =>
  readBindErrors(text).map(
    ({ class: errorClass, program, port, protocol, address }) =>
      `${program} ${errorClass}${port === undefined ? '' : ` ${protocol} ${address ?? ''} ${port}`}`,
  );

describe('an error of a program', () => {
  test.each([
    ['Error: listen EACCES: permission denied 0.0.0.0:8065', 'node forbidden tcp 0.0.0.0 8065'],
    ['Error: listen EADDRINUSE: address already in use :::3000', 'node in-use tcp :: 3000'],
    ['Error: listen EADDRINUSE :::3000', 'node in-use tcp :: 3000'],
    ['Error: bind EADDRINUSE 0.0.0.0:5353', 'node in-use udp 0.0.0.0 5353'],
    [
      "Error: listen EACCES\n    at Server.setupListenHandle [as _listen2] (node:net:1463:21) {\n  code: 'EACCES',\n  errno: -4092,\n  syscall: 'listen',\n  address: '127.0.0.1',\n  port: 9229\n}",
      'node forbidden tcp 127.0.0.1 9229',
    ],
    ['Error: listen EADDRNOTAVAIL 192.168.7.20:7545', 'node unknown tcp 192.168.7.20 7545'],
    ['LOG:  could not bind IPv6 address "::1": Permission denied', 'postgresql forbidden'],
    [
      'netsh interface ipv4 add excludedportrange tcp 9200 5\nThe process cannot access the file because it is being used by another process.',
      'unknown unknown tcp  9200',
    ],
    [`listen tcp 0.0.0.0:8065: bind: ${EN_10013}`, 'go forbidden tcp 0.0.0.0 8065'],
    [`listen udp [::1]:53: bind: ${EN_10048}`, 'go in-use udp ::1 53'],
    [
      `[Errno 10048] error while attempting to bind on address ('127.0.0.1', 8000): ${EN_10048}`,
      'python in-use tcp 127.0.0.1 8000',
    ],
    [
      `ERROR: [Errno 10013] error while attempting to bind on address ('::1', 8000, 0, 0): ${EN_10013}`,
      'python forbidden tcp ::1 8000',
    ],
    ["[ERROR] Connection in use: ('0.0.0.0', 8000)", 'python in-use tcp 0.0.0.0 8000'],
    [`Couldn't listen on any:6023: [WinError 10013] ${EN_10013}`, 'python forbidden tcp  6023'],
    [`OSError: [WinError 10048] ${EN_10048}`, 'python in-use'],
    [
      'System.IO.IOException: Failed to bind to address http://127.0.0.1:5000: address already in use.\n ---> Microsoft.AspNetCore.Connections.AddressInUseException\n   at Foo.Bar() in C:\\src\\Foo.cs:line 42',
      'dotnet in-use tcp 127.0.0.1 5000',
    ],
    [
      `Unable to bind to https://[::1]:5001 on the IPv6 loopback interface: '${EN_10013}'.`,
      'dotnet forbidden tcp ::1 5001',
    ],
    [
      `System.Net.Sockets.SocketException (10013): ${EN_10013}\n   at System.Net.Sockets.Socket.Bind(EndPoint localEP)`,
      'dotnet forbidden',
    ],
    [
      "System.Net.HttpListenerException (183): Failed to listen on prefix 'http://+:8080/' because it conflicts with an existing registration on the machine.",
      'dotnet in-use tcp  8080',
    ],
    [
      `Failed to register URL "http://localhost:50123/" for site "web" application "/". Error description: ${EN_10013} (0x8007271d)`,
      'dotnet forbidden tcp localhost 50123',
    ],
    [`nginx: [emerg] bind() to 0.0.0.0:80 failed (10013: ${EN_10013})`, 'nginx forbidden tcp 0.0.0.0 80'],
    [
      `(OS 10048)${EN_10048}  : AH00072: make_sock: could not bind to address [::]:80`,
      'apache in-use tcp :: 80',
    ],
    [
      "UNKNOWN:No address added out of total 1 resolved for '0.0.0.0:50051' {children:[UNKNOWN:WSA Error (10013)]}",
      'grpc forbidden tcp 0.0.0.0 50051',
    ],
    ['Web server failed to start. Port 8080 was already in use.', 'java in-use tcp  8080'],
    ['java.rmi.server.ExportException: Port already in use: 1099', 'java in-use tcp  1099'],
    ['java.net.BindException: Address already in use: bind', 'java in-use'],
    ['java.net.SocketException: Permission denied: bind', 'java forbidden'],
    [`error binding to 127.0.0.1:3030: ${EN_10013} (os error 10013)`, 'rust forbidden tcp 127.0.0.1 3030'],
    [`Os { code: 10048, kind: AddrInUse, message: "${EN_10048}" }`, 'rust in-use'],
    [
      'LOG:  could not bind IPv4 address "127.0.0.1": Permission denied\nHINT:  Is another postmaster already running on port 5432? If not, wait a few seconds and retry.',
      'postgresql forbidden tcp 127.0.0.1 5432',
    ],
    [
      `[1234] 01 Jan 10:00:00.123 # Could not create server TCP listening socket *:6379: bind: ${EN_10048}`,
      'redis in-use tcp * 6379',
    ],
    ['Error: Port 5173 is already in use', 'unknown in-use tcp  5173'],
    [
      'Permission denied - bind(2) for "127.0.0.1" port 3000 (Errno::EACCES)',
      'ruby forbidden tcp 127.0.0.1 3000',
    ],
    [`bind [127.0.0.1]:8065: Permission denied`, 'unknown forbidden tcp 127.0.0.1 8065'],
    [`Failed to listen on localhost:8000 (reason: ${EN_10013})`, 'php forbidden tcp localhost 8000'],
    ['OS Error: x, errno = 10013), address = 127.0.0.1, port = 8080', 'dart forbidden tcp 127.0.0.1 8080'],
    [
      'Bind for 0.0.0.0:5432 failed: port is already allocated',
      'docker allocated-by-container tcp 0.0.0.0 5432',
    ],
    ['端口 8080 被占用 (10048)', 'unknown in-use tcp  8080'],
    ['Failed to listen on 127.0.0.1:8000 (reason: ?)', 'php unknown tcp 127.0.0.1 8000'],
    ['nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)', 'nginx unknown tcp 0.0.0.0 80'],
    [
      'Ports are not available: listen tcp 0.0.0.0:8065/tcp: bind: input/output error',
      'docker unknown tcp 0.0.0.0 8065',
    ],
    [
      '{"os_error":"x","syscall":"bind","wsa_error":10013,"target_address":"ipv4:0.0.0.0:50051"}',
      'unknown forbidden tcp 0.0.0.0 50051',
    ],
    ["OSError: [Errno 98] Address already in use: ('127.0.0.1', 8000)", 'python in-use tcp 127.0.0.1 8000'],
    ["OSError: [WinError 10013] x: ('::1', 8000, 0, 0)", 'python forbidden tcp ::1 8000'],
    [
      `PHP Warning:  stream_socket_server(): unable to connect to tcp://0.0.0.0:8000 (${EN_10013})`,
      'php forbidden tcp 0.0.0.0 8000',
    ],
    [
      `stream_socket_server(): Unable to connect to udp://[::1]:5353 (${EN_10048})`,
      'php in-use udp ::1 5353',
    ],
    [
      'Unhandled: System.Net.HttpListenerException (5): Access is denied. http://+:8080/',
      'dotnet unknown tcp  8080',
    ],
    [
      'Cannot start http://localhost:8080/: System.Net.HttpListenerException (5): Zugriff verweigert',
      'dotnet unknown tcp localhost 8080',
    ],
    // Ports that look like the errors' own numbers.
    [`listen tcp :10048: bind: ${EN_10013}`, 'go forbidden tcp  10048'],
    [`listen tcp 0.0.0.0:10013: bind: ${EN_10048}`, 'go in-use tcp 0.0.0.0 10013'],
  ])('%s', (text, expected) => {
    expect(seen(text)).toEqual([expected]);
  });

  test.each([
    ['an outgoing connection', `dial tcp 127.0.0.1:5432: connectex: ${EN_10013}`],
    [
      'a request, with its stack',
      `System.Net.Http.HttpRequestException: ${EN_10048} (localhost:44311)\n   at System.Net.Sockets.Socket.ConnectAsync()`,
    ],
    ['a file', "Error: EACCES: permission denied, open '/etc/x:80'"],
    ['permission without a socket', 'Permission denied (publickey).'],
    ['nothing of the kind', 'hello 127.0.0.1:8080'],
    ['nothing', ''],
  ])('is not there: %s', (_what, text) => {
    expect(seen(text)).toEqual([]);
  });

  test('names several ports, each with its own cause', () => {
    const text = `listen tcp 127.0.0.1:8080: bind: ${EN_10013}\n\nlisten tcp 127.0.0.1:9090: bind: ${EN_10048}`;
    expect(seen(text)).toEqual(['go forbidden tcp 127.0.0.1 8080', 'go in-use tcp 127.0.0.1 9090']);
  });

  test('quoted beside another ends where its quotation does', () => {
    const text = `IPv4 local: "listen udp4 :21027: bind: ${EN_10048}"\nIPv6 local: "listen udp6 [::1]:21027: bind: ${EN_10013}"`;
    expect(readBindErrors(text).map(({ message }) => message)).toEqual([
      `listen udp4 :21027: bind: ${EN_10048}`,
      `listen udp6 [::1]:21027: bind: ${EN_10013}`,
    ]);
  });

  test('does not name the port that a program takes instead', () => {
    expect(seen('Port 3000 is in use, trying port 3001 instead.')).toEqual(['unknown in-use tcp  3000']);
  });

  test('is found in a text wrapped between words', () => {
    const text = `listen tcp 127.0.0.1:8080: bind: ${EN_10013}`;
    expect(seen(text.replace(/ /g, '\n  '))).toEqual(seen(text));
  });
});

test('an exclusion that was added, or shown, is no error', () => {
  const add = 'netsh int ipv4 add excludedportrange protocol=tcp startport=9200 numberofports=5';
  expect(readBindErrors(`${add}\nOk.`)).toEqual([]);
  expect(readBindErrors(`${add}\n\nThe file is being used by another process.`)).toEqual([]);
});

describe('a number that is no port is none', () => {
  const port = fc.integer({ min: 1, max: 65535 });
  const word = fc.constantFrom('src/server.ts', 'node:net', 'C:\\app\\main.go', 'lib/http.py', 'Foo.java');
  const stackLine = fc
    .tuple(word, port, port)
    .map(([file, line, column]) => `    at Server.listen (${file}:${line}:${column})`);

  test('in stack traces below an error', () => {
    fc.assert(
      fc.property(port, fc.array(stackLine, { maxLength: 6 }), (number, lines) => {
        const text = [`Error: listen EACCES: permission denied 127.0.0.1:${number}`, ...lines].join('\n');
        expect(seen(text)).toEqual([`node forbidden tcp 127.0.0.1 ${number}`]);
      }),
    );
  });

  test('in stack traces, versions, times and process ids of an error that names no port', () => {
    const noise = fc.oneof(
      stackLine,
      fc.tuple(word, port).map(([file, line]) => `  File "${file}", line ${line}, in bind`),
      fc.tuple(port, port, port).map(([a, b, c]) => `runtime v${a}.${b}.${c}`),
      fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 10, max: 59 }))
        .map(([h, m]) => `10:${h}:${m} bind`),
      port.map((number) => `process ${number}`),
      port.map((number) => `{"file_line":${number},"syscall":"bind"}`),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 6 }), (lines) => {
        const text = [...lines, `OSError: [WinError 10013] ${EN_10013}`].join('\n');
        expect(readBindErrors(text).filter((error) => error.port !== undefined)).toEqual([]);
      }),
    );
  });

  test('out of 1-65535', () => {
    for (const number of [0, 65536, 99999, 123456])
      expect(
        readBindErrors(`listen EACCES: permission denied 0.0.0.0:${number}`).flatMap(
          ({ port: found }) => found ?? [],
        ),
      ).toEqual([]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    'listen',
    'bind',
    ':',
    '[',
    ']',
    '::',
    '10013',
    '10048',
    'port ',
    '0.0.0.0:',
    '(',
    "('",
    ')',
    '\n',
    '{acceptor,{',
    ' EACCES ',
    EN_10013,
    '"',
    '{"code":',
    'failed to bind to address ',
    'http://',
  );

  test('ends in ports of 1-65535 that stand in it, and in no failure', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 8 }), fc.nat(99999).map(String)), { maxLength: 60 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        for (const { port: number, protocol } of readBindErrors(text)) {
          if (number === undefined) continue;
          expect(number).toBeGreaterThan(0);
          expect(number).toBeLessThan(65536);
          expect(['tcp', 'udp']).toContain(protocol);
          expect(text.replace(/\s+/g, '')).toContain(String(number));
        }
      }),
      { numRuns: 500 },
    );
  });

  // Reading that grows with the square of the length would not come to an end in a test's time.
  test.each(['listen ', 'bind to ', 'port: ', '::', "('", '1.1.1.1:'])(
    'of %j over and over is read',
    (unit) => {
      expect(readBindErrors(`${unit.repeat(30_000)}\n\nlisten EACCES 0.0.0.0:80`)).toMatchObject([
        { port: 80 },
      ]);
    },
  );
});
