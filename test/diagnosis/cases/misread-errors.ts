import type { CaseCause, ExpectedAnswer, ExpectedError, LabelledCase } from './labelled-case.ts';
import { FORBIDDEN, IN_USE } from './socket-sentences.ts';
import { DOCS, forWin, wslIssue } from './sources.ts';

const NOT_A_BIND: readonly ExpectedError[] = [{ class: 'not-a-bind' }];
const otherCause = (cause: CaseCause, errors: readonly ExpectedError[] = NOT_A_BIND): ExpectedAnswer => ({
  verdict: 'other-cause',
  cause,
  errors,
});
/** Errors that say the well-known words of something else than a bind on Windows. */
export const MISREAD_ERRORS: readonly LabelledCase[] = [
  {
    id: 'connect-firewall-ko',
    language: 'ko',
    error: `httpx.ConnectError: [WinError 10013] ${FORBIDDEN.ko}`,
    expect: otherCause('firewall-connect'),
    source: DOCS.winsockErrors,
    folkAnswer: {
      said: 'winnat을 중지하세요.',
      wrongBecause:
        'the program connects outwards: a firewall or antivirus forbids it, no port is to be bound',
    },
  },
  {
    id: 'connect-firewall-dotnet',
    language: 'en',
    error: `System.Net.Http.HttpRequestException: ${FORBIDDEN.en} (setup.example.com:443)\n ---> System.Net.Sockets.SocketException (10013): ${FORBIDDEN.en}\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)`,
    expect: otherCause('firewall-connect'),
    source: 'https://github.com/bloxstraplabs/bloxstrap/issues/462',
    folkAnswer: {
      said: 'Port 443 is reserved on your machine.',
      wrongBecause: '443 is the port of the far end; an antivirus had blocked the program',
    },
  },
  {
    id: 'connect-firewall-go-dial',
    language: 'zh-CN',
    error: `Get "https://example.com/": dial tcp 203.0.113.7:443: connectex: ${FORBIDDEN.en}`,
    expect: otherCause('firewall-connect'),
    source: 'https://github.com/ShangRui-hash/url-collector/issues/4',
  },
  {
    id: 'connect-firewall-rust-hyper',
    language: 'en',
    error: `hyper::Error(Connect, ConnectError("tcp connect error", Os { code: 10013, kind: PermissionDenied, message: "${FORBIDDEN.en}" }))`,
    expect: otherCause('firewall-connect'),
    source: 'https://github.com/mockersf/jenkins-api.rs/issues/79',
  },
  {
    id: 'connect-exhausted-zh',
    language: 'zh-CN',
    error: `Failed to establish a new connection: [WinError 10048] ${IN_USE['zh-CN']}`,
    expect: otherCause('ephemeral-exhaustion'),
    source: 'https://github.com/mvdctop/Movie_Data_Capture/issues/901',
    folkAnswer: {
      said: '端口被占用，结束占用它的进程。',
      wrongBecause:
        'a new connection found no free port of its own: too many connections, or too small a range',
    },
  },
  {
    id: 'connect-exhausted-go',
    language: 'en',
    error: `dial tcp 10.0.0.5:5432: connectex: ${IN_USE.en}`,
    expect: otherCause('ephemeral-exhaustion'),
    source: DOCS.dynamicRange,
    folkAnswer: {
      said: 'Something already uses 5432.',
      wrongBecause: '5432 is the far end’s port; the local end could not be given one',
    },
  },
  {
    id: 'connect-exhausted-zh-tw',
    language: 'zh-TW',
    error: `System.Net.Http.HttpRequestException: ${IN_USE['zh-TW']} (localhost:44311)\n ---> System.Net.Sockets.SocketException (10048): ${IN_USE['zh-TW']}\n   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ConnectAsync(Socket socket)`,
    expect: otherCause('ephemeral-exhaustion'),
    source: DOCS.dynamicRange,
  },
  {
    id: 'url-acl-access-denied',
    language: 'en',
    error:
      'System.Net.HttpListenerException (5): Access is denied.\n   at System.Net.HttpListener.AddAllPrefixes()\n   at System.Net.HttpListener.Start()',
    expect: otherCause('url-acl'),
    source: DOCS.httpUrlAcl,
    folkAnswer: {
      said: 'The port is in an excluded range.',
      wrongBecause: 'http.sys lets only administrators register the URL: netsh http add urlacl allows it',
    },
  },
  {
    id: 'url-acl-access-denied-de',
    language: 'de',
    error:
      'Unbehandelte Ausnahme: System.Net.HttpListenerException: Zugriff verweigert\n   bei System.Net.HttpListener.AddAllPrefixes()',
    expect: otherCause('url-acl'),
    source: DOCS.httpUrlAcl,
  },
  {
    id: 'http-registration-conflict',
    language: 'en',
    error:
      "System.Net.HttpListenerException (183): Failed to listen on prefix 'http://+:4010/' because it conflicts with an existing registration on the machine.",
    expect: {
      verdict: 'listening',
      cause: 'http-registration',
      errors: [{ class: 'in-use', port: 4010, protocol: 'tcp' }],
      notFree: true,
    },
    source: 'https://github.com/RainbowMiner/RainbowMiner/issues/1369',
    folkAnswer: {
      said: 'Reboot, a dead listener holds it.',
      wrongBecause: 'a service registers the same URL at every start: netsh http show servicestate names it',
    },
  },
  {
    id: 'http-registration-conflict-self-host',
    language: 'it',
    error:
      "Unhandled Exception: System.Net.HttpListenerException: Failed to listen on prefix 'http://192.168.1.30:8081/' because it conflicts with an existing registration on the machine.",
    expect: {
      verdict: 'listening',
      cause: 'http-registration',
      errors: [{ class: 'in-use', port: 8081, protocol: 'tcp', address: '192.168.1.30' }],
      notFree: true,
    },
    source: 'https://github.com/SignalR/SignalR/issues/3318',
  },
  {
    id: 'docker-forwarder-timeout',
    language: 'en',
    error:
      'ERROR: for jaeger  Cannot start service jaeger: Ports are not available: unable to list exposed ports: Get "http://unix/forwards/list": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    expect: otherCause('forwarder-timeout', [{ class: 'unknown' }]),
    source: forWin(9273),
    folkAnswer: {
      said: 'One of the ports is taken.',
      wrongBecause: 'Docker’s forwarder did not answer: no port was even tried',
    },
  },
  {
    id: 'docker-forwarder-timeout-2022',
    language: 'ja',
    error:
      'Error response from daemon: Ports are not available: unable to list exposed ports: Get "http://unix/forwards/list": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    expect: otherCause('forwarder-timeout', [{ class: 'unknown' }]),
    source: forWin(6262),
  },
  {
    id: 'linux-nginx-13',
    language: 'en',
    error: '2025/01/09 10:41:17 [emerg] 31#31: bind() to 0.0.0.0:80 failed (13: Permission denied)',
    expect: otherCause('linux-privileged-port', [
      { class: 'unknown', port: 80, protocol: 'tcp', address: '0.0.0.0' },
    ]),
    source: 'https://github.com/coollabsio/coolify/issues/4601',
    folkAnswer: {
      said: 'Error 13 is the Windows reservation.',
      wrongBecause: '13 is Linux’ EACCES: a port below 1024 without the right to bind it, inside a container',
    },
  },
  {
    id: 'linux-go-privileged',
    language: 'de',
    error:
      'user@pop-os:~$ kubectl port-forward svc/web 666:80\nlisten tcp 127.0.0.1:666: bind: permission denied',
    expect: otherCause('linux-privileged-port', [
      { class: 'unknown', port: 666, protocol: 'tcp', address: '127.0.0.1' },
    ]),
    source: 'https://github.com/derailed/k9s/issues/860',
  },
  {
    id: 'mirrored-udp-10048-alone',
    language: 'en',
    error: `OSError: [WinError 10048] ${IN_USE.en} (udp 44700; nothing in netstat, WSL in mirrored mode)`,
    asked: ['44700/udp'],
    expect: { verdict: 'unknown', cause: 'wsl-mirrored', errors: [{ class: 'in-use' }], notFree: true },
    source: wslIssue(12228),
  },
];
