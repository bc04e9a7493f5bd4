import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { formatPortSpec, parsePortSpec, parsePortSpecs } from '../../toolkit/ports/port-spec.ts';

describe('ports as a person writes them', () => {
  test.each([
    ['8065', 'tcp', portRange(8065), '8065'],
    ['8065/udp', 'udp', portRange(8065), '8065/udp'],
    ['8065/TCP', 'tcp', portRange(8065), '8065'],
    ['9000-9010', 'tcp', portRange(9000, 9010), '9000-9010'],
    ['9000-9010/tcp', 'tcp', portRange(9000, 9010), '9000-9010'],
    ['9000-9000/udp', 'udp', portRange(9000), '9000/udp'],
    [' 65535 ', 'tcp', portRange(65535), '65535'],
  ] as const)('%s is read', (text, protocol, range, printed) => {
    expect(parsePortSpec(text)).toEqual({ protocol, range });
    expect(formatPortSpec({ protocol, range })).toBe(printed);
  });

  test.each([
    ['', 'ports.invalid-port'],
    ['0', 'ports.invalid-port'],
    ['70000', 'ports.invalid-port'],
    ['65530-65536', 'ports.invalid-port'],
    ['abc', 'ports.invalid-port'],
    ['-80', 'ports.invalid-port'],
    ['80-', 'ports.invalid-port'],
    ['80-90-100', 'ports.invalid-port'],
    ['8e3', 'ports.invalid-port'],
    ['80.5', 'ports.invalid-port'],
    ['\u0663\u0660', 'ports.invalid-port'],
    ['80-70', 'ports.invalid-range'],
    ['80/', 'ports.invalid-protocol'],
    ['80/sctp', 'ports.invalid-protocol'],
    ['80/tcp/udp', 'ports.invalid-protocol'],
  ])('%j is refused, and the message holds it', (text, code) => {
    expect(() => parsePortSpec(text)).toThrow(
      expect.objectContaining({ code, exitCode: 2, message: expect.stringContaining(text) }),
    );
  });

  it('may be a list with commas and blanks, in the order written', () => {
    const specs = parsePortSpecs(['8065, 9000-9010/udp', '80,443']);
    expect(specs.map(formatPortSpec)).toEqual(['8065', '9000-9010/udp', '80', '443']);
    expect(parsePortSpecs([])).toEqual([]);
  });

  test.each(['', ' ', ','])('a text with nothing in it (%j) is refused', (text) => {
    expect(() => parsePortSpecs(['80', text])).toThrow(
      expect.objectContaining({ code: 'ports.invalid-port' }),
    );
  });

  it('read back to the same from their shortest form', () => {
    const spec = fc.record({
      protocol: fc.constantFrom('tcp' as const, 'udp' as const),
      range: fc
        .tuple(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 1, max: 65535 }))
        .map(([left, right]) => portRange(Math.min(left, right), Math.max(left, right))),
    });
    fc.assert(
      fc.property(spec, (given) => {
        expect(parsePortSpec(formatPortSpec(given))).toEqual(given);
      }),
    );
  });
});
