import type { LabelledCase } from './labelled-case.ts';
import { dynamic, everything, excluded, registryValue, sockets, text } from './printed.ts';
import { DOCS, forWin, wslIssue } from './sources.ts';

const TCPIP = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const HNS_STATE = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\hns\\State';
const OPEN = '5357 50000-50059*';
const atRisk = (
  cause:
    | 'dynamic-range-iana'
    | 'dynamic-range-low'
    | 'copied-mistake-1638'
    | 'copied-mistake-10000-55535'
    | 'max-user-port',
) => ({ verdict: 'at-risk', cause, notFree: true }) as const;

/** Get-NetTCPSetting, shortened to what says something about ports. */
const tcpSettings = (startPort: number | '', numberOfPorts: number | '') =>
  ['Automatic', 'Internet', 'Datacenter']
    .map((name) => {
      const [start, count] = name === 'Automatic' ? ['', ''] : [startPort, numberOfPorts];
      return `SettingName                     : ${name}\nDynamicPortRangeStartPort       : ${start}\nDynamicPortRangeNumberOfPorts   : ${count}`;
    })
    .join('\n\n');

/** Ports that can be bound now, for how long, and the ranges that decide it. */
export const FREE_AND_AT_RISK: readonly LabelledCase[] = [
  {
    id: 'free-en',
    language: 'en',
    paste: everything(OPEN),
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.dynamicRange,
  },
  {
    id: 'free-no-hyper-v-at-all',
    language: 'zh-CN',
    paste: everything('', { language: 'zh-CN' }),
    asked: ['1258'],
    expect: { verdict: 'free', cause: 'free' },
    source: 'https://github.com/clash-verge-rev/clash-verge-rev/issues/1688',
  },
  {
    id: 'free-udp',
    language: 'en',
    paste: everything('50000-50059*', { protocol: 'udp', listening: ['udp 0.0.0.0:5353 1180'] }),
    asked: ['1194/udp'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.dynamicRange,
  },
  {
    id: 'free-ru',
    language: 'ru',
    paste: everything(OPEN, { language: 'ru', listening: ['127.0.0.1:9000 4100'] }),
    asked: ['3000'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.dynamicRange,
  },
  {
    id: 'risk-iana-range',
    language: 'en',
    paste: everything('5357 50000-50059* 50160-50259'),
    asked: ['53317'],
    expect: atRisk('dynamic-range-iana'),
    source: 'https://github.com/localsend/localsend/issues/1823',
    folkAnswer: {
      said: 'It works on my machine, so the port is fine.',
      wrongBecause: 'it lies where winnat draws at every boot: the next draw may hit it',
    },
  },
  {
    id: 'risk-iana-last-port',
    language: 'de',
    paste: everything(OPEN, { language: 'de' }),
    asked: ['65535'],
    expect: atRisk('dynamic-range-iana'),
    source: DOCS.dynamicRange,
  },
  {
    id: 'risk-low-range-64511',
    language: 'en',
    paste: everything('5357 12000-12099 50000-50059*', { range: '1024+64511' }),
    asked: ['8065'],
    expect: atRisk('dynamic-range-low'),
    source: 'https://github.com/actions/runner-images/issues/1442',
    folkAnswer: {
      said: 'Exclude the port and be done.',
      wrongBecause: 'the range starts at 1024, so every other port of a server stays exposed',
    },
  },
  {
    id: 'risk-low-range-13977',
    language: 'vi',
    paste: everything('5357 12000-12099 50000-50059*', { language: 'vi', range: '1024+13977' }),
    asked: ['5432'],
    expect: atRisk('dynamic-range-low'),
    source: wslIssue(5306),
  },
  {
    id: 'risk-outside-of-13977',
    language: 'ko',
    paste: everything('5357 12000-12099 50000-50059*', { language: 'ko', range: '1024+13977' }),
    asked: ['15001'],
    expect: { verdict: 'free', cause: 'free' },
    source: wslIssue(40984),
  },
  {
    id: 'risk-ends-at-65534',
    language: 'en',
    paste: everything(OPEN, { range: '1024+64511' }),
    asked: ['65535'],
    expect: { verdict: 'free', cause: 'free' },
    source: 'https://github.com/actions/runner-images/issues/1442',
    folkAnswer: {
      said: '1024 and 64511 ports means 1024 to 65535.',
      wrongBecause: '1024 + 64511 - 1 is 65534: the last port is not in it',
    },
  },
  {
    id: 'risk-copied-10000-55535',
    language: 'zh-CN',
    paste: everything('5357 12000-12099 50000-50059*', { language: 'zh-CN', range: '10000+55535' }),
    asked: ['27017'],
    expect: atRisk('copied-mistake-10000-55535'),
    source: DOCS.dynamicRange,
    folkAnswer: {
      said: 'set dynamicport tcp start=10000 num=55535 避开了常用端口。',
      wrongBecause: 'it still reaches far below 49152: MongoDB, Minecraft and many others are inside',
    },
  },
  {
    id: 'machine-copied-10000-55535',
    language: 'en',
    paste: text(excluded(OPEN), dynamic('10000+55535')),
    expect: { cause: 'copied-mistake-10000-55535', finding: 'dynamic-range-wider-than-iana' },
    source: DOCS.dynamicRange,
  },
  {
    id: 'risk-copied-1638',
    language: 'en',
    paste: everything(OPEN, { range: '49152+1638' }),
    asked: ['50200'],
    expect: atRisk('copied-mistake-1638'),
    source: forWin(3171),
    folkAnswer: {
      said: 'netsh int ipv4 set dynamic tcp start=49152 num=1638 is the default again.',
      wrongBecause: 'a digit is missing: 16384 became 1638, and outgoing connections run out of ports',
    },
  },
  {
    id: 'machine-copied-1638',
    language: 'es',
    paste: text(excluded(OPEN, 'es'), dynamic('49152+1638', 'es')),
    expect: { cause: 'copied-mistake-1638', finding: 'dynamic-range-narrow' },
    source: forWin(3171),
  },
  {
    id: 'machine-low-range-powershell-only',
    language: 'en',
    paste: `PS C:\\> Get-NetTCPSetting\n\n${tcpSettings(1024, 64511)}\n`,
    expect: { cause: 'dynamic-range-low', finding: 'dynamic-range-wider-than-iana' },
    source: DOCS.netTcpSetting,
  },
  {
    id: 'risk-range-known-from-powershell-only',
    language: 'en',
    paste: text(excluded(OPEN), `PS C:\\> Get-NetTCPSetting\n\n${tcpSettings(49152, 16384)}`, sockets([])),
    asked: ['8065'],
    expect: { verdict: 'free', cause: 'free' },
    source: DOCS.netTcpSetting,
  },
  {
    id: 'machine-two-sources-disagree',
    language: 'en',
    paste: text(
      excluded(OPEN),
      dynamic('49152+16384'),
      `PS C:\\> Get-NetTCPSetting\n\n${tcpSettings(1024, 64511)}`,
    ),
    expect: { cause: 'dynamic-range-low', finding: 'disagreement' },
    source: DOCS.netTcpSetting,
  },
  {
    id: 'machine-max-user-port',
    language: 'en',
    paste: text(
      excluded('5357 12000-12099 50000-50059*'),
      dynamic('1024+64511'),
      registryValue(TCPIP, 'MaxUserPort', 'REG_DWORD', '0xfffe'),
    ),
    expect: { cause: 'max-user-port', finding: 'dynamic-range-wider-than-iana' },
    source: 'https://github.com/nmap/nmap/issues/3499',
    folkAnswer: {
      said: 'Set the range back with netsh and restart.',
      wrongBecause: 'MaxUserPort is still there and may put the old range back at the next boot',
    },
  },
  {
    id: 'risk-max-user-port-15000',
    language: 'pl',
    paste: text(
      everything('5357 12000-12099 50000-50059*', { language: 'pl', range: '1024+13977' }),
      registryValue(TCPIP, 'MaxUserPort', 'REG_DWORD', '0x3a98'),
    ),
    asked: ['8400'],
    expect: atRisk('max-user-port'),
    source: DOCS.bind,
  },
  {
    id: 'registry-as-text-range-still-there',
    language: 'en',
    paste: text(excluded(OPEN), registryValue(HNS_STATE, 'EnableExcludedPortRange', 'REG_SZ', '0')),
    asked: ['50010'],
    expect: { verdict: 'excluded', cause: 'registry-as-REG_SZ' },
    source: forWin(3171),
    folkAnswer: {
      said: 'reg add HKLM\\…\\hns\\State /v EnableExcludedPortRange /d 0 /f switches it off.',
      wrongBecause: 'without /t REG_DWORD it writes text, which HNS does not read: the range is still there',
    },
  },
  {
    id: 'registry-as-text-does-not-touch-winnat',
    language: 'fr',
    paste: text(
      excluded('8001-8100 50000-50059*', 'fr'),
      registryValue(HNS_STATE, 'EnableExcludedPortRange', 'REG_SZ', '0'),
    ),
    asked: ['8065'],
    expect: { verdict: 'reserved', cause: 'winnat-block', notFree: true },
    source: forWin(5811),
    folkAnswer: {
      said: 'EnableExcludedPortRange=0 libère tous les ports.',
      wrongBecause: 'it governs only HNS’s own 50000-50059, and winnat’s blocks of 100 stay',
    },
  },
  {
    id: 'registry-as-text-asked-for-the-machine',
    language: 'ru',
    paste: text(
      excluded(OPEN, 'ru'),
      dynamic('49152+16384', 'ru'),
      registryValue(HNS_STATE, 'EnableExcludedPortRange', 'REG_SZ', '0'),
    ),
    expect: { cause: 'registry-as-REG_SZ', finding: 'blocks' },
    source: forWin(3171),
  },
  {
    id: 'client-connection-holds-it-now',
    language: 'ru',
    paste: everything('5357 12000-12099 50000-50059*', {
      language: 'ru',
      range: '1024+64511',
      listening: ['192.168.1.20:8065>203.0.113.7:443 5120'],
    }),
    asked: ['8065'],
    expect: { verdict: 'other-cause', cause: 'ephemeral-client', notFree: true },
    source: DOCS.sqlPortInUse,
  },
];
