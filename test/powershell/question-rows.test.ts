import { describe, expect } from 'vitest';
import type { Answer, Question, QuestionName } from '../../toolkit/host/questions.ts';
import { answerTo, type Cmdlets, define, row } from './both-ways.ts';
import { realTest, titled } from './session/real-power-shell.ts';

describe(titled('net-tcp-setting'), () => {
  const range = (startPort: unknown, numberOfPorts: unknown) =>
    `DynamicPortRangeStartPort = ${startPort}; DynamicPortRangeNumberOfPorts = ${numberOfPorts}`;
  const tcp = { protocol: 'tcp', settingName: 'Internet', startPort: 49152, numberOfPorts: 16384 };
  const internet = row(`SettingName = 'Internet'; ${range('[uint16] 49152', '[uint16] 16384')}`);
  const none = { startPort: null, numberOfPorts: null };

  realTest.each<[string, Cmdlets, unknown[]]>([
    ['no row', { 'Get-NetTCPSetting': '', 'Get-NetUDPSetting': '' }, []],
    ['one row', { 'Get-NetTCPSetting': internet, 'Get-NetUDPSetting': '' }, [tcp]],
    [
      'rows without a range, and one of udp without a name',
      {
        'Get-NetTCPSetting': `${row(`SettingName = 'Automatic'; ${range('$null', '$null')}`)} ${internet}`,
        'Get-NetUDPSetting': row(range('[uint16] 1024', '[uint16] 64511')),
      },
      [
        { protocol: 'tcp', settingName: 'Automatic', ...none },
        tcp,
        { protocol: 'udp', settingName: '', startPort: 1024, numberOfPorts: 64511 },
      ],
    ],
    [
      'zeros and blanks',
      {
        'Get-NetTCPSetting': row(`SettingName = $null; ${range('0', '0')}`),
        'Get-NetUDPSetting': row(`SettingName = ''; ${range("''", "''")}`),
      },
      [
        { protocol: 'tcp', settingName: '', ...none },
        { protocol: 'udp', settingName: '', ...none },
      ],
    ],
  ])('%s', async (_, cmdlets, settings) => {
    await define(cmdlets);
    expect(await answerTo('net-tcp-setting', {})).toEqual({ settings });
  });
});

describe(titled('listeners'), () => {
  const socket = (address: string, port: unknown, state: string, owner: unknown) =>
    row(
      `LocalAddress = ${address}; LocalPort = ${port}; State = ${state}; OwningProcess = ${owner}; Name = 'x'`,
    );
  const processes = `${row("Id = 4; ProcessName = 'System'")} ${row("Id = 900; ProcessName = 'svchost'")}`;
  const services = `${row("ProcessId = [uint32] 900; Name = 'iphlpsvc'")} ${row("ProcessId = [uint32] 900; Name = 'hns'")}`;
  const nobody = {
    'Get-Process': '',
    'Get-CimInstance': '',
    'Get-NetTCPConnection': '',
    'Get-NetUDPEndpoint': '',
  };
  const system = { processId: 4, processName: 'System' };

  realTest.each<[string, Cmdlets, unknown[]]>([
    ['no socket, no service', {}, []],
    [
      'one socket of a process without services',
      {
        'Get-Process': processes,
        'Get-NetTCPConnection': socket("'0.0.0.0'", '[uint16] 445', "'Listen'", '[uint32] 4'),
      },
      [{ protocol: 'tcp', localAddress: '0.0.0.0', localPort: 445, state: 'listening', ...system }],
    ],
    [
      'a process of another session',
      {
        'Get-Process': row("Id = 4; ProcessName = 'System'; SessionId = -1"),
        'Get-NetUDPEndpoint': socket("'0.0.0.0'", '137', '$null', '4'),
      },
      [
        {
          protocol: 'udp',
          localAddress: '0.0.0.0',
          localPort: 137,
          state: 'bound',
          ...system,
          isOtherSession: true,
        },
      ],
    ],
    [
      'one service, which stays a list',
      {
        'Get-CimInstance': row("ProcessId = 7; Name = 'one'"),
        'Get-NetUDPEndpoint': socket("'::'", '53', '$null', '7'),
      },
      [
        {
          protocol: 'udp',
          localAddress: '::',
          localPort: 53,
          state: 'bound',
          processId: 7,
          services: ['one'],
        },
      ],
    ],
    [
      'two services, a scope id, other states',
      {
        'Get-Process': processes,
        'Get-CimInstance': services,
        'Get-NetTCPConnection':
          socket("'fe80::1%12'", '8065', "'Bound'", '900') + socket("'::1'", '8066', "'Established'", '77'),
      },
      [
        {
          protocol: 'tcp',
          localAddress: 'fe80::1%12',
          localPort: 8065,
          state: 'connected',
          processId: 900,
          processName: 'svchost',
          services: ['iphlpsvc', 'hns'],
        },
        { protocol: 'tcp', localAddress: '::1', localPort: 8066, state: 'connected', processId: 77 },
      ],
    ],
    [
      'rows without a port, and without an owner',
      {
        'Get-NetTCPConnection':
          socket("'::'", '0', "'Bound'", '4') + socket("'::'", '$null', "'Listen'", '4'),
        'Get-NetUDPEndpoint':
          socket("'::'", '[uint16] 0', '$null', '4') + socket("'::'", '9', '$null', '$null'),
      },
      [{ protocol: 'udp', localAddress: '::', localPort: 9, state: 'bound', processId: 0 }],
    ],
  ])('%s', async (_, cmdlets, sockets) => {
    await define({ ...nobody, ...cmdlets });
    expect(await answerTo('listeners', {})).toEqual({ sockets });
  });
});

