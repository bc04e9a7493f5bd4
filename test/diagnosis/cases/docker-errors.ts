import type { ErrorClass, ExpectedAnswer, ExpectedError, LabelledCase } from './labelled-case.ts';
import { FORBIDDEN, IN_USE } from './socket-sentences.ts';
import { DOCS, forWin } from './sources.ts';

const error = (errorClass: ErrorClass, port: number, address = '0.0.0.0'): ExpectedError => ({
  class: errorClass,
  port,
  protocol: 'tcp',
  address,
});
const refused = (...errors: ExpectedError[]): ExpectedAnswer => ({
  verdict: 'unknown',
  cause: 'refused-10013',
  errors,
  notFree: true,
});
const used = (...errors: ExpectedError[]): ExpectedAnswer => ({
  verdict: 'listening',
  cause: 'listener-unnamed',
  errors,
  notFree: true,
});
const exposing = (port: number, sentence: string, forwarded = '0.0.0.0') =>
  `Ports are not available: exposing port TCP 0.0.0.0:${port} -> ${forwarded}:0: listen tcp 0.0.0.0:${port}: bind: ${sentence}`;

/** Docker's own message and nothing else, of every generation. */
export const DOCKER_ERRORS: readonly LabelledCase[] = [
  {
    id: 'docker-2019-userland-proxy',
    language: 'en',
    error:
      'docker: Error response from daemon: driver failed programming external connectivity on endpoint brave_bell (6f1e0d): Error starting userland proxy: Bind for 0.0.0.0:50010: unexpected error Permission denied.',
    expect: refused(error('reserved', 50010)),
    source: forWin(3171),
    folkAnswer: {
      said: 'Share the drive and give Docker more rights.',
      wrongBecause: 'the denied permission is the bind of a reserved port, not a file',
    },
  },
  {
    id: 'docker-2020-listen',
    language: 'en',
    error: `docker: Error response from daemon: Ports are not available: listen tcp 0.0.0.0:5432: bind: ${FORBIDDEN.en}`,
    expect: refused(error('reserved', 5432)),
    source: forWin(12530),
    folkAnswer: {
      said: 'A PostgreSQL is already running on 5432.',
      wrongBecause: 'a running server answers 10048; this sentence is 10013',
    },
  },
  {
    id: 'docker-2020-compose-v1',
    language: 'en',
    error: `ERROR: for db  Cannot start service db: Ports are not available: listen tcp 0.0.0.0:3306: bind: ${IN_USE.en}\nERROR: Encountered errors while bringing up the project.`,
    expect: used(error('in-use', 3306)),
    source: forWin(9272),
    folkAnswer: {
      said: 'net stop winnat, then start it again.',
      wrongBecause:
        '10048 is a socket of some program, there a local mysqld: winnat has nothing to do with it',
    },
  },
  {
    id: 'docker-2022-gui-dialog',
    language: 'ko',
    error: `Error invoking remote method 'docker-start-container': Error: (HTTP code 500) server error - Ports are not available: listen tcp 0.0.0.0:5433: bind: ${FORBIDDEN.ko}`,
    expect: refused(error('reserved', 5433)),
    source: forWin(12530),
  },
  {
    id: 'docker-2023-de',
    language: 'de',
    error: `Error response from daemon: ${exposing(80, FORBIDDEN.de)}`,
    expect: refused(error('reserved', 80)),
    source: forWin(3171),
    folkAnswer: {
      said: 'Docker Desktop als Administrator starten.',
      wrongBecause: 'there are no privileged ports on Windows; http.sys holds 80, whoever asks',
    },
  },
  {
    id: 'docker-2023-fr-in-use',
    language: 'fr',
    error: `Error response from daemon: ${exposing(8080, IN_USE.fr)}`,
    expect: used(error('in-use', 8080)),
    source: forWin(12474),
  },
  {
    id: 'docker-2023-pl-in-use',
    language: 'pl',
    error: `Error response from daemon: ${exposing(11434, IN_USE.pl, '127.0.0.1')}`,
    expect: used(error('in-use', 11434)),
    source: DOCS.winsockErrors,
  },
  {
    id: 'docker-2023-it-in-use',
    language: 'it',
    error: `Error response from daemon: ${exposing(8025, IN_USE.it, '127.0.0.1')}`,
    expect: used(error('in-use', 8025)),
    source: DOCS.winsockErrors,
  },
  {
    id: 'docker-2023-it-forbidden',
    language: 'it',
    error: `Error response from daemon: ${exposing(5000, FORBIDDEN.it)}`,
    expect: refused(error('reserved', 5000)),
    source: 'https://github.com/Pryaxis/TShock/issues/748',
    folkAnswer: {
      said: 'Disattivare il firewall di Windows.',
      wrongBecause: 'a firewall does not refuse a bind; the table of excluded ranges has to be read',
    },
  },
  {
    id: 'docker-2023-zh-tw-forbidden',
    language: 'zh-TW',
    error: `Error response from daemon: ${exposing(8088, FORBIDDEN['zh-TW'])}`,
    expect: refused(error('reserved', 8088)),
    source: DOCS.winsockErrors,
  },
  {
    id: 'docker-2023-zh-tw-in-use',
    language: 'zh-TW',
    error: `Error response from daemon: ${exposing(8000, IN_USE['zh-TW'])}`,
    expect: used(error('in-use', 8000)),
    source: DOCS.winsockErrors,
  },
  {
    id: 'docker-2023-ru-forbidden',
    language: 'ru',
    error: `docker: Error response from daemon: ${exposing(6379, FORBIDDEN.ru)}\n\nRun 'docker run --help' for more information`,
    expect: refused(error('reserved', 6379)),
    source: forWin(14712),
  },
  {
    id: 'docker-2023-vi-english-sentence',
    language: 'vi',
    error: `Chạy docker compose up thì báo lỗi này:\nError response from daemon: ${exposing(1888, FORBIDDEN.en, '127.0.0.1')}`,
    expect: refused(error('reserved', 1888)),
    source: forWin(3171),
  },
  {
    id: 'docker-2023-ca-wrapped',
    language: 'ca',
    error: `Em surt això:\nError response from daemon: Ports are not available: exposing port TCP 0.0.0.0:3307 -> 0.0.0.0:0:\nlisten tcp 0.0.0.0:3307: bind: Intento de acceso a un socket no\npermitido por sus permisos de acceso.`,
    expect: refused(error('reserved', 3307)),
    source: forWin(3171),
  },
  {
    id: 'docker-2023-pt-br-wrapped-inside-a-word',
    language: 'pt-BR',
    error: `Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:55432 -> 127.0.\n0.1:0: listen tcp 0.0.0.0:55432: bind: ${FORBIDDEN['pt-BR']}`,
    expect: refused(error('reserved', 55432)),
    source: forWin(12530),
  },
  {
    id: 'docker-2024-tcp4',
    language: 'en',
    error: `Error response from daemon: Ports are not available: exposing port TCP 127.0.0.1:61616 -> 127.0.0.1:0: listen tcp4 127.0.0.1:61616: bind: ${FORBIDDEN.en}`,
    expect: refused(error('reserved', 61616, '127.0.0.1')),
    source: forWin(14407),
  },
  {
    id: 'docker-2025-lower-case-ja',
    language: 'ja',
    error: `Error response from daemon: ports are not available: exposing port TCP 0.0.0.0:9200 -> 127.0.0.1:0: listen tcp 0.0.0.0:9200: bind: ${FORBIDDEN.ja}`,
    expect: refused(error('reserved', 9200)),
    source: forWin(8319),
    folkAnswer: {
      said: '9200番を使うプロセスを探す。',
      wrongBecause: 'with 10013 there is no process to find: the port is refused, not used',
    },
  },
  {
    id: 'docker-udp',
    language: 'en',
    error: `Error response from daemon: Ports are not available: exposing port UDP 0.0.0.0:51820 -> 0.0.0.0:0: listen udp 0.0.0.0:51820: bind: ${FORBIDDEN.en}`,
    expect: refused({ class: 'reserved', port: 51820, protocol: 'udp', address: '0.0.0.0' }),
    source: 'https://github.com/netbirdio/netbird/issues/1607',
  },
  {
    id: 'docker-ipv6-address',
    language: 'de',
    error: `Error response from daemon: Ports are not available: exposing port TCP [::]:8065 -> [::]:0: listen tcp [::]:8065: bind: ${IN_USE.de}`,
    expect: used(error('in-use', 8065, '::')),
    source: forWin(12474),
  },
  {
    id: 'docker-two-services-two-causes',
    language: 'es',
    error: `Error response from daemon: ${exposing(5432, FORBIDDEN.es)}\nError response from daemon: ${exposing(8080, IN_USE.es)}`,
    expect: refused(error('reserved', 5432), error('in-use', 8080)),
    source: forWin(9272),
  },
  {
    id: 'docker-swarm-init',
    language: 'en',
    error: `Error response from daemon: manager stopped: failed to listen on remote API address: listen tcp 192.168.96.7:2377: bind: ${FORBIDDEN.en}`,
    expect: refused(error('reserved', 2377, '192.168.96.7')),
    source: forWin(4836),
  },
  {
    id: 'docker-port-is-already-allocated',
    language: 'en',
    error:
      'docker: Error response from daemon: driver failed programming external connectivity on endpoint calm_gauss (2be1): Bind for 0.0.0.0:3000 failed: port is already allocated.',
    expect: {
      verdict: 'listening',
      cause: 'container-allocated',
      errors: [error('allocated-by-container', 3000)],
      notFree: true,
    },
    source: 'https://github.com/docker/getting-started/issues/97',
    folkAnswer: {
      said: 'Windows reserved it: exclude 3000 with netsh.',
      wrongBecause: 'another container of the same engine publishes it: docker ps names it',
    },
  },
  {
    id: 'docker-port-is-already-allocated-2025',
    language: 'ja',
    error:
      'Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint web-2 (5b1d): Bind for 127.0.0.1:8081 failed: port is already allocated',
    expect: {
      verdict: 'listening',
      cause: 'container-allocated',
      errors: [error('allocated-by-container', 8081, '127.0.0.1')],
      notFree: true,
    },
    source: 'https://github.com/docker/compose/issues/3277',
  },
  {
    id: 'docker-fast-startup',
    language: 'en',
    error:
      'Error response from daemon: driver failed programming external connectivity on endpoint sonar (a10d): Error starting userland proxy: mkdir /port/tcp:0.0.0.0:9092:tcp:172.17.0.2:9092: input/output error.',
    expect: {
      verdict: 'other-cause',
      cause: 'fast-startup',
      errors: [error('unknown', 9092)],
      notFree: true,
    },
    source: forWin(3338),
    folkAnswer: {
      said: 'Something uses 9092, change the port.',
      wrongBecause:
        'Docker’s own forwarder woke up broken after Fast Startup: restarting Docker Desktop cures it',
    },
  },
  {
    id: 'docker-fast-startup-de',
    language: 'de',
    error:
      'Nach dem Einschalten geht nichts mehr:\nERROR: for web  Cannot start service web: driver failed programming external connectivity on endpoint web_1 (c7f2): Error starting userland proxy: mkdir /port/tcp:0.0.0.0:4000:tcp:172.18.0.3:80: input/output error',
    expect: {
      verdict: 'other-cause',
      cause: 'fast-startup',
      errors: [error('unknown', 4000)],
      notFree: true,
    },
    source: forWin(2722),
    folkAnswer: {
      said: 'winnat stoppen und wieder starten.',
      wrongBecause: 'the text names no socket error at all; the port is neither reserved nor used',
    },
  },
  {
    id: 'docker-expose-500',
    language: 'en',
    error:
      'Error response from daemon: ports are not available: exposing port TCP 127.0.0.1:8080 -> 127.0.0.1:0: /forwards/expose returned unexpected status: 500',
    expect: {
      verdict: 'unknown',
      cause: 'expose-500-no-cause',
      errors: [error('unknown', 8080, '127.0.0.1')],
      notFree: true,
    },
    source: 'https://github.com/docker/desktop-feedback/issues/526',
    folkAnswer: {
      said: 'The usual winnat problem.',
      wrongBecause: 'the forwarder names no cause: a reservation, a listener and a passing fault look alike',
    },
  },
  {
    id: 'docker-expose-500-2019',
    language: 'vi',
    error:
      '(HTTP code 500) server error - driver failed programming external connectivity on endpoint shop_web_1 (d04e): Error starting userland proxy: /forwards/expose/port returned unexpected status: 500',
    expect: {
      verdict: 'unknown',
      cause: 'expose-500-no-cause',
      errors: [{ class: 'unknown' }],
      notFree: true,
    },
    source: 'https://github.com/microsoft/vscode-docker/issues/1495',
  },
];
