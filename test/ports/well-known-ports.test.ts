import { describe, expect, it, test } from 'vitest';
import {
  IANA_DYNAMIC_PORT_RANGE,
  IANA_SYSTEM_PORT_RANGE,
  IANA_USER_PORT_RANGE,
  ianaClass,
} from '../../toolkit/ports/iana.ts';
import { endPort, overlaps, PROTOCOLS } from '../../toolkit/ports/port-range.ts';
import { WELL_KNOWN_PORTS, wellKnownPort } from '../../toolkit/ports/well-known-ports.ts';

describe("IANA's ranges", () => {
  it('join without a gap up to 65535', () => {
    expect(endPort(IANA_SYSTEM_PORT_RANGE) + 1).toBe(IANA_USER_PORT_RANGE.startPort);
    expect(endPort(IANA_USER_PORT_RANGE) + 1).toBe(IANA_DYNAMIC_PORT_RANGE.startPort);
    expect(endPort(IANA_DYNAMIC_PORT_RANGE)).toBe(65535);
  });

  test.each([
    [1023, 'system'],
    [1024, 'user'],
    [49151, 'user'],
    [49152, 'dynamic'],
  ])('%i is a %s port', (port, expected) => {
    expect(ianaClass(port)).toBe(expected);
  });
});

describe('well-known development ports', () => {
  test.each([
    [8065, 'tcp', 'mattermost'],
    [5432, 'tcp', 'postgresql'],
    [2380, 'tcp', 'etcd'],
    [31000, 'tcp', 'kubernetes-nodeport'],
    [51820, 'udp', 'wireguard'],
  ] as const)('%i/%s is %s', (port, protocol, name) => {
    expect(wellKnownPort(port, protocol)?.name).toBe(name);
  });

  it('belong to one protocol', () => {
    expect(wellKnownPort(8065, 'udp')).toBeUndefined();
    expect(wellKnownPort(51820, 'tcp')).toBeUndefined();
  });

  test.each(PROTOCOLS)('of %s are ascending and do not overlap', (protocol) => {
    const ranges = WELL_KNOWN_PORTS.filter((known) => known.protocol === protocol).map(({ range }) => range);
    const starts = ranges.map(({ startPort }) => startPort);
    expect(starts).toEqual([...starts].sort((left, right) => left - right));
    expect(ranges.some((range, at) => at > 0 && overlaps(range, ranges[at - 1] ?? range))).toBe(false);
  });
});
