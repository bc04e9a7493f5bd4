import { describe, expect, it, test } from 'vitest';
import {
  assertPortRange,
  contains,
  endPort,
  formatPortRange,
  overlaps,
  portRange,
} from '../../toolkit/ports/port-range.ts';

describe('a port range', () => {
  test.each([
    [portRange(8065), 8065, '8065'],
    [portRange(9000, 9010), 9010, '9000-9010'],
    [{ startPort: 1024, numberOfPorts: 64511 }, 65534, '1024-65534'],
    [portRange(1, 65535), 65535, '1-65535'],
  ])('%o ends with its last port', (range, last, text) => {
    expect(endPort(range)).toBe(last);
    expect(formatPortRange(range)).toBe(text);
  });

  it('holds both ends and nothing beside them', () => {
    const range = portRange(9000, 9010);
    expect([8999, 9000, 9010, 9011].map((port) => contains(range, port))).toEqual([false, true, true, false]);
  });

  test.each([
    [portRange(1, 10), portRange(10, 20), true],
    [portRange(1, 9), portRange(10, 20), false],
    [portRange(12), portRange(10, 20), true],
  ])('%o and %o share a port: %s', (left, right, expected) => {
    expect(overlaps(left, right)).toBe(expected);
    expect(overlaps(right, left)).toBe(expected);
  });

  test.each([
    { startPort: 0, numberOfPorts: 1 },
    { startPort: 1, numberOfPorts: 0 },
    { startPort: 65535, numberOfPorts: 2 },
    { startPort: 1.5, numberOfPorts: 1 },
    { startPort: 80, numberOfPorts: Number.NaN },
  ])('%o is refused', (range) => {
    expect(() => assertPortRange(range)).toThrow(expect.objectContaining({ code: 'ports.invalid-range' }));
  });

  it('cannot be made of ends in the wrong order', () => {
    expect(() => portRange(80, 70)).toThrow(expect.objectContaining({ code: 'ports.invalid-range' }));
  });
});
