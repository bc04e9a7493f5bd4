import type { AskedPort } from './asked-port.ts';
import { sourcesOf } from './port-source.ts';
import type { BindProbe, Snapshot } from './snapshot.ts';

const IPV4_WILDCARD = '0.0.0.0';
const IPV6_WILDCARD = '::';
/** What is bound besides the address of the question, to see whether a wildcard socket keeps single addresses to itself. */
export const LOOPBACK = '127.0.0.1';

const WILDCARDS: ReadonlySet<string> = new Set([IPV4_WILDCARD, IPV6_WILDCARD, '[::]', '*']);

/** Whether a local address stands for every address of the machine. */
export function isWildcard(address: string): boolean {
  return WILDCARDS.has(address);
}

/**
 * The addresses on which a port is to be bound, by whoever names it: the wildcards of both families where nobody names one.
 *
 * @returns At least one, each once.
 */
export function addressesOf(asked: AskedPort): readonly string[] {
  return [...new Set(sourcesOf(asked).flatMap(({ address }) => addressesNamed(address)))];
}

const EVERY = [IPV4_WILDCARD, IPV6_WILDCARD];
const BYTE = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);
const IPV6 = /^(?=.*:.*:)[0-9a-f:.]{2,45}$/i;

/** `::` is asked for by programs that serve both families; a name other than localhost may be any address. */
function addressesNamed(address = ''): readonly string[] {
  if (address === 'localhost') return [LOOPBACK, '::1'];
  if (address === IPV6_WILDCARD) return EVERY;
  return IPV4.test(address) || IPV6.test(address) ? [address] : EVERY;
}

/** What binding for a moment showed of one port. */
export interface ProbeFacts {
  /** On an address of the question. */
  readonly refused: BindProbe | undefined;
  /** Every address of the question could be bound: only that shows that the port is free for whoever asks. */
  readonly bound: BindProbe | undefined;
  /** The wildcard of ipv4 could be bound, whatever else was refused. */
  readonly isIpv4Free: boolean;
  /** A single address is denied (10013) as well, which a socket of everybody’s own on the wildcard does not do. */
  readonly guarded: BindProbe | undefined;
}

/** WSAEACCES: what a reserved block answers. */
export const WSAEACCES = 10013;
/** WSAEADDRINUSE: what a socket of another program answers. */
export const WSAEADDRINUSE = 10048;
/** WSAEADDRNOTAVAIL: this machine has no such address. */
export const WSAEADDRNOTAVAIL = 10049;
/** WSAEAFNOSUPPORT: no such family, where ipv6 is off. */
const WSAEAFNOSUPPORT = 10047;

/** Sorts out what was tried for one port. Pure. */
export function probeFacts({ probes }: Pick<Snapshot, 'probes'>, asked: AskedPort): ProbeFacts {
  const tried = probes.filter(({ port, protocol }) => port === asked.port && protocol === asked.protocol);
  const addresses = addressesOf(asked);
  const at = (address: string) => tried.find((probe) => probe.address === address);
  const answers = addresses.flatMap((address) => at(address) ?? []);
  const refused = answers.find(isRefusal);
  // A machine without ipv6 has nothing to bind there, and a long list of ports is tried on ipv4 only.
  const isBound = addresses.every((address) => isOfIpv6Alone(address, addresses) || isSuccess(at(address)));
  return {
    refused,
    bound: refused === undefined && isBound ? answers.find(isSuccess) : undefined,
    isIpv4Free: isSuccess(at(IPV4_WILDCARD)),
    guarded: tried.find(({ address, socketError }) => socketError === WSAEACCES && !isWildcard(address)),
  };
}

/** Whether an answer says that the port cannot be bound, and not that this machine has no ipv6. */
export function isRefusal({ address, socketError }: BindProbe): boolean {
  const isWithoutIpv6 = socketError === WSAEAFNOSUPPORT || socketError === WSAEADDRNOTAVAIL;
  const isGeneral = address === IPV6_WILDCARD || address === '::1';
  return socketError !== 0 && !(isGeneral && isWithoutIpv6);
}

function isSuccess(probe: BindProbe | undefined): boolean {
  return probe?.socketError === 0;
}

function isOfIpv6Alone(address: string, addresses: readonly string[]): boolean {
  return address.includes(':') && addresses.some((other) => !other.includes(':'));
}
