import type { LabelledCase } from './labelled-case.ts';
import { everything, excluded, sockets, text } from './printed.ts';
import { DOCS, forWin } from './sources.ts';

const UNREADABLE = { verdict: 'unknown', cause: 'unreadable', notFree: true } as const;
const garbage = (match: string) => ({ kind: 'garbage', match }) as const;

/** Sources that do not answer, answer nonsense, or were pasted damaged: none of it may look like "nothing there". */
export const UNREADABLE_CASES: readonly LabelledCase[] = [
  {
    id: 'unreadable-exclusion-table',
    language: 'en',
    machine: { options: { faults: [garbage('show excludedportrange')] } },
    asked: ['8065'],
    expect: UNREADABLE,
    source: DOCS.netsh,
  },
  {
    id: 'unreadable-exclusion-table-but-listening',
    language: 'en',
    machine: {
      options: { faults: [garbage('show excludedportrange')] },
      changes: [{ listen: 8065, by: 'node' }],
    },
    asked: ['8065'],
    expect: { verdict: 'unknown', cause: 'listener-process', notFree: true },
    source: DOCS.winsockErrors,
  },
  {
    id: 'unreadable-table-hangs',
    language: 'zh-CN',
    machine: {
      options: { locale: 'zh-CN', faults: [{ kind: 'hang', match: 'show excludedportrange' }] },
    },
    asked: ['8065'],
    expect: UNREADABLE,
    source: DOCS.netsh,
  },
  {
    id: 'unreadable-dynamic-range',
    language: 'de',
    machine: { options: { locale: 'de', faults: [garbage('show dynamicportrange')] } },
    asked: ['8065'],
    expect: UNREADABLE,
    source: DOCS.dynamicRange,
  },
  {
    id: 'unreadable-sockets-and-probe',
    language: 'en',
    machine: { options: { faults: [garbage('ask:'), garbage('netstat')] } },
    asked: ['8065'],
    expect: UNREADABLE,
    source: DOCS.bind,
  },
  {
    id: 'unreadable-sockets-but-in-a-block',
    language: 'ko',
    machine: {
      options: { locale: 'ko', faults: [garbage('ask:'), garbage('netstat')] },
      changes: [{ row: '8039-8138', owner: 'winnat' }],
    },
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: forWin(3171),
  },
  {
    id: 'unreadable-powershell-netstat-answers',
    language: 'en',
    machine: { options: { faults: [garbage('ask:')] }, changes: [{ listen: 8065, by: 'node' }] },
    asked: ['8065'],
    expect: { verdict: 'listening', cause: 'listener-process', notFree: true },
    source: DOCS.winsockErrors,
  },
  {
    id: 'unreadable-powershell-and-free',
    language: 'ja',
    machine: { options: { locale: 'ja', faults: [garbage('ask:')] } },
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.winsockErrors,
  },
  {
    id: 'unreadable-sockets-but-bound',
    language: 'en',
    machine: { options: { faults: [garbage('ask:listeners'), garbage('netstat')] } },
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.exclusiveAddress,
  },
  {
    id: 'unreadable-docker-is-no-obstacle',
    language: 'fr',
    machine: { options: { locale: 'fr', docker: 'stopped' } },
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.dockerNetworking,
  },
  {
    id: 'unreadable-table-but-netstat-shows-the-listener',
    language: 'fr',
    paste: sockets(['0.0.0.0:3306 5120', '[::]:3306 5120'], 'fr'),
    asked: ['3306'],
    expect: { verdict: 'unknown', cause: 'listener-process', notFree: true },
    source: forWin(9272),
  },
  {
    id: 'unreadable-paste-with-a-torn-row',
    language: 'en',
    paste: everything('5357 8001-8100 50000-50059*').replace('8001  ', '80 1  '),
    asked: ['8065'],
    expect: UNREADABLE,
    source: forWin(3171),
    folkAnswer: {
      said: 'No row there holds 8065.',
      wrongBecause: 'one row lost a digit on the way: what cannot be read may be the very block',
    },
  },
  {
    id: 'unreadable-paste-of-words',
    language: 'ca',
    paste: text('He mirat la taula i no hi surt el meu port, us ho juro.'),
    asked: ['8065'],
    expect: UNREADABLE,
    source: DOCS.netsh,
  },
  {
    id: 'unreadable-paste-elevation-refused',
    language: 'de',
    paste: text(
      'C:\\>netsh int ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1',
      'Für den angeforderten Vorgang sind erhöhte Rechte erforderlich (Als Administrator ausführen).',
      excluded('7990-8089 50000-50059*', 'de'),
    ),
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: DOCS.netsh,
  },
];
