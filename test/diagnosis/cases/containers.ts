import type { LabelledCase } from './labelled-case.ts';
import { everything, excluded, inspected, sockets, text } from './printed.ts';
import { DOCS, forWin } from './sources.ts';

const WEB = { name: 'web', image: 'nginx', ports: [8065] };
const WINDOWS_CONTAINERS = { osType: 'windows', containers: [{ ...WEB, start: false }] } as const;
const UNPUBLISHED = {
  verdict: 'unpublished',
  cause: 'unpublished-container',
  outcome: 'unpublished',
  notFree: true,
} as const;

/** A container is asked about, or has to do with the port. */
export const CONTAINERS: readonly LabelledCase[] = [
  {
    id: 'container-up-and-published',
    language: 'en',
    machine: { options: { containers: [WEB] } },
    container: 'web',
    expect: { verdict: 'listening', cause: 'container-publishes', outcome: 'published', notFree: true },
    source: DOCS.dockerNetworking,
  },
  {
    id: 'container-up-silently-unpublished',
    language: 'en',
    machine: {
      options: {
        containers: [{ ...WEB, start: false }],
        faults: [{ kind: 'unpublished', container: 'web' }],
      },
      changes: [{ start: 'web' }],
    },
    container: 'web',
    expect: UNPUBLISHED,
    source: 'https://github.com/docker/for-mac/issues/5521',
    folkAnswer: {
      said: 'docker ps says healthy, so the network is at fault.',
      wrongBecause: 'health checks run inside: NetworkSettings.Ports is empty and nothing listens outside',
    },
  },
  {
    id: 'container-up-silently-unpublished-asked-for-the-port',
    language: 'ko',
    machine: {
      options: {
        locale: 'ko',
        containers: [{ ...WEB, start: false }],
        faults: [{ kind: 'unpublished', container: 'web' }],
      },
      changes: [{ start: 'web' }],
    },
    asked: ['8065'],
    container: 'web',
    expect: UNPUBLISHED,
    source: forWin(8319),
  },
  {
    id: 'container-cannot-start-for-a-block',
    language: 'de',
    machine: {
      options: { locale: 'de', containers: [{ ...WEB, start: false }] },
      changes: [{ row: '7990-8089', owner: 'winnat' }, { start: 'web' }],
    },
    container: 'web',
    expect: { verdict: 'reserved', cause: 'winnat-block', outcome: 'blocked', notFree: true },
    source: forWin(3171),
    folkAnswer: {
      said: 'docker system prune -a.',
      wrongBecause: 'nothing of Docker is in the way; the port lies in a block of Windows',
    },
  },
  {
    id: 'container-cannot-start-for-a-listener',
    language: 'en',
    machine: {
      options: { containers: [{ ...WEB, start: false }] },
      changes: [{ listen: 8065, by: 'node' }, { start: 'web' }],
    },
    container: 'web',
    expect: { verdict: 'listening', cause: 'listener-process', outcome: 'blocked', notFree: true },
    source: forWin(9272),
  },
  {
    id: 'container-cannot-start-for-another-container',
    language: 'en',
    machine: {
      options: { containers: [{ ...WEB, name: 'first' }, WEB] },
    },
    container: 'web',
    expect: { verdict: 'listening', cause: 'container-publishes', outcome: 'blocked', notFree: true },
    source: 'https://github.com/docker/getting-started/issues/97',
    folkAnswer: {
      said: 'Reserve the port in Windows.',
      wrongBecause: 'the other container of the same engine publishes it: one of them needs another port',
    },
  },
  {
    id: 'container-port-published-asked-for-the-port',
    language: 'fr',
    machine: { options: { locale: 'fr', containers: [WEB] } },
    asked: ['8065'],
    expect: { verdict: 'listening', cause: 'container-publishes', notFree: true },
    source: DOCS.dockerNetworking,
  },
  {
    id: 'container-may-start-now',
    language: 'en',
    machine: { options: { containers: [{ ...WEB, start: false }] } },
    container: 'web',
    expect: { verdict: 'free', cause: 'free', outcome: 'startable' },
    source: DOCS.dockerNetworking,
  },
  {
    id: 'container-windows-refuses-the-exclusion',
    language: 'en',
    machine: {
      options: WINDOWS_CONTAINERS,
      changes: [{ row: '8065-8065*', owner: 'user', persistent: true }, { start: 'web' }],
    },
    container: 'web',
    expect: {
      verdict: 'excluded-blocks-windows-containers',
      cause: 'windows-container-exclusion',
      outcome: 'blocked',
      notFree: true,
    },
    source: forWin(12251),
    folkAnswer: {
      said: 'Reserve the port with add excludedportrange.',
      wrongBecause: 'HNS must reserve the port itself and is refused: the exclusion has to go',
    },
  },
  {
    id: 'container-windows-refuses-the-exclusion-udp',
    language: 'en',
    machine: {
      options: { osType: 'windows' },
      changes: [{ row: '60001-60001*', owner: 'user', protocol: 'udp', persistent: true }],
    },
    asked: ['60001/udp'],
    expect: {
      verdict: 'excluded-blocks-windows-containers',
      cause: 'windows-container-exclusion',
      notFree: true,
    },
    source: 'https://github.com/distribution/distribution/issues/3510',
  },
  {
    id: 'container-windows-on-the-hns-range',
    language: 'ru',
    machine: { options: { locale: 'ru', osType: 'windows' } },
    asked: ['50051'],
    expect: {
      verdict: 'excluded-blocks-windows-containers',
      cause: 'windows-container-exclusion',
      notFree: true,
    },
    source: forWin(12251),
  },
  {
    id: 'container-windows-publishes',
    language: 'en',
    machine: { options: { osType: 'windows', containers: [{ ...WEB, ports: [8080] }] } },
    asked: ['8080'],
    expect: { verdict: 'reserved', cause: 'windows-container-port', notFree: true },
    source: forWin(1707),
    folkAnswer: {
      said: 'A row of one port is http.sys: stop IIS.',
      wrongBecause: 'a published port of a running Windows container shows as just such a row',
    },
  },
  {
    id: 'container-windows-publishes-pasted',
    language: 'de',
    paste: text(
      excluded('5357 8080 50000-50059*', 'de'),
      'CONTAINER ID   IMAGE                                  COMMAND                  CREATED       STATUS       PORTS                  NAMES\n8c2a41d07b9e   mcr.microsoft.com/windows/nanoserver   "c:\\windows\\system32…"   3 hours ago   Up 3 hours   0.0.0.0:8080->80/tcp   iis',
    ),
    asked: ['8080'],
    expect: { verdict: 'reserved', cause: 'windows-container-port', notFree: true },
    source: forWin(1707),
  },
  {
    id: 'container-inspect-unpublished',
    language: 'pt-BR',
    paste: text(
      inspected({ name: 'db', status: 'running', wanted: ['55432:5432'] }),
      everything('50000-50059*', { language: 'pt-BR' }),
    ),
    container: 'db',
    expect: UNPUBLISHED,
    source: forWin(11584),
    folkAnswer: {
      said: 'Usar -P para o Docker escolher a porta.',
      wrongBecause: 'it walks upward from 49153, straight into the blocks: fixed ports outside are the cure',
    },
  },
  {
    id: 'container-inspect-created-in-a-block',
    language: 'es',
    paste: text(
      inspected({ name: 'db', status: 'created', wanted: ['3306:3306'] }),
      excluded('3270-3369 50000-50059*', 'es'),
    ),
    container: 'db',
    expect: { verdict: 'reserved', cause: 'winnat-block', outcome: 'blocked', notFree: true },
    source: forWin(3171),
  },
  {
    id: 'container-inspect-published',
    language: 'en',
    paste: text(
      inspected({
        name: 'db',
        status: 'running',
        wanted: ['5432:5432'],
        published: ['0.0.0.0:5432:5432'],
      }),
      excluded('50000-50059*'),
      sockets(['0.0.0.0:5432 9316']),
    ),
    container: 'db',
    expect: { verdict: 'listening', cause: 'container-publishes', outcome: 'published', notFree: true },
    source: DOCS.dockerNetworking,
  },
  {
    id: 'container-docker-ps-publishes-netstat-does-not-show-it',
    language: 'en',
    paste: text(
      'CONTAINER ID   IMAGE   COMMAND                  CREATED       STATUS       PORTS                  NAMES\n5d0be1c94a37   nginx   "/docker-entrypoint.…"   2 hours ago   Up 2 hours   0.0.0.0:8065->80/tcp   web',
      everything('5357 50000-50059*'),
    ),
    asked: ['8065'],
    expect: { verdict: 'listening', cause: 'container-publishes', notFree: true },
    source: DOCS.wslNetworking,
    folkAnswer: {
      said: 'netstat does not show 8065, so it is free.',
      wrongBecause:
        'with mirrored networking the listener is inside WSL, and Docker says that it has the port',
    },
  },
];
