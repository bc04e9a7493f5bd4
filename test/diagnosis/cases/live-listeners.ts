import type { LabelledCase } from './labelled-case.ts';
import { DOCS, forWin, wslIssue } from './sources.ts';

/** A Windows that can be asked, on which some socket has the port. */
export const LIVE_LISTENERS: readonly LabelledCase[] = [
  {
    id: 'live-listener-process',
    language: 'en',
    machine: { changes: [{ listen: 8065, by: 'node' }] },
    asked: ['8065'],
    expect: { verdict: 'listening', cause: 'listener-process', notFree: true },
    source: DOCS.winsockErrors,
  },
  {
    id: 'live-listener-process-exclusive',
    language: 'de',
    machine: { options: { locale: 'de' }, changes: [{ listen: 8065, by: 'java', options: 'exclusive' }] },
    asked: ['8065'],
    expect: { verdict: 'listening', cause: 'listener-process', notFree: true },
    source: DOCS.exclusiveAddress,
  },
  {
    id: 'live-listener-inside-the-dynamic-range',
    language: 'en',
    machine: { changes: [{ listen: 53317, by: 'localsend_app' }] },
    asked: ['53317'],
    expect: { verdict: 'listening', cause: 'listener-process', notFree: true },
    source: 'https://github.com/localsend/localsend/issues/2884',
  },
  {
    id: 'live-listener-udp',
    language: 'en',
    machine: { changes: [{ listen: 51820, by: 'wireguard', protocol: 'udp' }] },
    asked: ['51820/udp'],
    expect: { verdict: 'listening', cause: 'listener-process', notFree: true },
    source: 'https://github.com/netbirdio/netbird/issues/1607',
  },
  {
    id: 'live-listener-service-mysql',
    language: 'fr',
    machine: {
      options: { locale: 'fr' },
      changes: [{ listen: 3306, by: 'mysqld', services: ['MySQL80'] }],
    },
    asked: ['3306'],
    expect: { verdict: 'listening', cause: 'listener-service', notFree: true },
    source: forWin(9272),
    folkAnswer: {
      said: 'Terminer mysqld dans le gestionnaire des tâches.',
      wrongBecause: 'the service starts it again at once: the service must be stopped',
    },
  },
  {
    id: 'live-listener-service-in-svchost',
    language: 'ko',
    machine: {
      options: { locale: 'ko' },
      changes: [{ listen: 7680, by: 'svchost', services: ['DoSvc'] }],
    },
    asked: ['7680'],
    expect: { verdict: 'listening', cause: 'listener-service', notFree: true },
    source: wslIssue(7377),
    folkAnswer: {
      said: 'svchost.exe를 종료하세요.',
      wrongBecause: 'svchost is a shell for services: only the name of the service says what to stop',
    },
  },
  {
    id: 'live-listener-service-ics-dns',
    language: 'zh-CN',
    machine: {
      options: { locale: 'zh-CN' },
      changes: [{ listen: 53, by: 'svchost', services: ['SharedAccess'], protocol: 'udp' }],
    },
    asked: ['53/udp'],
    expect: { verdict: 'listening', cause: 'listener-service', notFree: true },
    source: wslIssue(4364),
  },
  {
    id: 'live-listener-loopback-only',
    language: 'en',
    machine: { changes: [{ listen: 8065, by: 'ssh', address: '127.0.0.1' }] },
    asked: ['8065'],
    expect: { verdict: 'listening', cause: 'listener-other-address', notFree: true },
    source: DOCS.exclusiveAddress,
    folkAnswer: {
      said: 'curl to 127.0.0.1 works, so Docker published the port.',
      wrongBecause: 'a specific and a wildcard bind may share a port on Windows; the other program answered',
    },
  },
  {
    id: 'live-listener-one-interface',
    language: 'ja',
    machine: {
      options: { locale: 'ja' },
      changes: [{ listen: 8080, by: 'nginx', address: '192.168.1.20' }],
    },
    asked: ['8080'],
    expect: { verdict: 'listening', cause: 'listener-other-address', notFree: true },
    source: forWin(10008),
  },
  {
    id: 'live-listener-ipv6-only',
    language: 'en',
    machine: { changes: [{ listen: 3000, by: 'node', address: '::' }] },
    asked: ['3000'],
    expect: { verdict: 'listening', cause: 'listener-other-address', notFree: true },
    source: forWin(12474),
  },
  {
    id: 'live-portproxy',
    language: 'fr',
    machine: {
      options: { locale: 'fr' },
      changes: [{ portProxy: 8000, to: '172.28.112.5', toPort: 8000 }],
    },
    asked: ['8000'],
    expect: { verdict: 'listening', cause: 'portproxy-iphlpsvc', notFree: true },
    source: wslIssue(7377),
    folkAnswer: {
      said: 'Arrêter le service Assistance IP.',
      wrongBecause: 'the rule is stored and comes back with the service: the one rule has to be deleted',
    },
  },
  {
    id: 'live-portproxy-survived-the-distribution',
    language: 'en',
    machine: {
      options: { wslRunning: false },
      changes: [{ portProxy: 11434, to: '172.20.1.9', toPort: 11434 }],
    },
    asked: ['11434'],
    expect: { verdict: 'listening', cause: 'portproxy-iphlpsvc', notFree: true },
    source: 'https://github.com/ollama/ollama/pull/16400',
    folkAnswer: {
      said: 'Another Ollama runs, end it.',
      wrongBecause: 'IP Helper holds the port for a rule that points to a WSL address of long ago',
    },
  },
  {
    id: 'live-exclusive-bind-of-a-service-account',
    language: 'en',
    machine: {
      changes: [{ listen: 9100, by: 'agent', user: 'NT AUTHORITY\\SYSTEM', options: 'exclusive' }],
    },
    asked: ['9100'],
    expect: { verdict: 'listening', cause: 'exclusive-other-user', notFree: true },
    source: DOCS.exclusiveAddress,
    folkAnswer: {
      said: '10013, therefore winnat.',
      wrongBecause: 'a specific bind under another account’s wildcard is refused with 10013 as well',
    },
  },
  {
    id: 'live-default-bind-of-another-user',
    language: 'pt-BR',
    machine: {
      options: { locale: 'pt-BR' },
      changes: [{ listen: 5000, by: 'python', user: 'outro' }],
    },
    asked: ['5000'],
    expect: { verdict: 'listening', cause: 'exclusive-other-user', notFree: true },
    source: DOCS.exclusiveAddress,
  },
  {
    id: 'live-client-connection-on-a-low-port',
    language: 'en',
    machine: {
      options: { dynamicPortRange: { startPort: 1024, numberOfPorts: 64511 } },
      changes: [{ connect: 1433, by: 'OneDrive' }],
    },
    asked: ['1433'],
    expect: { verdict: 'other-cause', cause: 'ephemeral-client', notFree: true },
    source: DOCS.sqlPortInUse,
    folkAnswer: {
      said: 'Nothing is LISTENING on 1433, so it must be a reservation.',
      wrongBecause: 'an outgoing connection drew the port as its own end; it is gone when that ends',
    },
  },
  {
    id: 'live-client-connection-iana',
    language: 'es',
    machine: { options: { locale: 'es' }, changes: [{ connect: 50985, by: 'chrome' }] },
    asked: ['50985'],
    expect: { verdict: 'other-cause', cause: 'ephemeral-client', notFree: true },
    source: DOCS.dynamicRange,
  },
];
