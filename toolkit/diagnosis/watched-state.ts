import type { SocketInUse } from '../host/questions.ts';
import { contains, type PortRange, type Protocol } from '../ports/port-range.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { ServiceState } from '../windows/service.ts';
import type { AskedPort } from './asked-port.ts';

/** Why something could not be read this time. */
export interface ReadFailure {
  /** An error code of the toolkit. */
  readonly code: string;
  readonly message: string;
}

/** One thing that is looked at: what it was when it was last read, and why it could not be read now. */
export interface WatchedPart<Value> {
  /** Undefined where it was never read. */
  readonly value: Value | undefined;
  readonly failure?: ReadFailure;
}

/** What a watch knows after one round. A protocol that is not watched is missing. */
export interface WatchedState {
  readonly tables: Readonly<Partial<Record<Protocol, WatchedPart<readonly ExcludedPortRange[]>>>>;
  readonly dynamicRanges: Readonly<Partial<Record<Protocol, WatchedPart<PortRange>>>>;
  readonly winnat: WatchedPart<ServiceState>;
  /** Looked at only where ports are watched. */
  readonly sockets?: WatchedPart<readonly SocketInUse[]>;
}

/**
 * `held` by a program · `blocked` by a row without a star · `excluded` by an administered row, so that a program that asks for
 * it gets it · `free` of all of these · `unknown` where any of them could not be read.
 */
export const WATCHED_PORT_STATES = ['free', 'excluded', 'blocked', 'held', 'unknown'] as const;
export type WatchedPortState = (typeof WATCHED_PORT_STATES)[number];

export interface WatchedPort extends AskedPort {
  readonly state: WatchedPortState;
  /** The row that holds it; only with `blocked` and `excluded`. */
  readonly row?: PortRange;
  /** Who serves it, for a person; only with `held`. */
  readonly holder?: string;
}

/**
 * Says how one port stands. Pure; never free while a table or the sockets are unread.
 *
 * Linux says whose a connection is, and one that somebody has keeps a server from its local port.
 */
export function watchedPort({ tables, sockets }: WatchedState, { port, protocol }: AskedPort): WatchedPort {
  const table = readable(tables[protocol]);
  const open = sockets && readable(sockets);
  if (table === undefined) return { port, protocol, state: 'unknown' };
  const here = open?.filter((socket) => socket.protocol === protocol && socket.localPort === port);
  const listener =
    here?.find(({ state }) => state !== 'connected') ?? here?.find((client) => client.userId !== undefined);
  if (listener !== undefined) return { port, protocol, state: 'held', holder: holderText(listener) };
  const row = table.find((range) => contains(range, port));
  if (row !== undefined) {
    const { startPort, numberOfPorts, administered } = row;
    const state = administered ? 'excluded' : 'blocked';
    return { port, protocol, state, row: { startPort, numberOfPorts } };
  }
  return { port, protocol, state: open === undefined ? 'unknown' : 'free' };
}

function readable<Value>(part: WatchedPart<Value> | undefined): Value | undefined {
  return part?.failure === undefined ? part?.value : undefined;
}

function holderText({ processId, processName }: SocketInUse): string {
  return processName === undefined ? `process ${processId}` : `${processName} (process ${processId})`;
}
