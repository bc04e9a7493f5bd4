import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import { snapshotFromPaste } from '../../toolkit/diagnosis/snapshot-from-paste.ts';
import { CASE_LANGUAGES, type CaseLanguage } from './cases/labelled-case.ts';
import { dynamic, excluded, portProxies, sockets } from './cases/printed.ts';
import { FORBIDDEN } from './cases/socket-sentences.ts';

const SETTINGS_TABLE = `
SettingName     DynamicPortRangeStartPort DynamicPortRangeNumberOfPorts
-----------     ------------------------- -----------------------------
Automatic
InternetCustom                      49152                         16384
Internet                            49152                         16384
`;
const SETTINGS_LIST = `
DynamicPortRangeStartPort     : 49152
DynamicPortRangeNumberOfPorts : 16384
`;
const PS = `
CONTAINER ID   IMAGE   COMMAND                  CREATED       STATUS       PORTS                  NAMES
5d0be1c94a37   nginx   "/docker-entrypoint.…"   2 hours ago   Up 2 hours   0.0.0.0:9200->80/tcp   web
`;
const INSPECT = JSON.stringify(
  [
    {
      Id: 'c0ffee',
      Name: '/mattermost',
      State: { Status: 'created', Error: '' },
      HostConfig: { PortBindings: { '8065/tcp': [{ HostIp: '', HostPort: '8065' }] } },
      NetworkSettings: { Ports: {} },
    },
  ],
  null,
  4,
);
const INFO_TEXT = ` Server Version: 27.3.1
 OSType: windows
 Architecture: x86_64
 Name: build-7`;
const INFO_JSON = '{"ID":"9d","ServerVersion":"27.3.1","OSType":"windows","Architecture":"x86_64","NCPU":8}';
const URLS = '    Registered URLs:\n        HTTP://+:8884/\n';
const MAX_USER_PORT = '    MaxUserPort    REG_DWORD    0xfffe';

/** Outputs of one machine, each as it stands in a window of its own. */
function outputs(language: CaseLanguage): string[] {
  const sentence = FORBIDDEN[language in FORBIDDEN ? (language as keyof typeof FORBIDDEN) : 'en'];
  return [
    excluded('8000-8099 8884 50000-50059*', language),
    excluded('5300-5399 50000-50059*', language, 'udp'),
    dynamic('49152+16384', language),
    dynamic('49152+16384', language, 'udp'),
    sockets(['0.0.0.0:3000 912', '0.0.0.0:8100 4004', '192.168.1.20:52000>203.0.113.7:443 5120'], language),
    portProxies('0.0.0.0:8100>172.20.1.2:8100'),
    SETTINGS_TABLE,
    SETTINGS_LIST,
    PS,
    INSPECT,
    INFO_TEXT,
    INFO_JSON,
    URLS,
    MAX_USER_PORT,
    `listen tcp 0.0.0.0:8065: bind: ${sentence}`,
  ];
}

const ASKED = ['8065', '8884', '50010', '3000', '8100', '9200', '52000', '55000', '443'].map(
  (port) => ({ port: Number(port), protocol: 'tcp' }) as const,
);
const UDP = [5353, 5301, 50010, 6000].map((port) => ({ port, protocol: 'udp' }) as const);

const answers = (parts: readonly string[], separator: string) => {
  const snapshot = snapshotFromPaste(parts.join(separator));
  const { ports, machine } = diagnose(snapshot, [...ASKED, ...UDP], { wholeMachine: true });
  const codes = (texts: readonly { readonly code: string }[] = []) =>
    texts.map(({ code }) => code).toSorted();
  return {
    ports: ports.map(({ evidence, ...port }) => ({ ...port, evidence: codes(evidence) })),
    machine: { ...machine, findings: codes(machine?.findings) },
  };
};

describe('a paste of several outputs', () => {
  test.each(CASE_LANGUAGES)('is diagnosed alike in whatever order they stand: %s', (language) => {
    const parts = outputs(language);
    const expected = answers(parts, '\n\n');
    expect(expected.ports.map(({ verdict }) => verdict)).toEqual([
      ...['reserved', 'reserved', 'excluded-blocks-windows-containers', 'listening', 'listening'],
      ...['listening', 'other-cause', 'at-risk', 'free'],
      ...['listening', 'reserved', 'excluded-blocks-windows-containers', 'free'],
    ]);
    const shuffled = fc.shuffledSubarray(parts, { minLength: parts.length });
    fc.assert(
      fc.property(shuffled, fc.constantFrom('\n\n', '\r\n\r\n', '\n\nC:\\>\n'), (order, separator) => {
        expect(answers(order, separator)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    ['docker info', INFO_TEXT],
    ['docker info in JSON', INFO_JSON],
    ['docker info in JSON, by hand', '{ "OSType": "windows" }'],
  ])('with %s of an engine of Windows containers warns of administered ports', (_what, info) => {
    expect(snapshotFromPaste(info).docker).toEqual({ running: true, osType: 'windows' });
    const asked = [{ port: 9001, protocol: 'tcp' }] as const;
    const paste = [excluded('9000-9010*'), info].join('\n\n');
    expect(diagnose(snapshotFromPaste(paste), asked).ports[0]?.verdict).toBe(
      'excluded-blocks-windows-containers',
    );
  });

  test('with an engine of Linux containers does not', () => {
    const paste = [excluded('9000-9010*'), INFO_TEXT.replace('windows', 'linux')].join('\n\n');
    const [found] = diagnose(snapshotFromPaste(paste), [{ port: 9001, protocol: 'tcp' }]).ports;
    expect(found?.verdict).toBe('excluded');
  });
});
