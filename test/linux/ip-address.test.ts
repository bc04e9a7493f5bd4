import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIpv6 } from '../../toolkit/linux/ip-address.ts';

const bytesOf = (groups: readonly number[]) => groups.flatMap((group) => [group >> 8, group & 255]);

test.each<[string, readonly number[]]>([
  ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
  ['::1', [0, 0, 0, 0, 0, 0, 0, 1]],
  ['1::', [1, 0, 0, 0, 0, 0, 0, 0]],
  ['fe80::1', [0xfe80, 0, 0, 0, 0, 0, 0, 1]],
  ['2001:db8:0:1:1:1:1:1', [0x2001, 0xdb8, 0, 1, 1, 1, 1, 1]],
  ['2001:0:0:1::1', [0x2001, 0, 0, 1, 0, 0, 0, 1]],
  ['2001:db8::1:0:0:1', [0x2001, 0xdb8, 0, 0, 1, 0, 0, 1]],
  ['::ffff:192.0.2.1', [0, 0, 0, 0, 0, 0xffff, 0xc000, 0x0201]],
])('writes %s as RFC 5952 does', (text, groups) => {
  expect(formatIpv6(bytesOf(groups))).toBe(text);
});

test('it is the text that a URL has too', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      fc.pre(groups.slice(0, 5).some((each) => each !== 0) || groups[5] !== 0xffff);
      const text = formatIpv6(bytesOf(groups));
      expect(new URL(`http://[${groups.map((each) => each.toString(16)).join(':')}]/`).hostname).toBe(
        `[${text}]`,
      );
    }),
  );
});
