import { describe, expect, it, test } from 'vitest';
import { parseNetTcpSettings } from '../../toolkit/windows/net-tcp-setting.ts';
import { HAS_RECORDED, recordedOutput } from './recorded.ts';

const shown = (text: string, protocol?: 'tcp' | 'udp') =>
  parseNetTcpSettings(text, protocol).map((row) => Object.values(row).join(' '));

describe.skipIf(!HAS_RECORDED)('recorded settings (skipped without ../shared/recorded)', () => {
  test.each([
    ['en-01', ['tcp Automatic  ', 'tcp Datacenter 49152 16358']],
    ['en-02', ['tcp Automatic  ', 'tcp Custom 49152 16384']],
  ])('%s are read, nulls where the profile has no range', (name, rows) => {
    expect(shown(recordedOutput(`get-nettcpsetting-${name}.txt`))).toEqual(rows);
  });
});

describe('settings of Get-NetTCPSetting', () => {
  it('are udp without a profile, or what the command says', () => {
    const text = 'DynamicPortRangeStartPort     : 1024\r\nDynamicPortRangeNumberOfPorts : 64511\r\n';
    expect(shown(text)).toEqual(['udp  1024 64511']);
    expect(shown(text, 'tcp')).toEqual(['tcp  1024 64511']);
  });

  it('are read from a table in any order of columns', () => {
    const text = [
      'SettingName    DynamicPortRangeNumberOfPorts DynamicPortRangeStartPort',
      '-----------    ----------------------------- -------------------------',
      'Automatic',
      'InternetCustom                         16384                     49152',
      '',
    ].join('\r\n');
    expect(shown(text)).toEqual(['tcp Automatic  ', 'tcp InternetCustom 49152 16384']);
  });

  it('are null for the zeros of an automatic profile', () => {
    const text = 'SettingName : Automatic\nDynamicPortRangeStartPort : 0\nDynamicPortRangeNumberOfPorts : 0';
    expect(parseNetTcpSettings(text)).toEqual([
      { protocol: 'tcp', settingName: 'Automatic', startPort: null, numberOfPorts: null },
    ]);
  });

  it('are none in other text', () => {
    expect(parseNetTcpSettings('Start Port : 1024\nNumber of Ports : 13977')).toEqual([]);
  });
});
