import { describe, expect, test } from 'vitest';
import { localPortRangeIn, readNetworkingMode, wslConfigPath } from '../../toolkit/windows/wsl-config.ts';

describe('.wslconfig', () => {
  test('lies in the person’s folder', () => {
    expect(wslConfigPath('C:\\Users\\me')).toBe('C:\\Users\\me\\.wslconfig');
  });

  test.each([
    ['[wsl2]\r\nnetworkingMode=mirrored\r\n', 'mirrored'],
    ['[experimental]\nNetworkingMode = "Mirrored" # on', 'mirrored'],
    ['[wsl2]\nnetworkingMode=nat\nnetworkingMode=mirrored', 'mirrored'],
    ['[wsl2]\n#networkingMode=mirrored\n; networkingMode=mirrored\nmemory=8GB', undefined],
    ['', undefined],
  ])('%j asks for %s', (text, mode) => {
    expect(readNetworkingMode(text)).toBe(mode);
  });
});

test.each([
  ['net.ipv4.ip_local_port_range = 44620\t48715', { startPort: 44_620, numberOfPorts: 4096 }],
  ['ip_local_port_range: 44620 48715', { startPort: 44_620, numberOfPorts: 4096 }],
  ['net.ipv4.ip_local_port_range = 48715 44620', undefined],
  ['net.ipv4.ip_local_reserved_ports = 44620', undefined],
])('the ports that Linux hands out in %j', (line, range) => {
  expect(localPortRangeIn(line)).toEqual(range);
});
