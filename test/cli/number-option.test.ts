import { InvalidArgumentError } from 'commander';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberOption, PORT_OPTION } from '../../toolkit/cli/number-option.ts';

const SECONDS = { low: 0.1, high: 86_400, decimals: 3, what: 'seconds' };

describe('an option that is a number', () => {
  test('takes every number of its range, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (value) => {
        const parse = () => numberOption(PORT_OPTION)(`${value}`);
        if (value >= 1 && value <= 65535) expect(parse()).toBe(value);
        else expect(parse).toThrow(InvalidArgumentError);
      }),
    );
  });

  test.each(['', ' 1', '-1', '+1', '1e3', '0x10', '1.5', '１', 'NaN', '9'.repeat(10)])(
    'refuses %j',
    (text) => {
      expect(() => numberOption()(text)).toThrow(InvalidArgumentError);
    },
  );

  test.each([
    ['0.1', 0.1],
    ['2.125', 2.125],
    ['86400', 86_400],
  ])('with decimals takes %s', (text, value) => {
    expect(numberOption(SECONDS)(text)).toBe(value);
  });

  test.each(['0', '0.09', '1.2345', '86400.1', '.5', '5.'])('with decimals refuses %s', (text) => {
    expect(() => numberOption(SECONDS)(text)).toThrow(/seconds from 0\.1 to 86400/);
  });
});
