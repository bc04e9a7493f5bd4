import { describe, expect, test } from 'vitest';
import { copiedCommand } from '../../toolkit/windows/copied-command.ts';

describe('a command that pages copy from each other', () => {
  test.each([
    ['netsh int ipv4 set dynamic tcp start=49152 num=1638', 'copied-mistake-1638'],
    ['C:\\>netsh.exe interface ipv4 set dynamicportrange tcp 49152 1638', 'copied-mistake-1638'],
    [
      'netsh interface ipv6 set dynamicport\n protocol=UDP startport=49152 numberofports=1638 store=persistent',
      'copied-mistake-1638',
    ],
    [
      'netsh int ipv4 set dynamic tcp start=49152 num=16384\nnetsh int ipv4 set dynamic udp start=49152 num=1638',
      'copied-mistake-1638',
    ],
    ['netsh int ipv4 set dynamic tcp start=10000 num=55535', 'copied-mistake-10000-55535'],
    [
      'reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\hns\\State /v EnableExcludedPortRange /d 0 /f',
      'registry-as-REG_SZ',
    ],
    [
      'REG.EXE ADD HKLM\\x /v "EnableExcludedPortRange" /d 0\nreg add HKLM\\y /v Other /t REG_DWORD /d 1',
      'registry-as-REG_SZ',
    ],
    ['reg add HKLM\\SYSTEM\\x\\Parameters /v MaxUserPort /t REG_DWORD /d 65534 /f', 'max-user-port'],
    ['New-ItemProperty -Path HKLM:\\x -Name MaxUserPort -Value 65534 -PropertyType DWord', 'max-user-port'],
    ['[HKEY_LOCAL_MACHINE\\x]\n"MaxUserPort"=dword:0000fffe', 'max-user-port'],
  ])('%j is %s', (text, mistake) => {
    expect(copiedCommand(text)).toBe(mistake);
  });

  test.each([
    'netsh int ipv4 set dynamic tcp start=49152 num=16384',
    'netsh int ipv4 set dynamic tcp start=10000 num=16380',
    'netsh int ipv4 show dynamicport tcp\nStart Port : 49152\nNumber of Ports : 1638',
    'reg add HKLM\\x /v EnableExcludedPortRange\n  /t REG_DWORD /d 0 /f',
    'reg query HKLM\\x /v EnableExcludedPortRange',
    'reg query HKLM\\x /v MaxUserPort',
    'reg delete HKLM\\x /v MaxUserPort /f',
    'reg add HKLM\\x /v Other /d 1\nreg delete HKLM\\x /v MaxUserPort /f',
    'listen tcp 0.0.0.0:1638: bind: (10013)',
    '',
  ])('%j is none', (text) => {
    expect(copiedCommand(text)).toBeUndefined();
  });
});
