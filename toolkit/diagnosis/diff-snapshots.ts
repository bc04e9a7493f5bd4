import { isSameRange, type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { ServiceState } from '../windows/service.ts';
import { type AskedPort, formatAskedPort } from './asked-port.ts';
import {
  type ReadFailure,
  type WatchedPart,
  type WatchedPort,
  type WatchedState,
  watchedPort,
} from './watched-state.ts';

/** One change between two looks at a machine. */
export type WatchEvent =
  /** What is watched, as it stands: the first event, and no change. */
  | {
      readonly kind: 'watching';
      readonly ports: readonly WatchedPort[];
      readonly dynamicRanges: readonly (PortRange & { readonly protocol: Protocol })[];
      readonly winnat?: ServiceState;
    }
  | { readonly kind: 'port'; readonly from: WatchedPort; readonly to: WatchedPort }
  /** Rows without a star came, went, or both: then they were drawn anew. */
  | {
      readonly kind: 'blocks';
      readonly protocol: Protocol;
      readonly added: readonly PortRange[];
      readonly removed: readonly PortRange[];
    }
  /** Administered rows came or went. */
  | {
      readonly kind: 'exclusions';
      readonly protocol: Protocol;
      readonly added: readonly PortRange[];
      readonly removed: readonly PortRange[];
    }
  | {
      readonly kind: 'dynamic-range';
      readonly protocol: Protocol;
      readonly from: PortRange;
      readonly to: PortRange;
    }
  | { readonly kind: 'winnat'; readonly from: ServiceState; readonly to: ServiceState }
  | ({ readonly kind: 'unreadable'; readonly what: string } & ReadFailure)
  | { readonly kind: 'readable'; readonly what: string };

/**
 * Says what changed between two rounds: what can no longer be read first, the watched ports last. Pure.
 *
 * A part that could not be read is compared by what it last was, so that nothing unread looks as if it were gone.
 *
 * @param before - Undefined for the first round.
 */
export function diffSnapshots(
  before: WatchedState | undefined,
  after: WatchedState,
  ports: readonly AskedPort[],
): WatchEvent[] {
  if (before === undefined) return [...readingEvents(undefined, after), watching(after, ports)];
  return [
    ...readingEvents(before, after),
    ...PROTOCOLS.flatMap((protocol) => [
      ...rangeEvents(before, after, protocol),
      ...rowEvents(before, after, protocol),
    ]),
    ...winnatEvents(before.winnat.value, after.winnat.value),
    ...ports.flatMap((port) => portEvents(watchedPort(before, port), watchedPort(after, port))),
  ];
}

function watching(state: WatchedState, ports: readonly AskedPort[]): WatchEvent {
  const dynamicRanges = PROTOCOLS.flatMap((protocol) => {
    const range = state.dynamicRanges[protocol]?.value;
    return range === undefined ? [] : [{ protocol, ...range }];
  });
  return {
    kind: 'watching',
    ports: ports.map((port) => watchedPort(state, port)),
    dynamicRanges,
    ...(state.winnat.value && { winnat: state.winnat.value }),
  };
}

/** Every part by its name for a person. */
function partsOf(state: WatchedState | undefined): ReadonlyMap<string, WatchedPart<unknown>> {
  if (state === undefined) return new Map();
  const ofProtocol = PROTOCOLS.flatMap((protocol) => [
    [`excluded port ranges ${protocol}`, state.tables[protocol]] as const,
    [`dynamic port range ${protocol}`, state.dynamicRanges[protocol]] as const,
  ]);
  const parts = [
    ...ofProtocol,
    ['the service winnat', state.winnat] as const,
    ['sockets in use', state.sockets] as const,
  ];
  return new Map(parts.flatMap(([what, part]) => (part === undefined ? [] : [[what, part]])));
}

function readingEvents(before: WatchedState | undefined, after: WatchedState): WatchEvent[] {
  const earlier = partsOf(before);
  return [...partsOf(after)].flatMap(([what, { failure }]): WatchEvent[] => {
    const hadFailed = earlier.get(what)?.failure !== undefined;
    if (failure !== undefined) return hadFailed ? [] : [{ kind: 'unreadable', what, ...failure }];
    return hadFailed ? [{ kind: 'readable', what }] : [];
  });
}

function rangeEvents(before: WatchedState, after: WatchedState, protocol: Protocol): WatchEvent[] {
  const from = before.dynamicRanges[protocol]?.value;
  const to = after.dynamicRanges[protocol]?.value;
  if (from === undefined || to === undefined || isSameRange(from, to)) return [];
  return [{ kind: 'dynamic-range', protocol, from, to }];
}

function rowEvents(before: WatchedState, after: WatchedState, protocol: Protocol): WatchEvent[] {
  const from = before.tables[protocol]?.value;
  const to = after.tables[protocol]?.value;
  if (from === undefined || to === undefined) return [];
  return ([false, true] as const).flatMap((administered) => {
    const added = rowsNotIn(from, to, administered);
    const removed = rowsNotIn(to, from, administered);
    const kind = administered ? 'exclusions' : 'blocks';
    return added.length + removed.length === 0 ? [] : [{ kind, protocol, added, removed } as const];
  });
}

/** Rows of `rows` with that mark that are no such rows of `others`, in the order of the table. */
function rowsNotIn(
  others: readonly ExcludedPortRange[],
  rows: readonly ExcludedPortRange[],
  administered: boolean,
): PortRange[] {
  const key = ({ startPort, numberOfPorts }: PortRange) => `${startPort}+${numberOfPorts}`;
  const known = new Set(others.filter((row) => row.administered === administered).map(key));
  return rows
    .filter((row) => row.administered === administered && !known.has(key(row)))
    .map(({ startPort, numberOfPorts }) => ({ startPort, numberOfPorts }));
}

function winnatEvents(from: ServiceState | undefined, to: ServiceState | undefined): WatchEvent[] {
  return from === undefined || to === undefined || from === to ? [] : [{ kind: 'winnat', from, to }];
}

function portEvents(from: WatchedPort, to: WatchedPort): WatchEvent[] {
  return shown(from) === shown(to) ? [] : [{ kind: 'port', from, to }];
}

/** A port that stays blocked by another row has not changed for whoever wants it; another holder is news. */
function shown(port: WatchedPort): string {
  return `${formatAskedPort(port)} ${port.state} ${port.holder ?? ''}`;
}
