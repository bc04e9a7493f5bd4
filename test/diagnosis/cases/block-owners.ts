import type { LabelledCase } from './labelled-case.ts';
import { dynamic, everything, excluded, rowsOf, text } from './printed.ts';
import { DOCS, forWin } from './sources.ts';

const reserved = (cause: 'http-sys' | 'hns-64' | 'old-build-block-10' | 'persistent-reservation') =>
  ({ verdict: 'reserved', cause, notFree: true }) as const;

/** `netsh … show excludedportrange … store=persistent`, echoed with its output. */
const persistentTable = (rows: string) =>
  `C:\\>netsh int ipv4 show excludedportrange protocol=tcp store=persistent\n\n${excluded(rows)}`;

/** Rows without a star that winnat did not draw. Their cures differ, so naming the wrong owner is an error. */
export const BLOCK_OWNERS: readonly LabelledCase[] = [
  {
    id: 'owner-old-build-tens',
    language: 'en',
    paste: excluded('58699-58708 58709-58718 58719-58728 58739-58748'),
    asked: ['58710'],
    expect: reserved('old-build-block-10'),
    source: forWin(1707),
  },
  {
    id: 'owner-old-build-tens-de',
    language: 'de',
    paste: excluded('56950-56959 56960-56969 57011-57020', 'de'),
    asked: ['56965'],
    expect: reserved('old-build-block-10'),
    source: forWin(1707),
  },
  {
    id: 'owner-hns-64-on-a-node',
    language: 'en',
    paste: excluded('49670-49733 49734-49797 49798-49861 50000-50059*'),
    asked: ['49750'],
    expect: reserved('hns-64'),
    source: 'https://github.com/microsoft/SDN/blob/master/Kubernetes/windows/debug/portReservationTest.ps1',
    folkAnswer: {
      said: 'Shrink the dynamic range so that it stays off your ports.',
      wrongBecause: 'on a node every service takes 64 ports of it: a smaller range exhausts and pods fail',
    },
  },
  {
    id: 'owner-hns-64-udp',
    language: 'en',
    paste: excluded('50000-50059* 51200-51263', 'en', 'udp'),
    asked: ['51250/udp'],
    expect: reserved('hns-64'),
    source: 'https://github.com/kubernetes/kubernetes/issues/107114',
  },
  {
    id: 'owner-http-sys-wsdapi',
    language: 'fr',
    paste: excluded('80 5357 9212-9311', 'fr'),
    asked: ['5357'],
    expect: reserved('http-sys'),
    source: forWin(3171),
    folkAnswer: {
      said: 'Arrêter winnat libère le port.',
      wrongBecause: 'winnat does not hold it: the row is there before and after, http.sys owns it',
    },
  },
  {
    id: 'owner-http-sys-iis-80',
    language: 'en',
    paste: everything('80 443 5357 50000-50059*', { listening: ['0.0.0.0:5357 4', '0.0.0.0:49664 880'] }),
    asked: ['80'],
    expect: reserved('http-sys'),
    source: forWin(3171),
    folkAnswer: {
      said: 'Ports below 1024 need administrator rights.',
      wrongBecause: 'Windows has no privileged ports; IIS registered the port with http.sys',
    },
  },
  {
    id: 'owner-http-sys-winrm',
    language: 'en',
    paste: excluded('5985 47001 50000-50059*'),
    asked: ['47001'],
    expect: reserved('http-sys'),
    source: 'https://github.com/kubernetes/kubernetes/issues/107114',
  },
  {
    id: 'owner-http-sys-ssdp',
    language: 'ko',
    paste: excluded('2869 5357 13543-13642 50000-50059*', 'ko'),
    asked: ['2869'],
    expect: reserved('http-sys'),
    source: 'https://github.com/kurrent-io/documentation/issues/320',
    folkAnswer: {
      said: 'winnat을 다시 시작한다.',
      wrongBecause: 'the row of one port is SSDP’s in http.sys and stays through every restart of winnat',
    },
  },
  {
    id: 'owner-http-sys-own-url',
    language: 'en',
    paste: text(
      excluded('5357 8884 50000-50059*'),
      'C:\\>netsh http show servicestate\n\n    Registered URLs:\n            HTTP://+:8884/',
    ),
    asked: ['8884'],
    expect: reserved('http-sys'),
    source: 'https://github.com/kurrent-io/documentation/issues/320',
  },
  {
    id: 'owner-single-row-nobody-known',
    language: 'zh-CN',
    paste: excluded('1434-1533 5426 50000-50059*', 'zh-CN'),
    asked: ['5426'],
    expect: { verdict: 'reserved', cause: 'unknown-block', notFree: true },
    source: 'https://github.com/kurrent-io/documentation/issues/320',
  },
  {
    id: 'owner-odd-size',
    language: 'en',
    paste: excluded('8060-8072 50000-50059*'),
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'unknown-block', notFree: true },
    source: DOCS.runtimeReservation,
    folkAnswer: {
      said: 'Delete the row with netsh delete excludedportrange.',
      wrongBecause: 'access is denied for a row that nobody administers; its owner must let go of it',
    },
  },
  {
    id: 'owner-persistent-both-stores',
    language: 'en',
    paste: text(excluded('5357 8065 50000-50059*'), persistentTable('8065')),
    asked: ['8065'],
    expect: reserved('persistent-reservation'),
    source: DOCS.persistentTcp,
    folkAnswer: {
      said: 'Restart winnat, then it is gone.',
      wrongBecause: 'a persistent reservation survives winnat and every boot until its maker deletes it',
    },
  },
  {
    id: 'owner-persistent-of-100-looks-like-winnat',
    language: 'en',
    paste: text(excluded('8000-8099 50000-50059*'), persistentTable('8000-8099')),
    asked: ['8065'],
    expect: reserved('persistent-reservation'),
    source: DOCS.persistentTcp,
  },
  {
    id: 'owner-administered-only-in-persistent-store',
    language: 'en',
    paste: text(excluded('8000-8099 50000-50059*'), persistentTable('8300*')),
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: DOCS.netsh,
  },
  {
    id: 'owner-hns-own-range',
    language: 'en',
    paste: everything('5357 50000-50059*'),
    asked: ['50051'],
    expect: { verdict: 'excluded', cause: 'hns-own-50000' },
    source: 'https://github.com/microsoft/msquic/issues/2891',
    folkAnswer: {
      said: 'gRPC cannot use 50051, it is in the excluded list.',
      wrongBecause: 'the row has a star: Windows never hands the port out, and an explicit bind succeeds',
    },
  },
  {
    id: 'owner-hns-own-range-ja',
    language: 'ja',
    paste: excluded('5357 50000-50059* 55676-55775', 'ja'),
    asked: ['50000'],
    expect: { verdict: 'excluded', cause: 'hns-own-50000' },
    source: 'https://github.com/microsoft/msquic/issues/2891',
  },
  {
    id: 'owner-quic-on-the-hns-range',
    language: 'en',
    paste: excluded('50000-50059* 50160-50259', 'en', 'udp'),
    asked: ['50009/udp'],
    expect: { verdict: 'excluded', cause: 'quic-administered' },
    source: 'https://github.com/dotnet/runtime/issues/71518',
  },
  {
    id: 'owner-quic-on-an-own-exclusion',
    language: 'en',
    paste: excluded('4433* 50000-50059*', 'en', 'udp'),
    asked: ['4433/udp'],
    expect: { verdict: 'excluded', cause: 'quic-administered' },
    source: 'https://github.com/microsoft/msquic/issues/2891',
  },
  {
    id: 'owner-administered-one-port',
    language: 'es',
    paste: excluded('1898-1997 8080* 50000-50059*', 'es'),
    asked: ['8080'],
    expect: { verdict: 'excluded', cause: 'administered-exclusion' },
    source: DOCS.netsh,
    folkAnswer: {
      said: 'Está excluido, así que hay que borrarlo primero.',
      wrongBecause: 'that exclusion is what keeps winnat away; a server that asks for the port gets it',
    },
  },
  {
    id: 'owner-administered-of-exactly-100',
    language: 'en',
    paste: excluded('8000-8099* 8100-8199 50000-50059*'),
    asked: ['8065'],
    expect: { verdict: 'excluded', cause: 'administered-exclusion' },
    source: DOCS.reserveEphemeral,
  },
  {
    id: 'owner-administered-inside-rows-without-title',
    language: 'zh-CN',
    paste: `${rowsOf('1434-1533 10362-10363* 50000-50059*')}\n`,
    asked: ['10362'],
    expect: { verdict: 'excluded', cause: 'administered-exclusion' },
    source: DOCS.netsh,
  },
  {
    id: 'owner-mirrored-block-listed',
    language: 'en',
    paste: text(excluded('5357 44620-48715 50000-50059*'), dynamic('49152+16384')),
    asked: ['48080'],
    expect: { verdict: 'mirrored-block', cause: 'wsl-mirrored', notFree: true },
    source: 'https://github.com/microsoft/WSL/issues/40169',
    folkAnswer: {
      said: 'net stop winnat frees it.',
      wrongBecause: 'WSL holds these 4096 ports through HNS; wsl --shutdown gives them back',
    },
  },
];
