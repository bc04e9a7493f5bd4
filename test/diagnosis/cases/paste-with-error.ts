import type { ErrorClass, LabelledCase } from './labelled-case.ts';
import { dynamic, everything, excluded, inspected, portProxies, text } from './printed.ts';
import { FORBIDDEN, IN_USE } from './socket-sentences.ts';
import { DOCS, forWin, wslIssue } from './sources.ts';

const docker = (port: number, sentence: string) =>
  `Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:${port} -> 127.0.0.1:0: listen tcp 0.0.0.0:${port}: bind: ${sentence}`;
const errors = (port: number, errorClass: ErrorClass = 'reserved') =>
  [{ class: errorClass, port, protocol: 'tcp', address: '0.0.0.0' }] as const;

/** An error, and below it what its author looked up. Nobody says which port: the error does. */
export const PASTE_WITH_ERROR: readonly LabelledCase[] = [
  {
    id: 'both-refused-and-in-a-block',
    language: 'en',
    error: docker(8065, FORBIDDEN.en),
    paste: excluded('5357 7990-8089 50000-50059*'),
    expect: { verdict: 'reserved', cause: 'winnat-block', errors: errors(8065), notFree: true },
    source: forWin(3171),
  },
  {
    id: 'both-refused-and-in-a-block-zh-tw',
    language: 'zh-TW',
    error: docker(9200, FORBIDDEN['zh-TW']),
    paste: excluded('5357 9109-9208 50000-50059*', 'zh-TW'),
    expect: { verdict: 'reserved', cause: 'winnat-block', errors: errors(9200), notFree: true },
    source: forWin(8319),
  },
  {
    id: 'both-refused-and-in-a-block-ja-low-range',
    language: 'ja',
    error: docker(9200, FORBIDDEN.ja),
    paste: text(excluded('9150-9249 50000-50059*', 'ja'), dynamic('1024+64511', 'ja')),
    expect: { verdict: 'reserved', cause: 'winnat-block', errors: errors(9200), notFree: true },
    source: forWin(8319),
  },
  {
    id: 'both-in-use-and-listener-shown',
    language: 'de',
    error: docker(8080, IN_USE.de),
    paste: everything('5357 50000-50059*', { language: 'de', listening: ['0.0.0.0:8080 5512'] }),
    expect: {
      verdict: 'listening',
      cause: 'listener-process',
      errors: errors(8080, 'in-use'),
      notFree: true,
    },
    source: forWin(12474),
    folkAnswer: {
      said: 'winnat neu starten.',
      wrongBecause: 'netstat names the process that listens; no block holds 8080',
    },
  },
  {
    id: 'both-refused-http-sys-row',
    language: 'en',
    error: docker(80, FORBIDDEN.en),
    paste: everything('80 5357 50000-50059*', { listening: ['0.0.0.0:80 4', '[::]:80 4'] }),
    expect: { verdict: 'listening', cause: 'http-sys', errors: errors(80), notFree: true },
    source: 'https://github.com/xiaohuasheng/notebook/issues/71',
    folkAnswer: {
      said: 'Kill process 4.',
      wrongBecause: 'it is the kernel with http.sys in it: the service that registered the URL must stop',
    },
  },
  {
    id: 'both-refused-portproxy-fr',
    language: 'fr',
    error: `ERROR: [WinError 10013] ${FORBIDDEN.fr}`,
    paste: text(
      everything('5357 50000-50059*', { language: 'fr', listening: ['0.0.0.0:8000 4836'] }),
      portProxies('0.0.0.0:8000>172.28.112.5:8000'),
    ),
    asked: ['8000'],
    expect: {
      verdict: 'listening',
      cause: 'portproxy-iphlpsvc',
      errors: [{ class: 'reserved' }],
      notFree: true,
    },
    source: wslIssue(7377),
    folkAnswer: {
      said: 'C’est winnat : net stop winnat.',
      wrongBecause: 'IP Helper listens for a portproxy rule that somebody once added; delete the rule',
    },
  },
  {
    id: 'both-refused-nothing-to-blame',
    language: 'en',
    error: docker(8065, FORBIDDEN.en),
    paste: everything('5357 50000-50059*'),
    expect: { verdict: 'other-cause', cause: 'refused-10013', errors: errors(8065), notFree: true },
    source: DOCS.exclusiveAddress,
  },
  {
    id: 'both-node-refused-nothing-to-blame',
    language: 'fr',
    error: 'Error: listen EACCES: permission denied 0.0.0.0:8065',
    paste: everything('5357 50000-50059*', { language: 'fr' }),
    asked: ['8065'],
    expect: { verdict: 'other-cause', cause: 'refused-10013', errors: errors(8065), notFree: true },
    source: DOCS.exclusiveAddress,
  },
  {
    id: 'both-python-refused-nothing-to-blame',
    language: 'it',
    error: `[Errno 10013] error while attempting to bind on address ('0.0.0.0', 8065): ${FORBIDDEN.it}`,
    paste: everything('5357 50000-50059*', { language: 'it' }),
    asked: ['8065'],
    expect: { verdict: 'other-cause', cause: 'refused-10013', errors: errors(8065), notFree: true },
    source: DOCS.exclusiveAddress,
    folkAnswer: {
      said: 'La tabella non la contiene, quindi la porta va bene.',
      wrongBecause:
        'the bind was refused all the same: an exclusive socket or WSL’s mirrored block has no row',
    },
  },
  {
    id: 'both-node-refused-and-in-a-block',
    language: 'ca',
    error: 'Error: listen EACCES: permission denied 0.0.0.0:3300',
    paste: excluded('3270-3369 50000-50059*', 'ca'),
    asked: ['3300'],
    expect: { verdict: 'reserved', cause: 'winnat-block', errors: errors(3300), notFree: true },
    source: wslIssue(5514),
  },
  {
    id: 'both-refused-star-is-not-the-reason',
    language: 'es',
    error: docker(50010, FORBIDDEN.es),
    paste: everything('5357 50000-50059*', { language: 'es' }),
    expect: { verdict: 'other-cause', cause: 'refused-10013', errors: errors(50010), notFree: true },
    source: 'https://github.com/microsoft/msquic/issues/2891',
    folkAnswer: {
      said: 'Está en 50000-50059, ese rango lo bloquea.',
      wrongBecause: 'a row with a star lets every explicit bind through: something else refused it',
    },
  },
  {
    id: 'both-block-next-to-the-refused-port',
    language: 'ko',
    error: docker(8065, FORBIDDEN.ko),
    paste: excluded('5357 8066-8165 50000-50059*', 'ko'),
    expect: { verdict: 'unknown', cause: 'not-in-a-block', errors: errors(8065), notFree: true },
    source: forWin(3171),
  },
  {
    id: 'both-another-port-is-in-the-block',
    language: 'en',
    error: docker(9020, FORBIDDEN.en),
    paste: text(
      '8065 works, by the way, only the other one does not.',
      excluded('5357 8990-9089 50000-50059*'),
    ),
    expect: { verdict: 'reserved', cause: 'winnat-block', errors: errors(9020), notFree: true },
    source: forWin(3171),
  },
  {
    id: 'both-udp-error-tcp-table',
    language: 'ru',
    error: `Error response from daemon: Ports are not available: exposing port UDP 0.0.0.0:51820 -> 0.0.0.0:0: listen udp 0.0.0.0:51820: bind: ${FORBIDDEN.ru}`,
    paste: excluded('51770-51869 50000-50059*', 'ru'),
    expect: {
      verdict: 'unknown',
      cause: 'other-protocol',
      errors: [{ class: 'reserved', port: 51820, protocol: 'udp', address: '0.0.0.0' }],
      notFree: true,
    },
    source: 'https://github.com/netbirdio/netbird/issues/1607',
  },
  {
    id: 'both-client-connection-holds-it',
    language: 'en',
    error:
      "2021-03-08 06:15:02.12 spid9s Server TCP provider failed to listen on [ 'any' <ipv4> 1433]. Tcp port is already in use.",
    paste: everything('5357 50000-50059*', {
      range: '1024+64511',
      listening: ['10.1.2.3:1433>10.1.2.9:445 4'],
    }),
    asked: ['1433'],
    expect: {
      verdict: 'other-cause',
      cause: 'ephemeral-client',
      errors: [{ class: 'in-use', port: 1433, protocol: 'tcp' }],
      notFree: true,
    },
    source: DOCS.sqlPortInUse,
    folkAnswer: {
      said: 'netstat shows no listener on 1433, so restart the server.',
      wrongBecause: 'a client on the same machine drew 1433 from the dynamic range; it is ESTABLISHED',
    },
  },
  {
    id: 'both-mirrored-10048-udp',
    language: 'en',
    error: `OSError: [WinError 10048] ${IN_USE.en}`,
    paste: text(
      'type %USERPROFILE%\\.wslconfig:\n[wsl2]\nnetworkingMode=mirrored',
      everything('50000-50059*', { protocol: 'udp', listening: ['udp 0.0.0.0:5353 1180'] }),
      '$ sysctl net.ipv4.ip_local_port_range\nnet.ipv4.ip_local_port_range = 44620\t48715',
    ),
    asked: ['45000/udp'],
    expect: {
      verdict: 'mirrored-block',
      cause: 'wsl-mirrored',
      errors: [{ class: 'in-use' }],
      notFree: true,
    },
    source: wslIssue(12228),
    folkAnswer: {
      said: 'Find the process that uses the udp port.',
      wrongBecause: 'there is none: WSL’s mirrored networking took 4096 ports, which no Windows tool lists',
    },
  },
  {
    id: 'both-mirrored-10013-tcp',
    language: 'zh-CN',
    error: `Error: listen EACCES: permission denied 127.0.0.1:45456`,
    paste: text(
      '.wslconfig 里是 networkingMode=mirrored',
      everything('5357 50000-50059*', { language: 'zh-CN' }),
      'net.ipv4.ip_local_port_range = 44620    48715',
    ),
    asked: ['45456'],
    expect: {
      verdict: 'mirrored-block',
      cause: 'wsl-mirrored',
      errors: [{ class: 'reserved', port: 45456, protocol: 'tcp', address: '127.0.0.1' }],
      notFree: true,
    },
    source: 'https://github.com/httptoolkit/httptoolkit/issues/611',
    folkAnswer: {
      said: 'netsh add excludedportrange 45456。',
      wrongBecause: 'tried there: still refused, because WSL holds the block; start the program before WSL',
    },
  },
  {
    id: 'both-allocated-and-docker-ps',
    language: 'en',
    error:
      'docker: Error response from daemon: driver failed programming external connectivity on endpoint calm_gauss (2be1): Bind for 0.0.0.0:3000 failed: port is already allocated.',
    paste: text(
      'CONTAINER ID   IMAGE          COMMAND                  CREATED       STATUS       PORTS                    NAMES\n3f1c9a7d2b40   grafana:11     "/run.sh"                2 hours ago   Up 2 hours   0.0.0.0:3000->3000/tcp   grafana',
    ),
    expect: {
      verdict: 'listening',
      cause: 'container-allocated',
      errors: errors(3000, 'allocated-by-container'),
      notFree: true,
    },
    source: 'https://github.com/docker/getting-started/issues/97',
  },
  {
    id: 'both-created-container-and-its-error',
    language: 'en',
    error: docker(8065, FORBIDDEN.en),
    paste: text(
      inspected({ name: 'mattermost', status: 'created', wanted: ['8065:8065'] }),
      excluded('7990-8089 50000-50059*'),
    ),
    container: 'mattermost',
    expect: {
      verdict: 'reserved',
      cause: 'winnat-block',
      outcome: 'blocked',
      errors: errors(8065),
      notFree: true,
    },
    source: forWin(3171),
    folkAnswer: {
      said: 'docker rm it and run it again.',
      wrongBecause: 'the new container asks for the same port in the same block',
    },
  },
  {
    id: 'both-refused-then-table-already-fixed',
    language: 'pl',
    error: docker(8400, FORBIDDEN.pl),
    paste: text(
      excluded('8371-8470 50000-50059*', 'pl'),
      'Po dodaniu wykluczenia:',
      excluded('8400* 50000-50059*', 'pl'),
    ),
    expect: { verdict: 'excluded', cause: 'administered-exclusion', errors: errors(8400) },
    source: 'https://github.com/docker/docs/issues/15452',
  },
];
