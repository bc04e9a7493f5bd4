import { endPort, MAX_PORT, type PortRange, type Protocol, portRange } from '../ports/port-range.ts';
import { isObject } from '../windows/json-value.ts';

/** One entry of a service's `ports`, in either syntax. */
export interface PortMapping {
  /** Without brackets; empty where none is given, which means all. */
  readonly hostIp: string;
  /** Undefined where Docker chooses: no port of the host, 0, or a range of them for one port of the container. */
  readonly published: PortRange | undefined;
  readonly target: PortRange;
  /** sctp and others are left out of what is published: Windows has none. */
  readonly protocol: Protocol | 'other';
}

/** A value that is no port mapping; the message holds it. */
export class PortMappingError extends Error {}

const SHORT = /^(?:(?:(?<ip>.*):)?(?<published>[^:]*):)?(?<target>[^:/]+)(?:\/(?<protocol>[^/]+))?$/;

/**
 * Reads the short syntax: `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, ranges on both sides
 * (https://docs.docker.com/reference/compose-file/services/#ports; github.com/docker/go-connections nat.ParsePortSpec).
 *
 * @throws {@link PortMappingError}
 */
export function parseShortPort(text: string): PortMapping {
  const { ip = '', published = '', target = '', protocol = 'tcp' } = SHORT.exec(text)?.groups ?? {};
  if (target === '') throw new PortMappingError(`${JSON.stringify(text)} is not HOST:CONTAINER`);
  const inside = readRange(target, text);
  if (inside === undefined) throw notAPort(target, text);
  return mapping({ ip, protocol, published: readRange(published, text), target: inside }, text);
}

/**
 * Reads the long syntax, in which `docker compose config` prints every port.
 *
 * @throws {@link PortMappingError}
 */
export function readLongPort(value: unknown): PortMapping {
  const text = JSON.stringify(value);
  if (!isObject(value))
    throw new PortMappingError(`${text} is neither HOST:CONTAINER nor target and published`);
  const { target, published = '', host_ip = '', protocol = 'tcp' } = value;
  const inside = readRange(word(target, text), text);
  if (inside === undefined) throw new PortMappingError(`${text} has no target`);
  const outside = readRange(word(published, text), text);
  return mapping(
    { ip: word(host_ip, text), protocol: word(protocol, text), published: outside, target: inside },
    text,
  );
}

/** `127.0.0.1:8065:8065/tcp`: one way of writing a mapping, whatever syntax it came in. */
export function formatPortMapping({ hostIp, published, target, protocol }: PortMapping): string {
  const address = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
  const outside = published === undefined ? '' : spanText(published);
  const head = address === '' ? (outside === '' ? '' : `${outside}:`) : `${address}:${outside}:`;
  return `${head}${spanText(target)}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

interface RawMapping {
  readonly ip: string;
  readonly protocol: string;
  readonly published: PortRange | undefined;
  readonly target: PortRange;
}

function mapping({ ip, protocol, published, target }: RawMapping, text: string): PortMapping {
  const hostIp = ip.replace(/^\[(.*)\]$/, '$1');
  if (!/^[\w.:%*-]*$/.test(hostIp))
    throw new PortMappingError(`${JSON.stringify(ip)} in ${text} is not an address`);
  const lower = protocol.toLowerCase();
  const isSameLength = published?.numberOfPorts === target.numberOfPorts;
  if (published !== undefined && !isSameLength && target.numberOfPorts > 1) {
    throw new PortMappingError(`${text} maps ${published.numberOfPorts} port(s) to ${target.numberOfPorts}`);
  }
  return {
    hostIp,
    published: isSameLength ? published : undefined,
    target,
    protocol: lower === 'tcp' || lower === 'udp' ? lower : 'other',
  };
}

/** @returns undefined for nothing and for 0. */
function readRange(words: string, text: string): PortRange | undefined {
  const trimmed = words.trim();
  if (trimmed === '' || trimmed === '0') return undefined;
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(trimmed) ?? [];
  const [start, end] = [Number(first), Number(last)];
  if (!(start >= 1 && end >= start && end <= MAX_PORT)) throw notAPort(trimmed, text);
  return portRange(start, end);
}

function notAPort(words: string, text: string): PortMappingError {
  const place = words === text ? '' : ` in ${text}`;
  return new PortMappingError(
    `${JSON.stringify(words)}${place} is not a port or a range of ports in 1-${MAX_PORT}`,
  );
}

function word(value: unknown, text: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new PortMappingError(`${JSON.stringify(value) ?? 'nothing'} in ${text} is neither text nor a number`);
}

function spanText(range: PortRange): string {
  return range.numberOfPorts === 1 ? `${range.startPort}` : `${range.startPort}-${endPort(range)}`;
}
