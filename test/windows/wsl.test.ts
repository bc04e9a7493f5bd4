import { describe, expect, it, test } from 'vitest';
import {
  listRunningDistributions,
  parseDistributionNames,
  readRunningDistributions,
  shutdownWsl,
} from '../../toolkit/windows/wsl.ts';
import { ended } from './result.ts';

const asBytes = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');

describe('running WSL distributions', () => {
  test.each([
    ['Ubuntu-24.04\r\ndocker-desktop\r\n', ['Ubuntu-24.04', 'docker-desktop']],
    [asBytes('Ubuntu\r\n'), ['Ubuntu']],
    ['\uFEFFUbuntu\n', ['Ubuntu']],
    ['\r\n', []],
  ])('are named one a line: %#', (text, names) => {
    expect(parseDistributionNames(text)).toEqual(names);
    expect(readRunningDistributions(ended(0, text))).toEqual(names);
  });

  it('are never read from a sentence', () => {
    for (const text of [
      'There are no running distributions.',
      '\u5b9f\u884c\u4e2d\u306f\u3042\u308a\u307e\u305b\u3093\u3002',
    ])
      expect(() => parseDistributionNames(text)).toThrow(
        expect.objectContaining({ code: 'host.unrecognised-output', lineNumber: 1 }),
      );
  });

  test.each([-1, 4294967295, 255, 1])(
    'are none when wsl.exe says so and ends with %i, in any language',
    (exitCode) => {
      for (const text of ['There are no running distributions.', asBytes('\u5b9f\u884c\u4e2d\u3002'), ''])
        expect(readRunningDistributions(ended(exitCode, text))).toEqual([]);
    },
  );

  test.each(['Error code: Wsl/Service/0x80070422', 'Ubuntu'])(
    'are unknown after a failure that prints %j',
    (text) => {
      expect(() => readRunningDistributions(ended(-1, text))).toThrow(
        expect.objectContaining({ code: 'host.program-failed' }),
      );
    },
  );

  it('are listed by a read and stopped by a write', () => {
    expect([listRunningDistributions().effect, shutdownWsl().effect]).toEqual(['read', 'write']);
    expect(listRunningDistributions().args).toEqual(['--list', '--running', '--quiet']);
  });
});
