import { describe, expect, test } from 'vitest';
import {
  lastBootValue,
  type SysctlLoader,
  sysctlFileOrder,
} from '../../toolkit/linux/sysctl-configuration.ts';
import { matchAssignments } from '../../toolkit/linux/sysctl-file.ts';

const KEY = 'net.ipv4.ip_local_reserved_ports';
const always = () => true;
const isOne = (value: string) => /^\d+$/.test(value);

describe('the order of the files', () => {
  const names = new Map([
    ['/etc/sysctl.d', ['99-sysctl.conf', '10-b.conf', 'README']],
    ['/run/sysctl.d', ['20-c.conf']],
    ['/usr/lib/sysctl.d', ['10-b.conf', '50-d.conf', '9-x.conf']],
  ]);
  test('is that of their names, and /etc hides files of the same name', () => {
    expect(sysctlFileOrder(names, 'systemd-sysctl')).toEqual([
      '/etc/sysctl.d/10-b.conf',
      '/run/sysctl.d/20-c.conf',
      '/usr/lib/sysctl.d/50-d.conf',
      '/usr/lib/sysctl.d/9-x.conf',
      '/etc/sysctl.d/99-sysctl.conf',
    ]);
  });
  test('ends with /etc/sysctl.conf where systemd does not read them', () => {
    expect(sysctlFileOrder(names, 'sysctl --system').at(-1)).toBe('/etc/sysctl.conf');
    expect(sysctlFileOrder(new Map(), 'systemd-sysctl')).toEqual([]);
  });
});

describe('a line is about the setting', () => {
  test.each([
    ['net.ipv4.ip_local_reserved_ports = 8065', 'name', '8065'],
    ['net/ipv4/ip_local_reserved_ports=8065,9000', 'name', '8065,9000'],
    ['  -net.ipv4.ip_local_reserved_ports = 8065  ', 'name', '8065'],
    ['net.ipv4.ip_local_reserved_ports =', 'name', ''],
    ['net.ipv4.ip_local_* = 8065', 'pattern', '8065'],
    ['net/ipv?/ip_local_reserved_[a-p]orts = 8065', 'pattern', '8065'],
    ['-net.ipv4.ip_local_reserved_ports', 'exclusion', ''],
  ])('%s', (line, kind, value) => {
    expect(matchAssignments(`# a comment\r\n${line}\r\n`, KEY)).toEqual([{ kind, value }]);
  });
  test.each([
    '#net.ipv4.ip_local_reserved_ports = 8065',
    '; net.ipv4.ip_local_reserved_ports = 8065',
    'net.ipv4.ip_local_port_range = 1024 65535',
    'net.ipv6.ip_local_reserved_ports = 1',
    'net.ipv4.ip_local_reserved_ports',
    'net.*.ip_local = 1',
    'net.ipv4.ip_local_[!r]eserved_ports = 1',
    '*ports = 1',
  ])('not: %s', (line) => {
    expect(matchAssignments(line, KEY)).toEqual([]);
  });
});

describe('the value that lasts', () => {
  const readBy = (loader: SysctlLoader, ...texts: (string | undefined)[]) => ({
    loader,
    files: texts.map((text, index) => ({ path: `/${index}`, text })),
  });
  const files = (...texts: (string | undefined)[]) => readBy('sysctl --system', ...texts);
  const line = (value: string) => `${KEY} = ${value}`;
  test('is that of the last file, which replaces all of the one before', () => {
    expect(lastBootValue(files(line('1'), line('2'), undefined), KEY, always)).toEqual({
      value: '2',
      path: '/1',
    });
  });
  test('is not one that the kernel refuses', () => {
    expect(lastBootValue(files(line('1'), line('2, 3')), KEY, isOne)).toEqual({ value: '1', path: '/0' });
  });
  test('is none where systemd has kept the last one of a name, and the kernel refuses that', () => {
    const systemd = (...texts: string[]) => lastBootValue(readBy('systemd-sysctl', ...texts), KEY, isOne);
    expect(systemd(line('1'), line('2, 3'))).toBeUndefined();
    expect(systemd(line('1'), `-${KEY}`)).toBeUndefined();
    expect(systemd(line('2, 3'), line('1'))?.value).toBe('1');
    expect(systemd('net.ipv4.ip_local_* = 1', 'net.ipv4.* = 2, 3')?.value).toBe('1');
  });
  test('is named rather than matched by a pattern, wherever the two stand', () => {
    expect(lastBootValue(files(line('1'), 'net.ipv4.ip_local_* = 2'), KEY, always)?.value).toBe('1');
    expect(lastBootValue(files('net.ipv4.ip_local_* = 2'), KEY, always)?.value).toBe('2');
    expect(lastBootValue(files(`net.ipv4.* = 2\n-${KEY}`), KEY, always)).toBeUndefined();
  });
  test('is none where no file has one', () => {
    expect(lastBootValue(files('', undefined), KEY, always)).toBeUndefined();
  });
});
