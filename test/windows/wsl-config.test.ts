import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  localPortRangeIn,
  readNetworkingMode,
  withFormerMode,
  withNetworkingMode,
  wslConfigPath,
} from '../../toolkit/windows/wsl-config.ts';

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
    ['networkingMode=mirrored', undefined],
    ['[other]\nnetworkingMode=mirrored', undefined],
    ['\uFEFF[WSL2]\rnetworkingMode=mirrored', 'mirrored'],
    ['[wsl2]\nnetworkingMode=', undefined],
    ['[wsl2]\nmyNetworkingMode=mirrored', undefined],
    ['[wsl2]\nnetworkingMode=mirrored\n[other]\nnetworkingMode=nat', 'mirrored'],
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

describe('a mode that is set in .wslconfig', () => {
  test.each<[string, string | undefined, string]>([
    ['no file', undefined, '[wsl2]\r\nnetworkingMode=mirrored\r\n'],
    ['an empty file', '', '[wsl2]\r\nnetworkingMode=mirrored\r\n'],
    ['a byte order mark alone', '\uFEFF', '\uFEFF\r\n[wsl2]\r\nnetworkingMode=mirrored\r\n'],
    ['another section', '[boot]\nx=1', '[boot]\nx=1\n[wsl2]\nnetworkingMode=mirrored\n'],
    [
      'its section in the middle, blank lines after it',
      '[wsl2]\nmemory=8GB\n\n\n[boot]\n',
      '[wsl2]\nmemory=8GB\nnetworkingMode=mirrored\n\n\n[boot]\n',
    ],
    ['an empty section', '[wsl2]', '[wsl2]\r\nnetworkingMode=mirrored\r\n'],
    [
      'a comment only',
      '[wsl2]\n# networkingMode=nat\n',
      '[wsl2]\n# networkingMode=nat\nnetworkingMode=mirrored\n',
    ],
    [
      'another mode',
      '[wsl2]\r\n networkingMode = NAT # why\r\n',
      '[wsl2]\r\n networkingMode = mirrored # why\r\n',
    ],
    ['a quoted one', "[wsl2]\nnetworkingMode='nat'\n", "[wsl2]\nnetworkingMode='mirrored'\n"],
    [
      'both homes',
      '[experimental]\nnetworkingMode=nat\n[wsl2]\nnetworkingMode=bridged\n',
      '[experimental]\nnetworkingMode=mirrored\n[wsl2]\nnetworkingMode=mirrored\n',
    ],
    [
      'a section that occurs twice',
      '[wsl2]\na=1\n[wsl2]\nb=2\n',
      '[wsl2]\na=1\n[wsl2]\nb=2\nnetworkingMode=mirrored\n',
    ],
  ])('where there was %s', (_what, before, after) => {
    expect(withNetworkingMode(before, 'mirrored')).toBe(after);
    expect(readNetworkingMode(after)).toBe('mirrored');
  });

  const line = fc.oneof(
    fc.constantFrom(
      '[wsl2]',
      '[experimental]',
      '[boot]',
      '  [ WSL2 ] ',
      '',
      '# networkingMode=nat',
      ';x',
      'memory=8GB',
    ),
    fc.constantFrom(
      'networkingMode=nat',
      'NetworkingMode = "Bridged" # why',
      "networkingMode='none'",
      'networkingMode=',
    ),
    fc.string(),
  );
  const file = fc
    .tuple(
      fc.constantFrom('', '\uFEFF'),
      fc.array(fc.tuple(line, fc.constantFrom('\r\n', '\n'))),
      fc.constantFrom('', 'swap=0'),
    )
    .map(([mark, lines, last]) => mark + lines.map(([text, end]) => text + end).join('') + last);
  const others = (text: string) =>
    text
      .split(/\r\n|\n|\r/)
      .filter((each) => !/^\s*networkingMode\s*=/i.test(each) && each !== '[wsl2]' && each !== '');

  test('is there afterwards, stays when it is set again, and leaves every other line as it was', () => {
    fc.assert(
      fc.property(file, (before) => {
        const after = withNetworkingMode(before, 'mirrored');
        expect(readNetworkingMode(after)).toBe('mirrored');
        expect(withNetworkingMode(after, 'mirrored')).toBe(after);
        expect(others(after)).toEqual(others(before));
      }),
    );
  });

  test.each([
    ['[wsl2]\nnetworkingMode=mirrored\nswap=0\n', undefined, '[wsl2]\nswap=0\n'],
    [
      '[wsl2]\nnetworkingMode = "mirrored" # on\nswap=0\n',
      'nat',
      '[wsl2]\nnetworkingMode = "nat" # on\nswap=0\n',
    ],
    ['[wsl2]\nnetworkingMode=bridged\n', 'nat', '[wsl2]\nnetworkingMode=bridged\n'],
  ])('goes back in a file that somebody has changed since: %j', (text, former, after) => {
    expect(withFormerMode(text, 'mirrored', former)).toBe(after);
  });
});
