import { describe, expect, test } from 'vitest';
import type { AskedPort } from '../../toolkit/diagnosis/asked-port.ts';
import { addressesOf } from '../../toolkit/diagnosis/bind-probe.ts';
import { diagnosePort } from '../../toolkit/diagnosis/classify-port.ts';
import { wantedPorts } from '../../toolkit/diagnosis/container-ports.ts';
import { withErrorText } from '../../toolkit/diagnosis/error-evidence.ts';
import { portsOfErrors } from '../../toolkit/diagnosis/named-ports.ts';
import { readSnapshot } from '../../toolkit/diagnosis/read-snapshot.ts';
import { emptySnapshot, type Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { hostOf, type MachineChange } from './cases/build-machine.ts';
import { container, probe, readMachine, rows, socket, TCP_8065, WINNAT_BLOCK } from './snapshots.ts';

const EVERY = ['0.0.0.0', '::'];

/** tcp 8065, to be bound on these addresses. */
function askedOn(...addresses: string[]): AskedPort {
  return { ...TCP_8065, sources: addresses.map((address) => ({ kind: 'compose', address, text: '' })) };
}

describe('the addresses of a question', () => {
  test.each<[string, AskedPort, readonly string[]]>([
    ['a typed port', TCP_8065, EVERY],
    ['the wildcard of ipv4', askedOn('0.0.0.0'), ['0.0.0.0']],
    ['the wildcard of ipv6, which programs mean both by', askedOn('::'), EVERY],
    ['no address', askedOn(''), EVERY],
    ['a name that may be any address', askedOn('printer.example'), EVERY],
    ['numbers that are no address', askedOn('1.2.3.999'), EVERY],
    ['localhost', askedOn('localhost'), ['127.0.0.1', '::1']],
    ['one address', askedOn('192.168.1.5'), ['192.168.1.5']],
    ['one address of ipv6', askedOn('fd00::5'), ['fd00::5']],
    ['two who want different ones', askedOn('127.0.0.1', ''), ['127.0.0.1', ...EVERY]],
  ])('of %s', (_who, asked, addresses) => {
    expect(addressesOf(asked)).toEqual(addresses);
  });

  test('of an error text are those it prints', () => {
    const text = 'listen tcp 127.0.0.2:8065: bind: An attempt was made to access a socket in a way forbidden';
    const asked = portsOfErrors(withErrorText(emptySnapshot({ kind: 'paste' }), text));
    expect(asked.flatMap(addressesOf)).toEqual(['127.0.0.2']);
  });

  test.each([
    [['127.0.0.1'], ['127.0.0.1']],
    [['0.0.0.0', '::'], EVERY],
    [[''], EVERY],
  ])('of a container that publishes on %j are those of its bindings', (hostIps, addresses) => {
    const [first] = container().wanted ?? [];
    const wanted = hostIps.flatMap((hostIp) => (first === undefined ? [] : [{ ...first, hostIp }]));
    expect(wantedPorts(container({ wanted })).map(addressesOf)).toEqual([addresses]);
  });
});

describe('what is bound for a moment', () => {
  const probed = async (asked: AskedPort, ...changes: MachineChange[]) => {
    const { probes } = await readSnapshot(hostOf({ changes }), { ports: [asked] });
    return probes.map(({ address, socketError }) => [address, socketError]);
  };

  test('is the very address of the question', async () => {
    expect(await probed(askedOn('127.0.0.1'))).toEqual([['127.0.0.1', 0]]);
  });

  test('is the wildcard of both families where any address is meant', async () => {
    const ofIpv6 = { listen: 8065, by: 'java', address: '::' } as const;
    const answers = [
      ['0.0.0.0', 0],
      ['::', 10_048],
    ];
    expect((await probed(TCP_8065, ofIpv6)).slice(0, 2)).toEqual(answers);
  });

  test('is a single address as well where a program has the wildcard', async () => {
    const wild = { listen: 8065, by: 'node' } as const;
    expect(await probed(TCP_8065, wild)).toContainEqual(['127.0.0.1', 0]);
    const kept = { ...wild, options: 'exclusive' } as const;
    expect(await probed(TCP_8065, kept)).toContainEqual(['127.0.0.1', 10_013]);
  });

  test('is ipv4 alone of many ports', async () => {
    const ports = Array.from({ length: 20 }, (_, index) => ({ ...TCP_8065, port: 9000 + index }));
    const { probes } = await readSnapshot(hostOf({}), { ports });
    expect(new Set(probes.map(({ address }) => address))).toEqual(new Set(['0.0.0.0']));
  });
});

const LOOPBACK = askedOn('127.0.0.1');
const at = (address: string, socketError: number) => probe(socketError, 8065, address);

describe('what a probe says', () => {
  test.each<[string, Partial<Snapshot>, AskedPort, string, string]>([
    ['ipv6 is off', { probes: [probe(0), at('::', 10_047)] }, TCP_8065, 'free', 'high'],
    ['ipv6 has no such address', { probes: [probe(0), at('::', 10_049)] }, TCP_8065, 'free', 'high'],
    ['only ipv6 is refused', { probes: [probe(0), at('::', 10_013)] }, TCP_8065, 'other-cause', 'medium'],
    ['the one address is free', { probes: [at('127.0.0.1', 0)] }, LOOPBACK, 'free', 'high'],
    [
      'only another address is refused',
      { probes: [at('127.0.0.1', 0), probe(10_048)] },
      LOOPBACK,
      'free',
      'high',
    ],
    ['only another address was tried', { probes: [at('127.0.0.1', 0)] }, TCP_8065, 'free', 'medium'],
    [
      'the address is of another machine',
      { probes: [at('127.0.0.1', 10_049)] },
      LOOPBACK,
      'other-cause',
      'medium',
    ],
  ])('where %s', (_what, parts, asked, verdict, confidence) => {
    expect(diagnosePort(readMachine(parts), asked)).toMatchObject({ verdict, confidence });
  });

  test('of an address that this machine has not is a cause of its own, with the command that lists them', () => {
    const { cause, remedies } = diagnosePort(readMachine({ probes: [at('127.0.0.1', 10_049)] }), LOOPBACK);
    expect(cause).toBe('address-not-here');
    expect(remedies[0]?.command).toBe('ipconfig');
  });

  test.each<[string, Partial<Snapshot>, string]>([
    ['a block and 10013', { excludedPortRanges: WINNAT_BLOCK, probes: [probe(10_013)] }, 'high'],
    ['a block and 10048', { excludedPortRanges: WINNAT_BLOCK, probes: [probe(10_048)] }, 'medium'],
    ['a block and a bind that works', { excludedPortRanges: WINNAT_BLOCK, probes: [probe(0)] }, 'low'],
    ['a listener and 10048', { sockets: [socket(8065)], probes: [probe(10_048)] }, 'high'],
    ['a listener and a bind that works', { sockets: [socket(8065)], probes: [probe(0)] }, 'low'],
    [
      'a star and a bind that works',
      { excludedPortRanges: { tcp: rows('8065*') }, probes: [probe(0)] },
      'high',
    ],
    ['nothing and a bind that works', { probes: [probe(0)] }, 'high'],
    ['nothing and no bind', { probes: [] }, 'medium'],
  ])('raises or lowers the confidence: %s', (_what, parts, confidence) => {
    expect(diagnosePort(readMachine(parts), TCP_8065).confidence).toBe(confidence);
  });
});

describe('a port that is taken in the other protocol', () => {
  const udpBlock: MachineChange = { row: '8001-8100', owner: 'winnat', protocol: 'udp' };

  test('is free as it was asked for, and the other table was read to say so', async () => {
    const snapshot = await readSnapshot(hostOf({ changes: [udpBlock] }), { ports: [TCP_8065] });
    const { verdict, cause, evidence, remedies } = diagnosePort(snapshot, TCP_8065);
    expect({ verdict, cause }).toEqual({ verdict: 'free', cause: 'other-protocol' });
    expect(evidence.find(({ code }) => code === 'other-protocol')?.text).toContain('udp 8001-8100');
    expect(remedies.map(({ command }) => command)).toEqual(['portwright diagnose 8065/udp --host simulated']);
  });

  test('has another cause where the port is not free', async () => {
    const changes: MachineChange[] = [udpBlock, { row: '8001-8100', owner: 'winnat' }];
    const snapshot = await readSnapshot(hostOf({ changes }), { ports: [TCP_8065] });
    expect(snapshot.excludedPortRanges.udp).toBeUndefined();
    expect(diagnosePort(snapshot, TCP_8065).cause).toBe('winnat-block');
  });
});
