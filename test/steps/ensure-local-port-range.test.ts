import { describe, expect, test } from 'vitest';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { ensureLocalPortRange } from '../../toolkit/steps/ensure-local-port-range.ts';
import { fakeLinux, LOCAL_PORT_RANGE_FILE } from '../support/fake-linux-host.ts';

const OWN = '/etc/sysctl.d/90-portwright-local-port-range.conf';
const range = portRange(49152, 60999);
const step = ensureLocalPortRange({ range, persist: true });

test('sets the range now and for the next boot, and takes both back', async () => {
  const linux = fakeLinux({ files: { [LOCAL_PORT_RANGE_FILE]: '1024\t65535\n' } });
  const before = await step.check(linux.host);
  await step.apply(linux.host, before);
  expect(linux.files.get(LOCAL_PORT_RANGE_FILE)).toBe('49152\t60999\n');
  expect(linux.files.get(OWN)).toContain('net.ipv4.ip_local_port_range = 49152\t60999');
  expect(step.isSatisfied(await step.check(linux.host))).toBe(true);
  await step.undo?.(linux.host, before);
  expect(linux.files.get(LOCAL_PORT_RANGE_FILE)).toBe('1024\t65535\n');
  expect(linux.files.has(OWN)).toBe(false);
  expect(step.isRestored?.(await step.check(linux.host), before)).toBe(true);
});

test('the range the kernel begins with needs no file', async () => {
  const usual = ensureLocalPortRange({ range: portRange(32768, 60999), persist: true });
  expect(usual.isSatisfied(await usual.check(fakeLinux().host))).toBe(true);
});

describe('is refused', () => {
  test('below ip_unprivileged_port_start, as the kernel refuses it', async () => {
    const low = ensureLocalPortRange({ range: portRange(1000, 60999), persist: false });
    expect(low.refusal?.(await low.check(fakeLinux().host))?.reason).toContain('1024');
  });
  test('where a later file sets it anew', async () => {
    const files = { '/etc/sysctl.d/99-a.conf': 'net.ipv4.ip_local_port_range = 1024 65535' };
    expect(step.refusal?.(await step.check(fakeLinux({ files }).host))?.reason).toContain('99-a.conf');
  });
});

describe('says', () => {
  const notes = async (first: number, last: number) => {
    const one = ensureLocalPortRange({ range: portRange(first, last), persist: false });
    return (one.notes?.(await one.check(fakeLinux().host)) ?? []).join('\n');
  };
  test('that both ends are of one parity', async () => expect(await notes(40001, 60999)).toContain('odd'));
  test('nothing of a good range', async () => expect(await notes(40000, 60999)).toBe(''));
});
