import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { displayCommand } from '../../toolkit/host/command.ts';
import {
  enumDependents,
  parseDependents,
  parseServiceState,
  queryService,
  queryServiceConfig,
  startService,
  stopService,
  winnatStartError,
} from '../../toolkit/windows/service.ts';
import { ended } from './result.ts';

/** sc.exe's block in a language that does not exist: only its shape and its digits are Windows'. */
function block(name: string, state: string, displayName = ''): string {
  return [
    '',
    `XXXXXXX_NAME: ${name} `,
    ...(displayName === '' ? [] : [`YYYYYYY_NAME: ${displayName}`]),
    '        ZZZZ               : e0  KERNEL_DRIVER  ',
    `        \u00c9TAT               : ${state}  WORD `,
    '                                (STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)',
    '        WIN32_EXIT_CODE    : 1077  (0x435)',
    '        SERVICE_EXIT_CODE  : 0  (0x0)',
    '        CHECKPOINT         : 0x0',
    '        WAIT_HINT          : 0x0',
    '',
  ].join('\r\n');
}

describe('commands on services', () => {
  test.each([
    [queryService('winnat'), 'sc query winnat', 'read'],
    [queryServiceConfig('winnat'), 'sc qc winnat', 'read'],
    [enumDependents('winnat'), 'sc enumdepend winnat 16384', 'read'],
    [stopService('winnat'), 'net stop winnat /y', 'write'],
    [startService('winnat'), 'net start winnat', 'write'],
  ])('are typed as %#', (command, typed, effect) => {
    expect(displayCommand(command)).toBe(typed);
    expect(command.effect).toBe(effect);
  });

  test.each(['', '/y', 'a/b', 'a\\b', ' winnat', 'a"b'])('refuse %j as a service name', (name) => {
    expect(() => startService(name)).toThrow(expect.objectContaining({ code: 'input.invalid-argument' }));
  });
});

describe('the state of a service', () => {
  test.each([
    ['1', 'stopped'],
    ['2', 'start-pending'],
    ['3', 'stop-pending'],
    ['4', 'running'],
    ['5', 'resuming'],
    ['6', 'pausing'],
    ['7', 'paused'],
  ])('is the digit %s, whatever the words', (digit, state) => {
    expect(parseServiceState(ended(0, block('winnat', digit)))).toBe(state);
  });

  test.each([1060, 36])('is absent for exit code %i', (exitCode) => {
    expect(parseServiceState(ended(exitCode, '[SC] EnumQueryServicesStatus:OpenService 1060:'))).toBe(
      'absent',
    );
  });

  it('is an error for any other exit code, with what was printed', () => {
    const result = ended(5, 'Zugriff verweigert');
    expect(() => parseServiceState(result)).toThrow(
      expect.objectContaining({ code: 'host.program-failed', result }),
    );
  });

  test.each([
    ['nothing', ''],
    ['words', 'no such thing'],
    ['state 9', block('winnat', '9')],
    ['a block that ends after its type', block('winnat', '4').split('\r\n').slice(0, 3).join('\r\n')],
    ['two services', block('winnat', '4') + block('hns', '4')],
  ])('is never read from %s', (_, text) => {
    expect(() => parseServiceState(ended(0, text))).toThrow(
      expect.objectContaining({ code: 'host.unrecognised-output' }),
    );
  });

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseServiceState(ended(0, text))).toThrow(ToolkitError);
      }),
    );
  });
});

describe('the services that depend on one', () => {
  it('come with name and state, their display names left out', () => {
    const text = `Enum: x  = 2\r\n${block('ics', '4', 'A: b = 3')}${block('other', '1', 'C')}`;
    expect(parseDependents(ended(0, text))).toEqual([
      { name: 'ics', state: 'running' },
      { name: 'other', state: 'stopped' },
    ]);
  });

  it('are none only when sc.exe counts none', () => {
    expect(parseDependents(ended(0, 'Enum: entriesread  = 0\r\n'))).toEqual([]);
    expect(() => parseDependents(ended(0, ''))).toThrow(ToolkitError);
    expect(() => parseDependents(ended(0, `Enum: x = 2\r\n${block('ics', '4')}`))).toThrow(ToolkitError);
  });

  it('are unknown when the buffer was too small', () => {
    expect(() => parseDependents(ended(234))).toThrow(
      expect.objectContaining({ code: 'host.program-failed' }),
    );
  });
});

describe('the system error of a failed net start', () => {
  test.each([
    ['System error 32 has occurred.\r\n\r\nThe process cannot', 32],
    ['\r\n\u53d1\u751f\u7cfb\u7edf\u9519\u8bef 5\u3002\r\n\r\n\u62d2\u7edd\u8bbf\u95ee\u3002', 5],
    ['\uc2dc\uc2a4\ud15c \uc624\ub958 5\uc774(\uac00) \uc0dd\uacbc\uc2b5\ub2c8\ub2e4.', 5],
    ['Systemfehler 1068 aufgetreten.', 1068],
    ['The requested service has already been started.\r\n\r\nMore help: NET HELPMSG 2182.', undefined],
    ['1 of 2 failed', undefined],
    ['', undefined],
  ])('in %j is %s, on either stream', (text, expected) => {
    expect(winnatStartError(ended(2, '', text))).toBe(expected);
    expect(winnatStartError(ended(2, text, ''))).toBe(expected);
  });

  it('is none after a success', () => {
    expect(winnatStartError(ended(0, 'Service 5 started'))).toBeUndefined();
  });
});
