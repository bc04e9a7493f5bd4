import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatIpv4Network,
  isInNetwork,
  isIpv4Address,
  networkMask,
  parseIpv4Network,
} from '../../toolkit/windows/ipv4-network.ts';

describe('an IPv4 network', () => {
  test.each([
    ['172.19.128.0/20', '172.19.128.0/20', '255.255.240.0'],
    [' 172.19.132.144/20 ', '172.19.128.0/20', '255.255.240.0'],
    ['10.0.0.1/32', '10.0.0.1/32', '255.255.255.255'],
    ['1.2.3.4/0', '0.0.0.0/0', '0.0.0.0'],
    ['255.255.255.255/31', '255.255.255.254/31', '255.255.255.254'],
  ])('%j is %s with the mask %s', (text, formatted, mask) => {
    const network = parseIpv4Network(text);
    expect(network && formatIpv4Network(network)).toBe(formatted);
    expect(network && networkMask(network)).toBe(mask);
  });

  test.each([
    '',
    '172.19.128.0',
    '172.19.128.0/33',
    '172.19.128/20',
    '256.0.0.0/8',
    'fe80::/10',
    '1.2.3.4/',
    '01.2.3.4/8',
  ])('%j is none', (text) => expect(parseIpv4Network(text)).toBeUndefined());

  test.each([
    ['172.19.128.0', true],
    ['172.19.143.255', true],
    ['172.19.144.0', false],
    ['172.19.127.255', false],
    ['172.17.0.1', false],
    ['fe80::1', false],
    ['', false],
  ])('172.19.128.0/20 holds %j: %s', (address, isInside) => {
    const network = parseIpv4Network('172.19.128.0/20');
    expect(network && isInNetwork(network, address)).toBe(isInside);
  });

  test('holds every address it is written with', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, bits) => {
        const network = parseIpv4Network(`${address}/${bits}`);
        expect(isIpv4Address(address)).toBe(true);
        expect(network && isInNetwork(network, address)).toBe(true);
        expect(network && parseIpv4Network(formatIpv4Network(network))).toEqual(network);
      }),
    );
  });
});
