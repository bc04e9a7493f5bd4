import { describe, expect, test } from 'vitest';
import { type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import { expectLocalPortsLeft } from '../../toolkit/steps/expect-local-ports-left.ts';
import { fakeLinux, LOCAL_PORT_RANGE_FILE, RESERVED_PORTS_FILE } from '../support/fake-linux-host.ts';

async function judged(ranges: readonly PortRange[], localPortRange?: PortRange, reserved = '\n') {
  const { host, written } = fakeLinux({
    files: { [RESERVED_PORTS_FILE]: reserved, [LOCAL_PORT_RANGE_FILE]: '40000\t49999\n' },
  });
  const step = expectLocalPortsLeft({ ranges, localPortRange });
  const state = await step.check(host);
  expect(written).toEqual([]);
  return {
    isSatisfied: step.isSatisfied(state),
    reason: step.refusal?.(state)?.reason,
    notes: step.notes?.(state) ?? [],
  };
}

describe('is refused where no port is left for outgoing connections', () => {
  test.each<[string, PortRange[], PortRange | undefined, string]>([
    ['all of the range is wanted', [portRange(1024, 65535)], undefined, '\n'],
    ['the rest of it was reserved before', [portRange(40000, 45000)], undefined, '45001-49999\n'],
    ['the range moves onto reserved ports', [], portRange(50000, 50009), '50000-50009\n'],
    ['the range moves onto wanted ports', [portRange(50000, 50009)], portRange(50000, 50009), '\n'],
  ])('%s', async (_, ranges, localPortRange, reserved) => {
    const { isSatisfied, reason } = await judged(ranges, localPortRange, reserved);
    expect({ isSatisfied, reason }).toEqual({ isSatisfied: false, reason: expect.any(String) });
  });
});

test('the whole of a range that is left for another one may be reserved', async () => {
  expect(await judged([portRange(40000, 49999)], portRange(50000, 59999))).toEqual({
    isSatisfied: true,
    reason: undefined,
    notes: [],
  });
});

test('what was so before is nobody’s doing', async () => {
  expect(await judged([portRange(40000)], undefined, '40000-49999\n')).toEqual({
    isSatisfied: true,
    reason: undefined,
    notes: [],
  });
});

test('few ports are said to be few, where they become so', async () => {
  expect((await judged([portRange(40000, 48999)])).notes.join('\n')).toContain('1000 ports');
  expect((await judged([], portRange(60000, 60999))).notes.join('\n')).toContain('1000 ports');
  expect((await judged([portRange(48121)])).notes).toEqual([]);
});
