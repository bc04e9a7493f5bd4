import type { Command } from '../host/command.ts';
import type { SocketInUse } from '../host/questions.ts';
import { MAX_PORT, type Protocol } from '../ports/port-range.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/** Every tcp and udp socket with its process, unresolved. */
export function showSockets(): Command {
  return { file: 'netstat.exe', args: ['-ano'], effect: 'read' };
}

const WHAT = 'the sockets of netstat';
/** Protocol, local address, foreign address, the state in any language (udp has none), process. */
const ROW = /^\s*(TCP|UDP)\s+(\S+):(\d+)\s+(\S+):(\d+|\*)\s+(?:\S.*?\s+)?(\d+)\s*$/;
const ROW_START = /^\s*(?:TCP|UDP)\s/;
/** A heading over at least four columns, two blanks apart. */
const COLUMN_HEADINGS = /^\s*\S+(?: \S+)*(?:\s{2,}\S+(?: \S+)*){3,}\s*$/;

/**
 * Reads what `netstat -ano` prints. Its state words are translated, so a tcp socket listens when its foreign port is 0 or `*`.
 *
 * @returns Sockets in printed order; empty only below column headings.
 * @throws {@link UnrecognizedOutputError} for text that is no such table.
 */
export function parseSockets(stdout: string): SocketInUse[] {
  const lines = printedLines(stdout);
  const first = lines.findIndex((line) => ROW_START.test(line.text));
  const headings = first === -1 ? lines : lines.slice(0, first);
  if (first === -1 && !COLUMN_HEADINGS.test(headings.at(-1)?.text ?? ''))
    throw unrecognized(WHAT, headings[0]);
  return lines.slice(headings.length).map((line) => {
    const socket = readSocketRow(line.text);
    if (socket === undefined) throw unrecognized(WHAT, line);
    return socket;
  });
}

/** One row, or undefined when it is none or its port is outside 1-65535. */
export function readSocketRow(line: string): SocketInUse | undefined {
  const [, word, address, port, , foreignPort, process] = ROW.exec(line) ?? [];
  const localPort = Number(port);
  if (address === undefined || localPort < 1 || localPort > MAX_PORT) return undefined;
  const protocol = word === 'UDP' ? 'udp' : 'tcp';
  const isListening = foreignPort === '0' || foreignPort === '*';
  return {
    protocol,
    localAddress: address.replace(/^\[(.*)\]$/, '$1'),
    localPort,
    state: protocol === 'udp' ? 'bound' : isListening ? 'listening' : 'connected',
    processId: Number(process),
  };
}

/** RPC and SMB listen on every Windows: a list without both went through a filter. */
const ALWAYS_LISTENING = [135, 445];

/**
 * Whether a pasted list holds every socket of a protocol. netstat prints tcp before udp, and of each ipv4 before ipv6: tcp is whole
 * when udp follows it, udp when its ipv6 part was reached or the end was seen. A list of tcp alone may have been cut anywhere.
 *
 * @param isEndSeen - Whether the next command stands directly below the list.
 */
export function isListWhole(sockets: readonly SocketInUse[], protocol: Protocol, isEndSeen = false): boolean {
  const isFiltered = !ALWAYS_LISTENING.every((port) =>
    sockets.some(({ localPort, state }) => localPort === port && state === 'listening'),
  );
  const last = sockets.at(-1);
  if (isFiltered || last?.protocol !== 'udp') return false;
  return protocol === 'tcp' || isEndSeen || last.localAddress.includes(':');
}
