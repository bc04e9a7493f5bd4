import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatLocalPortRange,
  formatReservedPorts,
  PORT_SYSCTLS,
  parseLocalPortRange,
  parseReservedPorts,
  parseUnprivilegedPortStart,
  sysctlPath,
} from '../../toolkit/linux/port-sysctl.ts';
import { endPort, portRange } from '../../toolkit/ports/port-range.ts';
import { mergeRanges } from '../../toolkit/ports/port-set.ts';

const REFUSED = expect.objectContaining({ code: 'host.unrecognised-output' });
const range = fc
  .tuple(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 0, max: 300 }))
  .map(([start, more]) => portRange(start, Math.min(65535, start + more)));

test('a setting is a file of its own', () => {
  expect(sysctlPath(PORT_SYSCTLS.reservedPorts)).toBe('/proc/sys/net/ipv4/ip_local_reserved_ports');
});

describe('ip_local_port_range', () => {
  test('is two ports with a tab between them', () => {
    expect(parseLocalPortRange('32768\t60999\n')).toEqual(portRange(32768, 60999));
  });
  test.each(['', '32768', '60999 32768', '32768-60999', '32768,60999', '0 100', '1024 65536', '1 2 3'])(
    'is not %j',
    (text) => expect(() => parseLocalPortRange(text)).toThrow(REFUSED),
  );
  test('is read back as it is written', () => {
    fc.assert(
      fc.property(range, (one) => {
        expect(parseLocalPortRange(formatLocalPortRange(one))).toEqual(one);
      }),
    );
  });
});

describe('ip_local_reserved_ports', () => {
  test.each([
    ['\n', ''],
    ['1,2-4,10-10\n', '1-4,10'],
    ['8080-8090,8085-8100,9000', '8080-8100,9000'],
    ['0,65535', '0,65535'],
    ['1,2,', '1-2'],
  ])('%j is %j to the kernel', (text, merged) => {
    expect(formatReservedPorts(parseReservedPorts(text))).toBe(merged);
  });
  test.each(['8065, 8070', '8065 8070', '20-10', '65536', '1,,2', ',', 'a', '-5', '1-2-3', '*'])(
    'is not %j',
    (text) => expect(() => parseReservedPorts(text)).toThrow(REFUSED),
  );
  test('is read back as it is written, in the fewest ranges', () => {
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        const text = formatReservedPorts(ranges);
        expect(parseReservedPorts(text)).toEqual(mergeRanges(ranges));
        expect(text).not.toMatch(/[^\d,-]/);
      }),
    );
  });
  test('has every second port in one list', () => {
    const every = Array.from({ length: 32767 }, (_, index) => portRange(2 * index + 1));
    expect(parseReservedPorts(formatReservedPorts(every)).map(endPort)).toHaveLength(32767);
  });
});

describe('ip_unprivileged_port_start', () => {
  test.each([
    ['1024\n', 1024],
    ['0', 0],
  ])('reads %j', (text, start) => expect(parseUnprivilegedPortStart(text)).toBe(start));
  test.each(['', 'x', '-1', '65536'])('is not %j', (text) =>
    expect(() => parseUnprivilegedPortStart(text)).toThrow(REFUSED),
  );
});
