import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import {
  addRegistryValue,
  deleteRegistryValue,
  HNS_STATE,
  parseRegistryValues,
  queryRegistryKey,
  queryRegistryValue,
  readRegistryValue,
  registryNumber,
  TCPIP_PARAMETERS,
} from '../../toolkit/windows/registry.ts';
import { ended } from './result.ts';

const KEY = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

describe('commands on the registry', () => {
  test.each([
    [
      queryRegistryValue(TCPIP_PARAMETERS, 'MaxUserPort'),
      `reg query ${TCPIP_PARAMETERS} /v MaxUserPort`,
      'read',
    ],
    [queryRegistryKey(HNS_STATE), `reg query ${HNS_STATE}`, 'read'],
    [
      addRegistryValue({ key: HNS_STATE, name: 'EnableExcludedPortRange', type: 'REG_DWORD', data: '0' }),
      `reg add ${HNS_STATE} /v EnableExcludedPortRange /t REG_DWORD /d 0 /f`,
      'write',
    ],
    [deleteRegistryValue(HNS_STATE, 'X Y'), `reg delete ${HNS_STATE} /v "X Y" /f`, 'write'],
  ])('name the type and never ask: %#', (command, typed, effect) => {
    expect(displayCommand(command)).toBe(typed);
    expect(command.effect).toBe(effect);
  });
});

describe('what reg query prints', () => {
  it('gives every value with its type and data', () => {
    const text = [
      '',
      KEY,
      '    (\u57fa\u672c\u503c)    REG_SZ    ',
      '    MaxUserPort    REG_DWORD    0xfffe',
      '    A name    with blanks    REG_MULTI_SZ    a\\0b',
      '    Empty    REG_SZ',
      '',
      `${KEY}\\Adapters`,
      '',
    ].join('\r\n');
    expect(parseRegistryValues(text).map(({ name, type, data }) => [name, type, data])).toEqual([
      ['(\u57fa\u672c\u503c)', 'REG_SZ', ''],
      ['MaxUserPort', 'REG_DWORD', '0xfffe'],
      ['A name    with blanks', 'REG_MULTI_SZ', 'a\\0b'],
      ['Empty', 'REG_SZ', ''],
    ]);
  });

  it('reads back to the values printed', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9./_-]{1,12}$/);
    const values = fc.array(fc.record({ name: word, type: fc.constant('REG_SZ'), data: word }));
    fc.assert(
      fc.property(values, (given) => {
        const rows = given.map(({ name, type, data }) => `    ${name}    ${type}    ${data}`);
        expect(parseRegistryValues(['', KEY, ...rows, ''].join('\r\n'))).toEqual(given);
      }),
    );
  });

  test.each(['ERROR: Access is denied.', '    MaxUserPort', '  x    REG_SZ    y'])('is not %j', (line) => {
    expect(() => parseRegistryValues(`\r\n${KEY}\r\n${line}\r\n`)).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output', lineNumber: 3 }),
    );
  });

  it('is undefined for a value that is not there, and only then', () => {
    expect(readRegistryValue(ended(1, '', 'ERROR: x'))).toBeUndefined();
    expect(readRegistryValue(ended(0, `\r\n${KEY}\r\n    A    REG_SZ    b\r\n`))?.data).toBe('b');
    expect(() => readRegistryValue(ended(0, ''))).toThrow(ToolkitError);
    expect(() => readRegistryValue(ended(2))).toThrow(
      expect.objectContaining({ code: 'host.program-failed' }),
    );
  });
});

describe('the number of a registry value', () => {
  test.each([
    ['REG_DWORD', '0xfffe', 65534],
    ['REG_DWORD', '0x0', 0],
    ['REG_QWORD', '0x10', 16],
    ['REG_SZ', '0', undefined],
    ['REG_DWORD', '12', undefined],
  ] as const)('of %s %s is %s', (type, data, expected) => {
    expect(registryNumber({ name: 'n', type, data })).toBe(expected);
  });
});
