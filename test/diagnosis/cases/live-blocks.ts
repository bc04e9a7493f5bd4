import { REGISTRY_KEYS } from '../../../toolkit/simulation/registry.ts';
import type { LabelledCase } from './labelled-case.ts';
import { DOCS, forWin, wslIssue } from './sources.ts';

const WIDE = { startPort: 1024, numberOfPorts: 64511 };
const MIRRORED = 'C:\\Users\\user\\.wslconfig';

/** A Windows that can be asked, with no socket on the port: rows, or what takes ports without a row. */
export const LIVE_BLOCKS: readonly LabelledCase[] = [
  {
    id: 'live-winnat-block',
    language: 'en',
    machine: { options: { dynamicPortRange: WIDE }, changes: [{ row: '7990-8089', owner: 'winnat' }] },
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: forWin(3171),
  },
  {
    id: 'live-winnat-block-ko',
    language: 'ko',
    machine: {
      options: { locale: 'ko' },
      changes: [
        { row: '7939-8038', owner: 'winnat' },
        { row: '8039-8138', owner: 'winnat' },
      ],
    },
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: 'https://github.com/cloud-barista/cb-coffeehouse/issues/81',
  },
  {
    id: 'live-winnat-block-udp-ru',
    language: 'ru',
    machine: {
      options: { locale: 'ru' },
      changes: [{ row: '51770-51869', owner: 'winnat', protocol: 'udp' }],
    },
    asked: ['51820/udp'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: 'https://github.com/netbirdio/netbird/issues/1607',
    folkAnswer: {
      said: 'Перезагрузите компьютер.',
      wrongBecause: 'the blocks are drawn anew, of udp too: it may come back with any boot',
    },
  },
  {
    id: 'live-udp-block-for-a-tcp-question',
    language: 'en',
    machine: { changes: [{ row: '8001-8100', owner: 'winnat', protocol: 'udp' }] },
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'other-protocol' },
    source: 'https://github.com/bojieli/queqiao/pull/72',
  },
  {
    id: 'live-http-sys-url',
    language: 'en',
    machine: {
      changes: [
        { row: '8884', owner: 'http.sys' },
        { listen: 8884, by: 'System', processId: 4 },
      ],
    },
    asked: ['8884'],
    expect: { verdict: 'listening', cause: 'http-sys', notFree: true },
    source: 'https://github.com/kurrent-io/documentation/issues/320',
    folkAnswer: {
      said: 'System cannot be ended, so reinstall Windows.',
      wrongBecause: 'http.sys listens for some service: netsh http show servicestate names it',
    },
  },
  {
    id: 'live-http-sys-winrm',
    language: 'en',
    machine: { options: { services: [{ name: 'winrm', displayName: 'Windows Remote Management' }] } },
    asked: ['5985'],
    expect: { verdict: 'listening', cause: 'http-sys', notFree: true },
    source: 'https://github.com/kubernetes/kubernetes/issues/107114',
  },
  {
    id: 'live-persistent-reservation',
    language: 'en',
    machine: {
      changes: [{ row: '8065', owner: 'reservation', kind: 'persistent-reservation', persistent: true }],
    },
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'persistent-reservation', notFree: true },
    source: DOCS.persistentTcp,
  },
  {
    id: 'live-persistent-reservation-of-100',
    language: 'de',
    machine: {
      options: { locale: 'de' },
      changes: [{ row: '8000-8099', owner: 'reservation', kind: 'persistent-reservation', persistent: true }],
    },
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'persistent-reservation', notFree: true },
    source: DOCS.persistentTcp,
    folkAnswer: {
      said: '100 Ports, also winnat: stoppen und reservieren.',
      wrongBecause: 'the persistent store holds the row too: it survives the stop, and the add fails with 32',
    },
  },
  {
    id: 'live-hns-own-range',
    language: 'en',
    machine: {},
    asked: ['50051'],
    expect: { verdict: 'excluded', cause: 'hns-own-50000' },
    source: 'https://github.com/microsoft/msquic/issues/2891',
  },
  {
    id: 'live-registry-as-text',
    language: 'en',
    machine: {
      changes: [
        {
          registryKey: REGISTRY_KEYS.hnsState,
          name: 'EnableExcludedPortRange',
          value: { type: 'REG_SZ', data: '0' },
        },
      ],
    },
    asked: ['50010'],
    expect: { verdict: 'excluded', cause: 'registry-as-REG_SZ' },
    source: forWin(3171),
  },
  {
    id: 'live-own-exclusion',
    language: 'zh-CN',
    machine: {
      options: { locale: 'zh-CN' },
      changes: [{ row: '1433-1433*', owner: 'user', persistent: true }],
    },
    asked: ['1433'],
    expect: { verdict: 'excluded', cause: 'administered-exclusion' },
    source: 'https://github.com/MicrosoftDocs/sql-docs/issues/8145',
  },
  {
    id: 'live-exclusion-until-the-next-boot',
    language: 'en',
    machine: { changes: [{ row: '8065-8065*', owner: 'user' }] },
    asked: ['8065'],
    expect: { verdict: 'excluded', cause: 'administered-exclusion' },
    source: DOCS.netsh,
    folkAnswer: {
      said: 'add … store=active makes it permanent.',
      wrongBecause: 'the active store is gone after a restart; only the persistent one stays',
    },
  },
  {
    id: 'live-mirrored-unlisted',
    language: 'en',
    machine: {
      changes: [
        { row: '44620-48715', owner: 'wsl-mirrored' },
        { file: MIRRORED, holds: '[wsl2]\nnetworkingMode=mirrored\n' },
      ],
    },
    asked: ['48080'],
    expect: { verdict: 'mirrored-block', cause: 'wsl-mirrored', notFree: true },
    source: wslIssue(40169),
    folkAnswer: {
      said: 'Put the port into ignoredPorts.',
      wrongBecause: 'reported without effect on the block; shutting WSL down gives it back',
    },
  },
  {
    id: 'live-mirrored-udp',
    language: 'en',
    machine: {
      changes: [
        { row: '44620-48715', owner: 'wsl-mirrored', protocol: 'udp' },
        { file: MIRRORED, holds: '[wsl2]\nnetworkingMode = Mirrored\n' },
      ],
    },
    asked: ['45000/udp'],
    expect: { verdict: 'mirrored-block', cause: 'wsl-mirrored', notFree: true },
    source: wslIssue(12228),
  },
  {
    id: 'live-mirrored-and-no-powershell',
    language: 'en',
    machine: {
      options: { faults: [{ kind: 'garbage', match: 'ask:' }] },
      changes: [
        { row: '44620-48715', owner: 'wsl-mirrored' },
        { file: MIRRORED, holds: '[wsl2]\nnetworkingMode=mirrored\n' },
      ],
    },
    asked: ['48080'],
    expect: { verdict: 'unknown', cause: 'wsl-mirrored', notFree: true },
    source: wslIssue(40169),
    folkAnswer: {
      said: 'No row, no listener: free.',
      wrongBecause: 'the block is in no table and no list: only a bind, or WSL itself, shows it',
    },
  },
  {
    id: 'live-mirrored-but-another-port',
    language: 'en',
    machine: {
      changes: [
        { row: '44620-48715', owner: 'wsl-mirrored' },
        { file: MIRRORED, holds: '[wsl2]\nnetworkingMode=mirrored\n' },
      ],
    },
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: wslIssue(40169),
  },
  {
    id: 'live-at-risk-low-range',
    language: 'vi',
    machine: { options: { dynamicPortRange: { startPort: 1024, numberOfPorts: 13977 } } },
    asked: ['5432'],
    expect: { verdict: 'at-risk', cause: 'dynamic-range-low', notFree: true },
    source: wslIssue(5306),
  },
  {
    id: 'live-at-risk-max-user-port',
    language: 'en',
    machine: { options: { dynamicPortRange: WIDE, maxUserPort: 65534 } },
    asked: ['8065'],
    expect: { verdict: 'at-risk', cause: 'max-user-port', notFree: true },
    source: 'https://github.com/nmap/nmap/issues/3499',
    folkAnswer: {
      said: 'netsh set dynamicport and a restart.',
      wrongBecause: 'the range is back after the restart as long as MaxUserPort is in the registry',
    },
  },
  {
    id: 'live-at-risk-iana',
    language: 'ja',
    machine: { options: { locale: 'ja' } },
    asked: ['60000'],
    expect: { verdict: 'at-risk', cause: 'dynamic-range-iana', notFree: true },
    source: DOCS.dynamicRange,
  },
  {
    id: 'live-free',
    language: 'en',
    machine: {},
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.dynamicRange,
  },
  {
    id: 'live-free-without-hyper-v',
    language: 'es',
    machine: { options: { locale: 'es', hyperV: false } },
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.dynamicRange,
  },
];
