import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReservedPorts } from '../../toolkit/linux/port-sysctl.ts';
import { type PortRange, portRange } from '../../toolkit/ports/port-range.ts';
import { intersectRanges, subtractRanges, unionRanges } from '../../toolkit/ports/port-set.ts';
import { ensureLocalReservedPorts } from '../../toolkit/steps/ensure-local-reserved-ports.ts';
import { readReservedPorts } from '../../toolkit/steps/read-port-sysctls.ts';
import { type FakeLinux, fakeLinux, RESERVED_PORTS_FILE } from '../support/fake-linux-host.ts';

const OWN = '/etc/sysctl.d/90-portwright-reserved-ports.conf';
const KEY = 'net.ipv4.ip_local_reserved_ports';
const wanted = [portRange(8065), portRange(9000, 9010)];
const step = ensureLocalReservedPorts({ ranges: wanted, persist: true });
const live = ({ files }: FakeLinux) => files.get(RESERVED_PORTS_FILE);
const lineOf = (text = '') => /^net.*$/m.exec(text)?.[0];

async function applied(linux: FakeLinux) {
  const before = await step.check(linux.host);
  await step.apply(linux.host, before);
  return before;
}

describe('what is there already', () => {
  const files = { [RESERVED_PORTS_FILE]: '9005,40000\n', '/etc/sysctl.d/10-other.conf': `${KEY} = 9000` };

  test('is repeated in both lists, which a write replaces', async () => {
    const linux = fakeLinux({ files });
    await applied(linux);
    expect(live(linux)).toBe('8065,9000-9010,40000\n');
    expect(lineOf(linux.files.get(OWN))).toBe(`${KEY} = 8065,9000-9010`);
    expect(linux.files.get(OWN)).toContain('/etc/sysctl.d/10-other.conf');
    expect(step.isSatisfied(await step.check(linux.host))).toBe(true);
  });

  test('stays when the rest is taken out again, and the file is gone', async () => {
    const linux = fakeLinux({ files });
    const before = await applied(linux);
    await step.undo?.(linux.host, before);
    await step.undo?.(linux.host, before);
    expect(live(linux)).toBe('9005,40000\n');
    expect(linux.files.has(OWN)).toBe(false);
    expect(step.isRestored?.(await step.check(linux.host), before)).toBe(true);
  });

  test('and what others have added since stays too, in both lists', async () => {
    const linux = fakeLinux({ files });
    const before = await applied(linux);
    const later = ensureLocalReservedPorts({ ranges: [portRange(8066)], persist: true });
    await later.apply(linux.host, await later.check(linux.host));
    await step.undo?.(linux.host, before);
    expect(live(linux)).toBe('8066,9005,40000\n');
    expect(lineOf(linux.files.get(OWN))).toBe(`${KEY} = 8066,9000`);
    expect(step.isRestored?.(await step.check(linux.host), before)).toBe(true);
  });
});

test('an own file that was there comes back to the letter', async () => {
  const own = `# mine\n${KEY}=7000\n`;
  const linux = fakeLinux({ files: { [OWN]: own } });
  await step.undo?.(linux.host, await applied(linux));
  expect(linux.files.get(OWN)).toBe(own);
  expect(live(linux)).toBe('\n');
});

test('to check writes nothing', async () => {
  const linux = fakeLinux();
  step.changes(await step.check(linux.host));
  expect(linux.written).toEqual([]);
});

test('without persist only the kernel is told', async () => {
  const linux = fakeLinux();
  const now = ensureLocalReservedPorts({ ranges: wanted, persist: false });
  await now.apply(linux.host, await now.check(linux.host));
  expect(linux.written).toEqual([RESERVED_PORTS_FILE]);
  expect(now.isSatisfied(await now.check(linux.host))).toBe(true);
});

describe('is refused', () => {
  const refusal = async (files: Record<string, string>, ranges: readonly PortRange[] = wanted) => {
    const one = ensureLocalReservedPorts({ ranges, persist: true });
    const linux = fakeLinux({ files });
    return one.refusal?.(await one.check(linux.host))?.reason;
  };
  test('where a later file replaces the list', async () => {
    const path = '/etc/sysctl.d/99-other.conf';
    expect(await refusal({ [path]: `${KEY} = 1` })).toContain(path);
    expect(await refusal({ '/etc/sysctl.conf': `${KEY} = 1` })).toContain('/etc/sysctl.conf');
  });
  test('where systemd boots, /etc/sysctl.conf is not read', async () => {
    expect(await refusal({ '/etc/sysctl.conf': `${KEY} = 1`, '/run/systemd/system/x': '' })).toBeUndefined();
  });
  test('where the line is longer than sysctl writes', async () => {
    const singles = Array.from({ length: 900 }, (_, index) => portRange(20000 + 2 * index));
    expect(await refusal({}, singles)).toContain('4094');
  });
  test('not where the later file has the ports as well', async () => {
    expect(await refusal({ '/etc/sysctl.d/99-other.conf': `${KEY} = 8065,9000-9010` })).toBeUndefined();
  });
});

test('whatever was reserved, reserving and undoing touches the missing ports alone', async () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 30 }))
    .map(([startPort, numberOfPorts]) => ({ startPort, numberOfPorts }));
  const ranges = fc.array(range, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      ranges,
      fc.array(range, { minLength: 1, maxLength: 4 }),
      ranges,
      async (was, ask, later) => {
        const linux = fakeLinux();
        const write = (list: readonly PortRange[]) =>
          ensureLocalReservedPorts({ ranges: list, persist: false });
        await write(was).apply(linux.host, { missing: was, boot: null });
        const one = write(ask);
        const before = await one.check(linux.host);
        await one.apply(linux.host, before);
        expect(await readReservedPorts(linux.host)).toEqual(unionRanges(was, ask));
        const others = subtractRanges(later, before.missing);
        await write(others).apply(linux.host, { missing: others, boot: null });
        await one.undo?.(linux.host, before);
        expect(parseReservedPorts(live(linux) ?? '')).toEqual(unionRanges(was, others));
        expect(intersectRanges(await readReservedPorts(linux.host), before.missing)).toEqual([]);
      },
    ),
  );
});
