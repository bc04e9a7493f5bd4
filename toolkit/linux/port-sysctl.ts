import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';
import { endPort, MAX_PORT, type PortRange } from '../ports/port-range.ts';
import { mergeRanges, type PortSet } from '../ports/port-set.ts';

/**
 * The settings of the kernel that decide who gets a port (https://docs.kernel.org/networking/ip-sysctl.html). Each network
 * namespace has its own, and they hold for tcp and udp, IPv4 and IPv6.
 */
export const PORT_SYSCTLS = {
  /** The two ends of the range that automatic assignment draws from, both in. */
  localPortRange: 'net.ipv4.ip_local_port_range',
  /** What automatic assignment skips; a program that asks for one of these ports gets it. */
  reservedPorts: 'net.ipv4.ip_local_reserved_ports',
  /** The first port that a process without rights may bind. */
  unprivilegedPortStart: 'net.ipv4.ip_unprivileged_port_start',
} as const;
export type PortSysctl = (typeof PORT_SYSCTLS)[keyof typeof PORT_SYSCTLS];

/** The file in which the kernel shows a setting and takes a new value. */
export function sysctlPath(key: PortSysctl): string {
  return `/proc/sys/${key.replaceAll('.', '/')}`;
}

/** What a network namespace begins with: 32768-60999 since Linux 4.2, and nothing reserved (ip-sysctl). */
export const DEFAULT_LOCAL_PORT_RANGE: PortRange = { startPort: 32768, numberOfPorts: 28232 };

/** What `ip_unprivileged_port_start` is unless it was changed (ip-sysctl). */
export const DEFAULT_UNPRIVILEGED_PORT_START = 1024;

/**
 * Reads a value of `ip_local_port_range`: two ports, ascending, with blanks or tabs between them.
 *
 * @throws {@link UnrecognizedOutputError} for anything else.
 */
export function parseLocalPortRange(text: string): PortRange {
  const [, first, last] = /^\s*(\d{1,5})\s+(\d{1,5})\s*$/.exec(text) ?? [];
  const startPort = Number(first);
  const lastPort = Number(last);
  if (!(startPort >= 1 && lastPort >= startPort && lastPort <= MAX_PORT))
    throw new UnrecognizedOutputError(PORT_SYSCTLS.localPortRange, 1, text.trim());
  return { startPort, numberOfPorts: lastPort - startPort + 1 };
}

/** The value as the kernel prints it, without the line end. */
export function formatLocalPortRange(range: PortRange): string {
  return `${range.startPort}\t${endPort(range)}`;
}

/**
 * Reads a value of `ip_local_reserved_ports`: ports and ranges with commas between them, or nothing. Port 0 may be in it.
 *
 * @returns The ports in the fewest ranges, ascending: as the kernel itself prints them.
 * @throws {@link UnrecognizedOutputError} for what the kernel refuses: blanks inside, ranges that end below their start, 65536.
 */
export function parseReservedPorts(text: string): PortSet {
  const list = text.trim();
  if (list === '') return [];
  // The kernel takes a comma at the end, and no empty item elsewhere.
  return mergeRanges(
    list
      .replace(/,$/, '')
      .split(',')
      .map((item) => readItem(item, list)),
  );
}

function readItem(item: string, list: string): PortRange {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(item) ?? [];
  const startPort = Number(first);
  const lastPort = Number(last);
  if (!(lastPort >= startPort && lastPort <= MAX_PORT))
    throw new UnrecognizedOutputError(PORT_SYSCTLS.reservedPorts, 1, list);
  return { startPort, numberOfPorts: lastPort - startPort + 1 };
}

/** The value as the kernel prints it, without the line end. Empty for no ports. */
export function formatReservedPorts(ranges: Iterable<PortRange>): string {
  return mergeRanges(ranges)
    .map((range) =>
      range.numberOfPorts === 1 ? `${range.startPort}` : `${range.startPort}-${endPort(range)}`,
    )
    .join(',');
}

/**
 * Reads a value of `ip_unprivileged_port_start`: one number, 0 to 65535.
 *
 * @throws {@link UnrecognizedOutputError} for anything else.
 */
export function parseUnprivilegedPortStart(text: string): number {
  const start = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!(start <= MAX_PORT))
    throw new UnrecognizedOutputError(PORT_SYSCTLS.unprivilegedPortStart, 1, text.trim());
  return start;
}

/**
 * What is written for a value. An empty text would be no write at all to the kernel, and the old list would stay, so the line
 * end is always there.
 */
export function sysctlText(value: string): string {
  return `${value}\n`;
}
