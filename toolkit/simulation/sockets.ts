import { contains, type Protocol } from '../ports/port-range.ts';
import { gaps } from '../ports/port-set.ts';
import { getDynamicRange } from './dynamic-range.ts';
import type { MachineState, SimulatedSocket } from './machine-state.ts';
import { occupiedPorts } from './obstacles.ts';
import { nextBelow } from './random.ts';
import { WIN32 } from './win32-error.ts';

/** Whom processes run as unless said otherwise. */
export const DEFAULT_USER = 'user';

export interface BindRequest {
  readonly protocol: Protocol;
  /** `0.0.0.0` and `::` are the wildcards; each of its own family (Windows' default is IPV6_V6ONLY). */
  readonly address: string;
  /** 0 lets the machine choose. */
  readonly port: number;
  readonly options?: SimulatedSocket['options'];
  /** @defaultValue {@link DEFAULT_USER} */
  readonly user?: string;
}

export interface BindResult {
  /** 0; 10013 WSAEACCES; 10048 WSAEADDRINUSE; 10055 when no ephemeral port is left. */
  readonly socketError: number;
  /** The port that was bound; the one that was asked for when it failed. */
  readonly port: number;
}

type Shape = `${SimulatedSocket['options']} ${'wildcard' | 'specific'}`;
type Verdict = 'ok' | 'in-use' | 'denied';

const COLUMNS: readonly Shape[] = [
  'default wildcard',
  'default specific',
  'reuse wildcard',
  'reuse specific',
  'exclusive wildcard',
  'exclusive specific',
];
const LETTERS: Readonly<Record<string, Verdict>> = { '.': 'ok', U: 'in-use', A: 'denied' };

/** "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE", Server 2003 and later. Rows: who is there; letters: COLUMNS. */
const SAME_USER: Readonly<Record<Shape, string>> = {
  'default wildcard': 'U.A.U.',
  'default specific': '.U.AUU',
  'reuse wildcard': 'U...U.',
  'reuse specific': '.U..UU',
  'exclusive wildcard': 'UAAAUA',
  'exclusive specific': '.U.AUU',
};

/** The same page, "different user accounts": only these rows differ. */
const OTHER_USER: Readonly<Partial<Record<Shape, string>>> = {
  'default wildcard': 'UAAAUA',
  'reuse wildcard': 'UA..UA',
};

function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}

function shapeOf(options: SimulatedSocket['options'], address: string): Shape {
  return `${options} ${isWildcard(address) ? 'wildcard' : 'specific'}`;
}

/** What a second bind meets in a socket of the same protocol and port. */
function meet(first: SimulatedSocket, request: Required<BindRequest>): Verdict {
  if (isIpv6(first.localAddress) !== isIpv6(request.address)) return 'ok';
  const bothSpecific = !isWildcard(first.localAddress) && !isWildcard(request.address);
  if (bothSpecific && first.localAddress !== request.address) return 'ok';
  const row = shapeOf(first.options, first.localAddress);
  const letters = (first.user === request.user ? undefined : OTHER_USER[row]) ?? SAME_USER[row];
  return LETTERS[letters.charAt(COLUMNS.indexOf(shapeOf(request.options, request.address)))] ?? 'in-use';
}

/**
 * What a reservation answers. A `*` row lets everybody in; every other row lets in nobody but its owner (KB812873, SDK).
 * A port in WSL's mirrored block answers 10048 over udp (WSL#12228).
 */
function askReservations(machine: MachineState, { protocol, port }: BindRequest): number {
  const entry = machine.ranges[protocol].find((candidate) => candidate.active && contains(candidate, port));
  if (!entry || entry.kind === 'administered') return WIN32.success;
  return entry.owner === 'wsl-mirrored' && protocol === 'udp' ? WIN32.addressInUse : WIN32.accessForbidden;
}

/**
 * Tries a bind and leaves nothing behind.
 *
 * Reservations answer before sockets do. Of several sockets in the way, one that denies wins. Guess: the order of both.
 */
export function probeBind(machine: MachineState, request: BindRequest): BindResult {
  const { protocol, port } = request;
  if (port === 0) {
    const chosen = pickEphemeralPort(machine, protocol);
    return chosen === undefined
      ? { socketError: WIN32.noBufferSpace, port }
      : { socketError: WIN32.success, port: chosen };
  }
  const reserved = askReservations(machine, request);
  if (reserved !== WIN32.success) return { socketError: reserved, port };
  const complete = { options: 'default', user: DEFAULT_USER, ...request } as const;
  const verdicts = machine.sockets
    .filter((socket) => socket.protocol === protocol && socket.localPort === port)
    .map((socket) => meet(socket, complete));
  if (verdicts.includes('denied')) return { socketError: WIN32.accessForbidden, port };
  return { socketError: verdicts.includes('in-use') ? WIN32.addressInUse : WIN32.success, port };
}

/** Binds for a process; tcp then listens. The socket stays until {@link closeSockets}. */
export function bindSocket(
  machine: MachineState,
  request: BindRequest & { readonly processId: number },
): BindResult {
  const result = probeBind(machine, request);
  if (result.socketError !== WIN32.success) return result;
  machine.sockets.push({
    protocol: request.protocol,
    localAddress: request.address,
    localPort: result.port,
    state: request.protocol === 'tcp' ? 'listening' : 'bound',
    processId: request.processId,
    options: request.options ?? 'default',
    user: request.user ?? DEFAULT_USER,
  });
  return result;
}

/** Opens a tcp client connection from a port of the machine's choosing. @returns The port, or undefined when none is left. */
export function connectSocket(
  machine: MachineState,
  localAddress: string,
  processId: number,
): number | undefined {
  const localPort = pickEphemeralPort(machine, 'tcp');
  if (localPort === undefined) return undefined;
  machine.sockets.push({
    protocol: 'tcp',
    localAddress,
    localPort,
    state: 'connected',
    processId,
    options: 'default',
    user: DEFAULT_USER,
  });
  return localPort;
}

/** Closes what a process has open; with `only`, those sockets of it. */
export function closeSockets(
  machine: MachineState,
  processId: number,
  only: (socket: SimulatedSocket) => boolean = () => true,
): void {
  machine.sockets = machine.sockets.filter((socket) => socket.processId !== processId || !only(socket));
}

/**
 * Picks a port for port 0 or a connection: any of the dynamic range that is neither listed nor in use.
 *
 * @returns Undefined when there is none.
 */
export function pickEphemeralPort(machine: MachineState, protocol: Protocol): number | undefined {
  const stretches = gaps(occupiedPorts(machine, protocol), getDynamicRange(machine, 'ipv4', protocol));
  const free = stretches.reduce((sum, gap) => sum + gap.numberOfPorts, 0);
  if (free === 0) return undefined;
  let left = nextBelow(machine, free);
  for (const gap of stretches) {
    if (left < gap.numberOfPorts) return gap.startPort + left;
    left -= gap.numberOfPorts;
  }
  return undefined;
}

/** Whether a tcp connection from this machine to the address and port is accepted. */
export function answersConnect(machine: MachineState, address: string, port: number): boolean {
  return machine.sockets.some(
    (socket) =>
      socket.state === 'listening' &&
      socket.localPort === port &&
      isIpv6(socket.localAddress) === isIpv6(address) &&
      (isWildcard(socket.localAddress) || isWildcard(address) || socket.localAddress === address),
  );
}
