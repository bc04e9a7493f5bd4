import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { endianness } from 'node:os';
import { basename } from 'node:path';
import { type KernelSocket, parseSocketTable, SOCKET_TABLES, TCP_LISTEN } from '../linux/socket-table.ts';
import type { Protocol } from '../ports/port-range.ts';
import type { SocketInUse } from './questions.ts';
import { readTextFile } from './text-file.ts';

/** Who holds a socket. */
interface Owner {
  readonly processId: number;
  readonly processName: string;
}

/**
 * Lists every socket that occupies a local port in this network namespace, as the kernel itself shows them.
 *
 * A socket of another person's process is listed without its process, which only root may see: `processId` is 0 then, and
 * `userId` says whose it is.
 *
 * @throws ToolkitError `host.file-failed`, `host.unrecognised-output`
 */
export async function readLinuxSockets(): Promise<SocketInUse[]> {
  const tables = await Promise.all(
    SOCKET_TABLES.map(async ({ path, protocol }) => {
      const text = await readTextFile(path);
      return text === undefined ? [] : parseSocketTable(text, endianness()).map((row) => ({ protocol, row }));
    }),
  );
  const rows = tables.flat();
  const owners = findOwners(new Set(rows.map(({ row }) => row.inode).filter((inode) => inode !== 0)));
  return rows.map(({ protocol, row }) => describe(protocol, row, owners.get(row.inode)));
}

function describe(protocol: Protocol, row: KernelSocket, owner: Owner | undefined): SocketInUse {
  const { localAddress, localPort, remoteAddress, remotePort, userId, inode } = row;
  return {
    protocol,
    localAddress,
    localPort,
    state: stateOf(protocol, row),
    ...(owner ?? { processId: 0 }),
    ...(remotePort !== 0 && { remoteAddress, remotePort }),
    ...(inode !== 0 && { userId }),
  };
}

function stateOf(protocol: Protocol, { state, remotePort }: KernelSocket): SocketInUse['state'] {
  if (protocol === 'udp') return remotePort === 0 ? 'bound' : 'connected';
  return state === TCP_LISTEN ? 'listening' : 'connected';
}

const SOCKET_LINK = /^socket:\[(\d+)\]$/;

/** Looks through the open files of every process that may be looked at, until all sockets have an owner. */
function findOwners(wanted: Set<number>): ReadonlyMap<number, Owner> {
  const owners = new Map<number, Owner>();
  for (const processId of readdirOrNone('/proc').filter((name) => /^\d+$/.test(name))) {
    if (wanted.size === 0) break;
    for (const file of readdirOrNone(`/proc/${processId}/fd`)) {
      const inode = Number(SOCKET_LINK.exec(linkOrNone(`/proc/${processId}/fd/${file}`))?.[1]);
      if (!wanted.delete(inode)) continue;
      owners.set(inode, { processId: Number(processId), processName: processNameOf(processId) });
    }
  }
  return owners;
}

/** The name that ps and ss print, but for a program that gives its first thread a name that says nothing. */
function processNameOf(processId: string): string {
  const name = textOrNone(`/proc/${processId}/comm`).trim();
  const isThread = /^(node-)?MainThread$/.test(name);
  return printable((isThread && basename(linkOrNone(`/proc/${processId}/exe`))) || name);
}

/** Any process may name itself, in signs that a terminal obeys as well, and root may be the one who reads them. */
function printable(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}

// A process may end, or belong to somebody else: what cannot be looked at has nothing to show.
function readdirOrNone(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function linkOrNone(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function textOrNone(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
