import { emptySnapshot, type KnownContainer, type Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import type { SocketInUse } from '../../toolkit/host/questions.ts';
import type { PortRange, Protocol } from '../../toolkit/ports/port-range.ts';
import type { ExcludedPortRange } from '../../toolkit/windows/excluded-port-range.ts';

export const IANA: PortRange = { startPort: 49152, numberOfPorts: 16384 };
export const WIDE: PortRange = { startPort: 1024, numberOfPorts: 64511 };
export const TCP_8065 = { port: 8065, protocol: 'tcp' } as const;

/** `8000-8099`, or with a star for an administered range. */
export function rows(...texts: string[]): ExcludedPortRange[] {
  return texts.map((text) => {
    const [first = '', last = first] = text.replace(/ ?\*$/, '').split('-');
    return {
      startPort: Number(first),
      numberOfPorts: Number(last) - Number(first) + 1,
      administered: text.endsWith('*'),
    };
  });
}

export function socket(localPort: number, more: Partial<SocketInUse> = {}): SocketInUse {
  return {
    protocol: 'tcp',
    localAddress: '0.0.0.0',
    localPort,
    state: 'listening',
    processId: 1234,
    processName: 'node.exe',
    ...more,
  };
}

export function probe(socketError: number, port = 8065, address = '0.0.0.0') {
  return { protocol: 'tcp', address, port, socketError } as const;
}

export function dynamic(range: PortRange, protocol: Protocol = 'tcp') {
  return [{ protocol, ...range }];
}

/** A machine on which everything was read and tcp 8065 is free. */
export function readMachine(parts: Partial<Snapshot> = {}): Snapshot {
  return {
    ...emptySnapshot({ kind: 'windows' }),
    excludedPortRanges: { tcp: rows('5357', '50000-50059*'), udp: rows('50000-50059*') },
    dynamicPortRanges: [...dynamic(IANA), ...dynamic(IANA, 'udp')],
    portProxies: [],
    sockets: [],
    probes: [probe(0)],
    docker: { running: false },
    ...parts,
  };
}

/** A container that asks for tcp 8065; it runs without it. */
export function container(more: Partial<KnownContainer> = {}): KnownContainer {
  const wanted = [{ hostIp: '', hostPort: 8065, containerPort: 80, protocol: 'tcp' as const }];
  return { id: 'c1', name: 'web', status: 'running', published: [], wanted, ...more };
}

export const PUBLISHED = [{ hostIp: '0.0.0.0', hostPort: 8065, containerPort: 80, protocol: 'tcp' as const }];
export const WINDOWS_ENGINE = { docker: { running: true, osType: 'windows' } } as const;
export const WINNAT_BLOCK = { tcp: rows('8000-8099', '8100-8199') };
