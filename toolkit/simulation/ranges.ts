import {
  contains,
  endPort,
  isSameRange,
  MAX_PORT,
  overlaps,
  type PortRange,
  PROTOCOLS,
  type Protocol,
} from '../ports/port-range.ts';
import type { MachineState, ReservedRange } from './machine-state.ts';
import { WIN32 } from './win32-error.ts';

export { endPort } from '../ports/port-range.ts';

export type Store = 'active' | 'persistent';

function isPortRange({ startPort, numberOfPorts }: PortRange): boolean {
  return (
    Number.isInteger(startPort) &&
    Number.isInteger(numberOfPorts) &&
    startPort >= 1 &&
    numberOfPorts >= 1 &&
    endPort({ startPort, numberOfPorts }) <= MAX_PORT
  );
}

/** Whether an open socket (listening, bound or connected) or any active entry lies in the range. */
function isOccupied(machine: MachineState, protocol: Protocol, range: PortRange): boolean {
  return (
    machine.ranges[protocol].some((entry) => entry.active && overlaps(entry, range)) ||
    machine.sockets.some((socket) => socket.protocol === protocol && contains(range, socket.localPort))
  );
}

/** Puts an entry in its place: the list is ascending and never merged, as netsh prints it. */
export function insertRange(machine: MachineState, protocol: Protocol, entry: ReservedRange): void {
  const list = machine.ranges[protocol];
  const index = list.findIndex((other) => other.startPort > entry.startPort);
  list.splice(index === -1 ? list.length : index, 0, entry);
}

/** Drops the active entries of one owner: a driver that stops, a socket that closes. */
export function dropRuntimeRanges(machine: MachineState, owner: string): void {
  for (const protocol of PROTOCOLS) {
    machine.ranges[protocol] = machine.ranges[protocol].filter(
      (entry) => entry.kind !== 'runtime' || entry.owner !== owner,
    );
  }
}

/**
 * What `netsh interface ipv4|ipv6 show excludedportrange` lists; the list is one for both families.
 *
 * @returns Ascending, adjacent ranges not merged. `kind === 'administered'` is the `*`.
 */
export function listRanges(
  machine: MachineState,
  protocol: Protocol,
  store: Store,
): readonly ReservedRange[] {
  const { listsWslMirroredBlock, persistentStoreListsReservations } = machine.switches;
  return machine.ranges[protocol].filter((entry) => {
    if (entry.owner === 'wsl-mirrored' && !listsWslMirroredBlock) return false;
    if (store === 'active') return entry.active;
    return entry.persistent && (entry.kind === 'administered' || persistentStoreListsReservations);
  });
}

/**
 * `netsh ... add excludedportrange`. `persistent` changes the live stack too.
 *
 * @returns 0; 740 not elevated; 87 not a range within 1..65535; 32 when the range overlaps any entry, starred or not, or a
 *   port in it is in use, be it as the local end of a client connection (netsh-doc, sql-docs#8145).
 */
export function addExclusion(
  machine: MachineState,
  protocol: Protocol,
  range: PortRange,
  store: Store = 'persistent',
): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  if (!isPortRange(range)) return WIN32.invalidParameter;
  if (isOccupied(machine, protocol, range)) return WIN32.sharingViolation;
  const stored = machine.ranges[protocol].filter((entry) => entry.persistent && overlaps(entry, range));
  if (store === 'persistent' && stored.length > 0) return WIN32.sharingViolation;
  const hidden = stored.find((entry) => entry.kind === 'administered' && isSameRange(entry, range));
  if (hidden) {
    replaceRange(machine, protocol, hidden, { ...hidden, active: true });
    return WIN32.success;
  }
  const { startPort, numberOfPorts } = range;
  insertRange(machine, protocol, {
    startPort,
    numberOfPorts,
    kind: 'administered',
    owner: 'user',
    active: true,
    persistent: store === 'persistent',
  });
  return WIN32.success;
}

/**
 * `netsh ... delete excludedportrange`: start port and number of ports must be exactly those of the exclusion.
 *
 * @returns 0; 740 not elevated; 87; 5 for a row that nobody administers (winnat, http.sys, reservations); otherwise the
 *   switch `deleteNotFoundError`.
 */
export function deleteExclusion(
  machine: MachineState,
  protocol: Protocol,
  range: PortRange,
  store: Store = 'persistent',
): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  if (!isPortRange(range)) return WIN32.invalidParameter;
  const notFound = machine.switches.deleteNotFoundError;
  const exact = machine.ranges[protocol].filter((entry) => isSameRange(entry, range));
  const entry = exact.find((candidate) => candidate.kind === 'administered' && isIn(candidate, store));
  if (!entry) return exact.some((other) => other.kind !== 'administered') ? WIN32.accessDenied : notFound;
  if (store === 'active' && entry.persistent) {
    if (!machine.switches.activeDeleteHidesPersistent) return notFound;
    replaceRange(machine, protocol, entry, { ...entry, active: false });
    return WIN32.success;
  }
  replaceRange(machine, protocol, entry);
  return WIN32.success;
}

/** Guess: a persistent delete finds an exclusion that is only active, since it changes the live stack as well. */
function isIn(entry: ReservedRange, store: Store): boolean {
  return store === 'persistent' || entry.active;
}

/**
 * `CreatePersistentTcpPortReservation` and its UDP twin.
 *
 * @returns 0; 5 not elevated; 87; 32 when a port is in use or the range overlaps another entry.
 */
export function reservePorts(machine: MachineState, protocol: Protocol, range: PortRange): number {
  if (!machine.elevated) return WIN32.accessDenied;
  if (!isPortRange(range)) return WIN32.invalidParameter;
  const stored = machine.ranges[protocol].some((entry) => entry.persistent && overlaps(entry, range));
  if (stored || isOccupied(machine, protocol, range)) return WIN32.sharingViolation;
  const { startPort, numberOfPorts } = range;
  insertRange(machine, protocol, {
    startPort,
    numberOfPorts,
    kind: 'persistent-reservation',
    owner: 'reservation',
    active: true,
    persistent: true,
  });
  return WIN32.success;
}

/** `DeletePersistentTcpPortReservation` and its UDP twin. @returns 0; 5 not elevated; 87; 1168 no such reservation. */
export function releasePorts(machine: MachineState, protocol: Protocol, range: PortRange): number {
  if (!machine.elevated) return WIN32.accessDenied;
  if (!isPortRange(range)) return WIN32.invalidParameter;
  const entry = machine.ranges[protocol].find(
    (candidate) => candidate.kind === 'persistent-reservation' && isSameRange(candidate, range),
  );
  if (!entry) return WIN32.notFound;
  replaceRange(machine, protocol, entry);
  return WIN32.success;
}

function replaceRange(
  machine: MachineState,
  protocol: Protocol,
  old: ReservedRange,
  ...replacement: ReservedRange[]
): void {
  machine.ranges[protocol] = machine.ranges[protocol].flatMap((entry) =>
    entry === old ? replacement : [entry],
  );
}
