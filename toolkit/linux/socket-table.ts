import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';
import { MAX_PORT, type Protocol } from '../ports/port-range.ts';
import { formatIpv4, formatIpv6 } from './ip-address.ts';

/** The tables of one network namespace, each with its protocol. A machine without IPv6 has no `tcp6` and no `udp6`. */
export const SOCKET_TABLES = [
  { path: '/proc/net/tcp', protocol: 'tcp' },
  { path: '/proc/net/tcp6', protocol: 'tcp' },
  { path: '/proc/net/udp', protocol: 'udp' },
  { path: '/proc/net/udp6', protocol: 'udp' },
] as const satisfies readonly { readonly path: string; readonly protocol: Protocol }[];

/** The byte order of the machine: the kernel prints an address as the number that it keeps in memory. */
export type ByteOrder = 'LE' | 'BE';

/** One row of a socket table. */
export interface KernelSocket {
  readonly localAddress: string;
  readonly localPort: number;
  /** `0.0.0.0` or `::` with port 0 where there is no peer. */
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** One of the numbers of include/net/tcp_states.h; udp uses two of them, 1 with a peer and 7 without. */
  readonly state: number;
  readonly userId: number;
  /** 0 where no process holds it any more: a connection that is closing. */
  readonly inode: number;
}

/** `TCP_LISTEN` of include/net/tcp_states.h. */
export const TCP_LISTEN = 10;
/** `TCP_NEW_SYN_RECV` and `TCP_BOUND_INACTIVE` are the last ones there. */
const LAST_STATE = 13;

const WHAT = 'the kernel’s table of sockets';
const ROW =
  /^\s*\d+:\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})\s+([0-9A-F]{2})\s+[0-9A-F]+:[0-9A-F]+\s+[0-9A-F]+:[0-9A-F]+\s+[0-9A-F]+\s+(\d+)\s+\d+\s+(\d+)(?:\s|$)/;

/**
 * Reads `/proc/net/tcp`, `tcp6`, `udp` or `udp6`: a heading, then one socket a line
 * (https://docs.kernel.org/networking/proc_net_tcp.html).
 *
 * A tcp socket that is bound and neither listens nor is connected is in none of these tables: only a bind shows it.
 *
 * @param byteOrder - Of the machine that printed it.
 * @returns Sockets in printed order; those without a local port are left out. Empty for a heading alone.
 * @throws {@link UnrecognizedOutputError} for a line that is no row, and for text without the heading.
 */
export function parseSocketTable(text: string, byteOrder: ByteOrder): KernelSocket[] {
  const [heading = '', ...rows] = text.split('\n');
  if (!/^\s*sl\s+local_address\s/.test(heading)) throw new UnrecognizedOutputError(WHAT, 1, heading);
  return rows
    .map((row, index) => ({ row, lineNumber: index + 2 }))
    .filter(({ row }) => row.trim() !== '')
    .map(({ row, lineNumber }) => readRow(row, lineNumber, byteOrder))
    .filter(({ localPort }) => localPort > 0 && localPort <= MAX_PORT);
}

function readRow(row: string, lineNumber: number, byteOrder: ByteOrder): KernelSocket {
  const [, local = '', localPort = '', remote = '', remotePort = '', state = '', userId, inode] =
    ROW.exec(row) ?? [];
  const stateNumber = Number.parseInt(state, 16);
  const isKnown = stateNumber >= 1 && stateNumber <= LAST_STATE && local.length === remote.length;
  if (!isKnown) throw new UnrecognizedOutputError(WHAT, lineNumber, row);
  return {
    localAddress: readAddress(local, byteOrder),
    localPort: Number.parseInt(localPort, 16),
    remoteAddress: readAddress(remote, byteOrder),
    remotePort: Number.parseInt(remotePort, 16),
    state: stateNumber,
    userId: Number(userId),
    inode: Number(inode),
  };
}

/** Words of 32 bits, each printed as a number of the machine: its bytes are those of the network in the machine's order. */
function readAddress(digits: string, byteOrder: ByteOrder): string {
  const bytes = (digits.match(/.{8}/g) ?? []).flatMap((word) => {
    const inOrder = (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
    return byteOrder === 'LE' ? inOrder.reverse() : inOrder;
  });
  return bytes.length === 4 ? formatIpv4(bytes) : formatIpv6(bytes);
}