realTest.each<[string, string, string[]]>([
  ['none', '', []],
  ['one', row("Name = 'nat'"), ['nat']],
  ['two', row("Name = 'nat'") + row('Name = [string] [char] 0xd55c'), ['nat', '한']],
])('net-nat: %s', async (_, body, names) => {
  await define({ 'Get-NetNat': body });
  expect(await answerTo('net-nat', {})).toEqual({ names });
});

realTest.each([
  [
    'universal',
    '[DateTime]::new(2024, 2, 29, 13, 5, 9, [DateTimeKind]::Utc)',
    '2024-02-29T13:05:09.0000000Z',
  ],
  [
    'local',
    '[DateTime]::new(2024, 2, 29, 13, 5, 9, [DateTimeKind]::Utc).ToLocalTime()',
    '2024-02-29T13:05:09.0000000Z',
  ],
])('last-boot: %s time', async (_, date, bootedAt) => {
  await define({ 'Get-CimInstance': row(`LastBootUpTime = ${date}`) });
  expect(await answerTo('last-boot', {})).toEqual({ bootedAt });
});

describe(titled('optional-feature'), () => {
  const failing = (code: number) =>
    `throw (New-Object -TypeName Runtime.InteropServices.COMException -ArgumentList 'text', ${code})`;
  const ask = () => answerTo('optional-feature', { featureName: 'Microsoft-Hyper-V' });

  realTest.each<[string, string, Answer<'optional-feature'>['state']]>([
    ['a known state', row("State = 'EnablePending'"), 'EnablePending'],
    ['a state that is not known', row("State = 'PartiallyInstalled'"), 'Other'],
    ['no state', row('State = $null'), 'Other'],
    ['nothing at all', '', 'Absent'],
    ['an unknown feature', failing(0x800f080c | 0), 'Absent'],
  ])('%s', async (_, body, state) => {
    await define({ 'Get-WindowsOptionalFeature': body });
    expect(await ask()).toEqual({ state });
  });

  realTest('any other failure is an error', async () => {
    await define({ 'Get-WindowsOptionalFeature': failing(0x80070005 | 0) });
    expect(await ask()).toMatchObject({ error: { message: 'text' } });
  });

  describe('without elevation', () => {
    const unelevated = { 'Get-WindowsOptionalFeature': failing(0x800702e4 | 0) };
    const feature = (name: string, installState: unknown) =>
      row(`Name = '${name}'; InstallState = ${installState}`);

    realTest.each<[string, string, Answer<'optional-feature'>['state']]>([
      ['enabled', feature('microsoft-hyper-v', '[uint32] 1'), 'Enabled'],
      ['disabled', feature('Microsoft-Hyper-V', '[uint32] 2'), 'Disabled'],
      ['absent', feature('Microsoft-Hyper-V', '[uint32] 3'), 'Absent'],
      ['unknown', feature('Microsoft-Hyper-V', '[uint32] 4'), 'Other'],
      ['a number nobody documented', feature('Microsoft-Hyper-V', '[uint32] 9'), 'Other'],
      ['no number', feature('Microsoft-Hyper-V', '$null'), 'Other'],
      [
        'one of several',
        feature('Containers', '[uint32] 1') + feature('Microsoft-Hyper-V', '[uint32] 2'),
        'Disabled',
      ],
      ['other features only', feature('Microsoft-Hyper-V-All', '[uint32] 1'), 'Absent'],
      ['nothing at all', '', 'Absent'],
    ])('Win32_OptionalFeature says %s', async (_, body, state) => {
      await define({ ...unelevated, 'Get-CimInstance': body });
      expect(await ask()).toEqual({ state });
    });

    realTest('a class that cannot be read either is an error', async () => {
      await define({ ...unelevated, 'Get-CimInstance': "throw 'no class'" });
      expect(await ask()).toMatchObject({ error: { message: 'no class' } });
    });
  });
});

realTest.each<[QuestionName, Cmdlets]>([
  ['net-tcp-setting', { 'Get-NetTCPSetting': '$null', 'Get-NetUDPSetting': '' }],
  ['net-tcp-setting', { 'Get-NetTCPSetting': row("SettingName = 'x'"), 'Get-NetUDPSetting': '' }],
  ['listeners', { 'Get-CimInstance': '', 'Get-NetUDPEndpoint': '', 'Get-NetTCPConnection': '$null' }],
  ['net-nat', { 'Get-NetNat': row('Nome = 1') }],
  ['last-boot', { 'Get-CimInstance': '' }],
])('%s: a row that is not what it should be is an error, and not left out: %o', async (name, cmdlets) => {
  await define(cmdlets);
  // None of them has parameters.
  expect(await answerTo(name, {} as Question<typeof name>)).toMatchObject({
    error: { id: expect.stringContaining('PropertyNotFoundStrict') },
  });
});
