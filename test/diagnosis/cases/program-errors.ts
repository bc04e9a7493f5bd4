import type { ErrorClass, ExpectedAnswer, ExpectedError, LabelledCase } from './labelled-case.ts';
import { FORBIDDEN, IN_USE } from './socket-sentences.ts';
import { DOCS, forWin, wslIssue } from './sources.ts';

const tcp = (errorClass: ErrorClass, port?: number, address?: string): ExpectedError => ({
  class: errorClass,
  ...(port !== undefined && { port, protocol: 'tcp' as const }),
  ...(address !== undefined && { address }),
});
const refused = (port?: number, address?: string): ExpectedAnswer => ({
  verdict: 'unknown',
  cause: 'refused-10013',
  errors: [tcp('reserved', port, address)],
  notFree: true,
});
const used = (port?: number, address?: string): ExpectedAnswer => ({
  verdict: 'listening',
  cause: 'listener-unnamed',
  errors: [tcp('in-use', port, address)],
  notFree: true,
});

const elsewhere = (port: number, address: string): ExpectedAnswer => ({
  verdict: 'other-cause',
  cause: 'address-not-here',
  errors: [tcp('unknown', port, address)],
  notFree: true,
});

/** What programs other than Docker say when Windows refuses a port: each names the port in its own way, or not at all. */
export const PROGRAM_ERRORS: readonly LabelledCase[] = [
  {
    id: 'node-eacces',
    language: 'en',
    error:
      'Error: listen EACCES: permission denied 0.0.0.0:5037\n    at Server.setupListenHandle [as _listen2] (node:net:1463:21)\n    at listenInCluster (node:net:1528:12)',
    expect: refused(5037, '0.0.0.0'),
    source: wslIssue(5514),
    folkAnswer: {
      said: 'Run npm start as administrator.',
      wrongBecause: 'EACCES is error 10013 of Windows here; elevation does not change a reservation',
    },
  },
  {
    id: 'node-address-of-another-machine',
    language: 'en',
    error:
      'Error: listen EADDRNOTAVAIL: address not available 192.168.7.20:7545\n    at Server.setupListenHandle [as _listen2] (node:net:1405:21)',
    expect: elsewhere(7545, '192.168.7.20'),
    source: 'https://github.com/ConsenSys-archive/ganache-ui/issues/606',
    folkAnswer: {
      said: 'The port is taken, choose another one.',
      wrongBecause: 'every port of that address fails alike: the machine does not have the address any more',
    },
  },
  {
    id: 'node-address-not-available-old',
    language: 'zh-CN',
    error: 'PLATFORM: win32\nEXCEPTION:\nError: listen EADDRNOTAVAIL 10.11.12.13:8545',
    expect: elsewhere(8545, '10.11.12.13'),
    source: 'https://github.com/ConsenSys-archive/ganache-ui/issues/487',
  },
  {
    id: 'docker-address-of-another-machine',
    language: 'en',
    error:
      'Error response from daemon: Ports are not available: listen tcp 10.0.75.9:3306: bind: The requested address is not valid in its context.',
    expect: elsewhere(3306, '10.0.75.9'),
    source: forWin(3301),
  },
  {
    id: 'node-eacces-ipv6-loopback',
    language: 'en',
    error:
      'Error: listen EACCES: permission denied ::1:5173\n    at Server.setupListenHandle (node:net:1734:21)',
    expect: refused(5173, '::1'),
    source: 'https://github.com/vitejs/vite/issues/5801',
  },
  {
    id: 'node-eaddrinuse',
    language: 'fr',
    error:
      'Error: listen EADDRINUSE: address already in use :::3000\n    at Server.setupListenHandle (node:net:1817:16)',
    expect: used(3000, '::'),
    source: DOCS.winsockErrors,
  },
  {
    id: 'node-eaddrinuse-fields',
    language: 'ja',
    error:
      "Error: listen EADDRINUSE: address already in use 127.0.0.1:9229 {\n  code: 'EADDRINUSE',\n  errno: -4091,\n  syscall: 'listen',\n  address: '127.0.0.1',\n  port: 9229\n}",
    expect: used(9229, '127.0.0.1'),
    source: DOCS.winsockErrors,
  },
  {
    id: 'go-listen-en',
    language: 'zh-CN',
    error: `time="2024-11-20T10:15:00+08:00" level=error msg="Start HTTP server error: listen tcp :1258: bind: ${FORBIDDEN.en}"`,
    expect: refused(1258),
    source: 'https://github.com/clash-verge-rev/clash-verge-rev/issues/1688',
  },
  {
    id: 'go-listen-caddy',
    language: 'en',
    error: `Error: loading initial config: listen tcp 127.0.0.1:2019: bind: ${FORBIDDEN.en}`,
    expect: refused(2019, '127.0.0.1'),
    source: 'https://github.com/caddyserver/caddy/issues/4223',
    folkAnswer: {
      said: 'Your firewall or antivirus forbids it.',
      wrongBecause: 'they act on connections; a refused bind is a reservation or an exclusive socket',
    },
  },
  {
    id: 'go-listen-pl-in-use',
    language: 'pl',
    error: `Error: listen tcp 127.0.0.1:11434: bind: ${IN_USE.pl}`,
    expect: used(11434, '127.0.0.1'),
    source: DOCS.winsockErrors,
  },
  {
    id: 'kubectl-port-forward',
    language: 'en',
    error: `Unable to listen on port 31112: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:31112: bind: ${FORBIDDEN.en} unable to create listener: Error listen tcp6 [::1]:31112: bind: ${FORBIDDEN.en}]\nerror: unable to listen on any of the requested ports: [{31112 8080}]`,
    expect: {
      ...refused(31112),
      errors: [tcp('reserved', 31112, '127.0.0.1'), tcp('reserved', 31112, '::1')],
    },
    source: 'https://github.com/openfaas/faas-netes/issues/498',
  },
  {
    id: 'python-winerror-10013-es',
    language: 'es',
    error: `OSError: [WinError 10013] ${FORBIDDEN.es}`,
    expect: refused(),
    source: 'https://github.com/airbus/sen/issues/52',
  },
  {
    id: 'python-uvicorn-zh',
    language: 'zh-CN',
    error: `ERROR:    [Errno 10013] error while attempting to bind on address ('127.0.0.1', 5432): ${FORBIDDEN['zh-CN']}`,
    expect: refused(5432, '127.0.0.1'),
    source: 'https://github.com/zhenxun-org/zhenxun_bot/issues/734',
  },
  {
    id: 'python-uvicorn-zh-tw',
    language: 'zh-TW',
    error: `[Errno 10013] error while attempting to bind on address ('127.0.0.1', 8090): ${FORBIDDEN['zh-TW']}`,
    expect: refused(8090, '127.0.0.1'),
    source: DOCS.winsockErrors,
    folkAnswer: {
      said: '埠已經被別的程式握著，用 netstat 找 PID。',
      wrongBecause: 'a held port gives 10048; 10013 is mostly a reserved block without a process',
    },
  },
  {
    id: 'python-uvicorn-10048',
    language: 'zh-CN',
    error: `ERROR:    [Errno 10048] error while attempting to bind on address ('127.0.0.1', 8502): ${IN_USE['zh-CN']}`,
    expect: used(8502, '127.0.0.1'),
    source: 'https://github.com/harry0703/MoneyPrinterTurbo/issues/324',
  },
  {
    id: 'python-10048-es-no-port',
    language: 'es',
    error: `self.socket_server.bind((self.host, self.port))\nOSError: [WinError 10048] ${IN_USE.es}`,
    expect: used(),
    source: 'https://github.com/IIC2233/syllabus-2020-1/issues/1088',
  },
  {
    id: 'python-ko-permission-error',
    language: 'ko',
    error: `PermissionError: [WinError 10013] ${FORBIDDEN.ko.replace('.', '')}`,
    expect: refused(),
    source: wslIssue(5306),
    folkAnswer: {
      said: '관리자 권한으로 실행하세요.',
      wrongBecause: 'the name PermissionError is Python’s for 10013; no permission of a user is missing',
    },
  },
  {
    id: 'az-login-pl',
    language: 'pl',
    error: `Port '8400' is taken with error '[WinError 10013] ${FORBIDDEN.pl.slice(0, -1)}'. Trying with the next one`,
    expect: refused(8400),
    source: DOCS.winsockErrors,
  },
  {
    id: 'dotnet-socket-exception',
    language: 'en',
    error: `Unhandled exception. System.Net.Sockets.SocketException (10013): ${FORBIDDEN.en}\n   at System.Net.Sockets.Socket.Bind(EndPoint localEP)`,
    expect: refused(),
    source: 'https://github.com/dorssel/usbipd-win/issues/53',
  },
  {
    id: 'dotnet-kestrel-in-use',
    language: 'it',
    error: `System.IO.IOException: Failed to bind to address http://127.0.0.1:5002: address already in use.\n ---> System.Net.Sockets.SocketException (10048): ${IN_USE.it}`,
    expect: used(5002, '127.0.0.1'),
    source: DOCS.winsockErrors,
  },
  {
    id: 'dotnet-kestrel-forbidden-loopback',
    language: 'en',
    error: `System.Net.Sockets.SocketException (10013): ${FORBIDDEN.en}\nFailed to bind to address http://localhost:5000.`,
    expect: refused(5000, 'localhost'),
    source: 'https://github.com/dotnet/aspnetcore/issues/9233',
    folkAnswer: {
      said: 'Delete the .vs folder and restart Visual Studio.',
      wrongBecause: 'the port in launchSettings lies in a block; the folder says nothing of it',
    },
  },
  {
    id: 'nginx-10013',
    language: 'en',
    error: `2025/02/11 08:14:05 [emerg] 7120#9944: bind() to 0.0.0.0:1935 failed (10013: ${FORBIDDEN.en.slice(0, -1)})`,
    expect: refused(1935, '0.0.0.0'),
    source: 'https://github.com/illuspas/nginx-rtmp-win32/issues/50',
  },
  {
    id: 'nginx-10013-pt-br',
    language: 'pt-BR',
    error: `2024/05/02 09:30:41 [emerg] 5512#6020: bind() to 127.0.0.1:80 failed (10013: ${FORBIDDEN['pt-BR'].slice(0, -1)})`,
    expect: refused(80, '127.0.0.1'),
    source: 'https://github.com/cretueusebiu/valet-windows/issues/69',
  },
  {
    id: 'grpc-core-number-only',
    language: 'en',
    error:
      'E0117 10:02:44.310000000 8812 chttp2_server.cc:936] {"description":"No address added out of total 1 resolved","referenced_errors":[{"description":"Failed to add port to server","referenced_errors":[{"description":"OS Error","os_error":"Unable to retrieve error string","syscall":"bind","wsa_error":10013}]}]}',
    expect: refused(),
    source: DOCS.winsockErrors,
  },
  {
    id: 'java-permission-denied',
    language: 'zh-CN',
    error:
      'java.net.BindException: Permission denied: bind\n\tat java.base/sun.nio.ch.Net.bind0(Native Method)\n\tat bloop.Server$.main(Server.scala:23)',
    expect: refused(),
    source: 'https://github.com/scalameta/metals-vscode/issues/909',
  },
  {
    id: 'java-address-already-in-use',
    language: 'ko',
    error:
      'Caused by: java.net.BindException: Address already in use: bind\n\nDescription:\n\nWeb server failed to start. Port 8080 was already in use.',
    expect: used(8080),
    source: DOCS.winsockErrors,
  },
  {
    id: 'rust-debug-form',
    language: 'en',
    error: `Failed to bind: Os { code: 10013, kind: PermissionDenied, message: "${FORBIDDEN.en}" }`,
    expect: refused(),
    source: 'https://github.com/buttplugio/buttplug/issues/344',
  },
  {
    id: 'rust-hyper-zh',
    language: 'zh-CN',
    error: `thread 'main' panicked at 'error binding to 0.0.0.0:12315: error creating server listener: ${FORBIDDEN['zh-CN']} (os error 10013)'`,
    expect: refused(12315, '0.0.0.0'),
    source: 'https://github.com/messense/aliyundrive-webdav/issues/885',
    folkAnswer: {
      said: '换成管理员运行或者关掉防火墙。',
      wrongBecause: 'both were tried there without effect; a port outside the block worked at once',
    },
  },
  {
    id: 'postgresql-permission-denied',
    language: 'en',
    error:
      '2025-06-02 07:20:11.402 UTC [2216] LOG:  starting PostgreSQL 17.0 on x86_64-windows, compiled by msvc-19.41.34120, 64-bit\n2025-06-02 07:20:11.402 UTC [2216] LOG:  could not bind IPv4 address "127.0.0.1": Permission denied\n2025-06-02 07:20:11.402 UTC [2216] FATAL:  could not create any TCP/IP sockets',
    expect: { ...refused(), errors: [{ class: 'reserved', address: '127.0.0.1' }] },
    source: 'https://github.com/larskanis/pg-ldap-sync/pull/49',
  },
  {
    id: 'sql-server-in-use',
    language: 'en',
    error:
      "2021-03-08 06:15:02.11 spid9s Server TCP provider failed to listen on [ 'any' <ipv4> 1433]. Tcp port is already in use.",
    expect: used(1433),
    source: DOCS.sqlPortInUse,
    folkAnswer: {
      said: 'Another SQL Server listens on 1433.',
      wrongBecause:
        'it may be a client connection that drew the port; netstat must be read for ESTABLISHED too',
    },
  },
  {
    id: 'adb-forward-zh',
    language: 'zh-CN',
    error: `adb.exe: error: cannot bind listener: cannot bind to 127.0.0.1:5740: ${FORBIDDEN['zh-CN']} (10013)`,
    expect: refused(5740, '127.0.0.1'),
    source: 'https://github.com/weixiansen574/HybridFileXfer/issues/90',
  },
  {
    id: 'scrcpy-number-in-brackets',
    language: 'en',
    error: `ERROR: bind: [10013] ${FORBIDDEN.en}\nWARN: Could not listen on port 27183, retrying on 27184`,
    expect: refused(27183),
    source: 'https://github.com/Genymobile/scrcpy/issues/4824',
  },
  {
    id: 'php-builtin-server-fr',
    language: 'fr',
    error: `[Tue Mar 12 09:05:10 2024] Failed to listen on localhost:3000 (reason: ${FORBIDDEN.fr.replaceAll("'", '’').slice(0, -1)})`,
    expect: refused(3000, 'localhost'),
    source: 'https://github.com/brapifra/vscode-phpserver/issues/108',
  },
  {
    id: 'dart-server-socket-ru',
    language: 'ru',
    error: `SocketException: Failed to create server socket (OS Error: ${FORBIDDEN.ru}\n, errno = 10013), address = 0.0.0.0, port = 53317`,
    expect: refused(53317, '0.0.0.0'),
    source: 'https://github.com/localsend/localsend/issues/2884',
  },
  {
    id: 'vlmcsd-warning',
    language: 'en',
    error: `Warning: 0.0.0.0:1688: ${FORBIDDEN.en}\nFatal: Could not listen on any socket.`,
    expect: refused(1688, '0.0.0.0'),
    source: 'https://github.com/Wind4/vlmcsd/issues/36',
  },
  {
    id: 'syncthing-udp-de-in-use',
    language: 'de',
    error: `IPv4 local: "listen udp4 :21027: bind: ${IN_USE.de}"`,
    expect: { ...used(), errors: [{ class: 'in-use', port: 21027, protocol: 'udp' }] },
    source: forWin(10008),
  },
];
