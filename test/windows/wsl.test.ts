import { describe, expect, it, test } from 'vitest';
import {
  isDockerDistribution,
  listAddresses,
  listRunningDistributions,
  parseAddresses,
  parseDistributionNames,
  readRunningDistributions,
  readRunningMode,
  showNetworkingMode,
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

describe('a distribution', () => {
  it('is asked without a shell of Linux in between, by reads', () => {
    expect(listAddresses('Ubuntu-24.04')).toEqual({
      file: 'wsl.exe',
      args: ['--distribution', 'Ubuntu-24.04', '--exec', 'hostname', '-I'],
      effect: 'read',
    });
    expect(showNetworkingMode('Ubuntu').args.slice(-2)).toEqual(['wslinfo', '--networking-mode']);
  });

  test.each([
    ['172.19.130.7 172.17.0.1 \n', ['172.19.130.7', '172.17.0.1']],
    ['172.30.98.229 fd00::1 2001:db8::1:2 \n', ['172.30.98.229']],
    ['\n', []],
    ['', []],
  ])('has the IPv4 addresses of %j', (text, addresses) => {
    expect(parseAddresses(text)).toEqual(addresses);
  });

  test.each(['hostname: command not found', '172.19.130.7, 172.17.0.1', '999.1.1.1', '172.19.130'])(
    'has no addresses that %j would name',
    (text) => {
      expect(() => parseAddresses(text)).toThrow(
        expect.objectContaining({ code: 'host.unrecognised-output', lineNumber: 1 }),
      );
    },
  );

  test.each([
    [0, 'mirrored\n', 'mirrored'],
    [0, 'NAT\r\n', 'nat'],
    [1, 'nat', undefined],
    [0, 'wslinfo: unknown argument', undefined],
    [0, '', undefined],
  ])('that ends with %i and prints %j runs in the mode %s', (exitCode, text, mode) => {
    expect(readRunningMode(ended(exitCode, text))).toBe(mode);
  });

  test.each([
    ['docker-desktop', true],
    ['Docker-Desktop-Data', true],
    ['docker-desktop-2', false],
    ['Ubuntu', false],
  ])('%s is Docker’s: %s', (name, isDockers) => expect(isDockerDistribution(name)).toBe(isDockers));
});
