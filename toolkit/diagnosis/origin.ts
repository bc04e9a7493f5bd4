import type { PortRange } from '../ports/port-range.ts';
import { type BlockOrigin, blockOrigin } from '../windows/block-origin.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';

export type Confidence = 'high' | 'medium' | 'low';

/** Who took a range. netsh does not say it; size, place and neighbours do. */
export type Origin = BlockOrigin | 'windows-container';

export interface RangeOrigin {
  readonly origin: Origin;
  readonly confidence: Confidence;
  /** A clause that follows "because". */
  readonly why: string;
}

/** What an origin is judged by, besides the range itself. */
export interface OriginContext {
  /** The whole table of the protocol, the range included. */
  readonly table: readonly ExcludedPortRange[];
  /** The dynamic port range of the protocol, where it was read. */
  readonly dynamic?: PortRange | undefined;
  /** The persistent store of the protocol, where it was read. */
  readonly persistent?: readonly ExcludedPortRange[] | undefined;
  /** Whether Docker's engine runs Windows containers. */
  readonly windowsContainers?: boolean;
  /** Whether a running container publishes the range's first port. */
  readonly isPublished?: boolean;
  /** Ports of URLs that are registered with http.sys, where they were listed. */
  readonly registeredPorts?: readonly number[] | undefined;
}

const WINNAT_BLOCK = 100;

/** Judges who took one range of an exclusion table. Pure; never certain about what only size suggests. */
export function rangeOrigin(range: ExcludedPortRange, context: OriginContext): RangeOrigin {
  const origin = blockOrigin(range, context.persistent);
  const isSingle = range.numberOfPorts === 1 && !range.administered;
  if (isSingle && context.registeredPorts?.includes(range.startPort)) {
    return { origin: 'http.sys', confidence: 'high', why: 'a URL of this very port is registered with it' };
  }
  switch (origin) {
    case 'winnat':
      return winnatOrigin(range, context);
    case 'unknown':
      return unknownOrigin(range, context);
    default:
      return { origin, ...FIXED[origin] };
  }
}

const FIXED: Readonly<
  Record<Exclude<BlockOrigin, 'winnat' | 'unknown'>, { confidence: Confidence; why: string }>
> = {
  administered: { confidence: 'high', why: 'netsh marks it with a star' },
  hns: { confidence: 'high', why: 'the Host Network Service always excludes exactly 50000-50059 for itself' },
  'hns-load-balancer': {
    confidence: 'medium',
    why: 'the Host Network Service takes blocks of 64 ports for load balancers',
  },
  'http.sys': { confidence: 'medium', why: 'Windows’ own web server layer is known to take this very port' },
  // Guess: that netsh lists this block at all; public reports say that the ports are taken silently.
  'wsl-mirrored': {
    confidence: 'medium',
    why: 'mirrored networking of WSL takes one block of 4096 ports',
  },
  'persistent-reservation': {
    confidence: 'high',
    why: 'the persistent store holds it without a star: some program reserved it for good',
  },
};

function winnatOrigin(range: ExcludedPortRange, { table, dynamic }: OriginContext): RangeOrigin {
  const size = range.numberOfPorts;
  const alike = table.filter((other) => !other.administered && other.numberOfPorts === size).length;
  const blocks =
    alike > 1 ? `it is one of ${alike} blocks of exactly ${size} ports` : `it is exactly ${size} ports`;
  if (size !== WINNAT_BLOCK) {
    return {
      origin: 'winnat',
      confidence: alike > 1 ? 'medium' : 'low',
      why: `${blocks}, as early Windows 10 took them`,
    };
  }
  if (dynamic === undefined)
    return { origin: 'winnat', confidence: alike > 1 ? 'high' : 'medium', why: blocks };
  return isInside(range, dynamic)
    ? { origin: 'winnat', confidence: 'high', why: `${blocks}, inside the dynamic port range` }
    : {
        origin: 'winnat',
        confidence: 'medium',
        why: `${blocks}; it lies outside the dynamic port range, so it was taken before that range was changed`,
      };
}

function unknownOrigin({ numberOfPorts }: PortRange, context: OriginContext): RangeOrigin {
  if (numberOfPorts === 1 && context.isPublished === true) {
    return {
      origin: 'windows-container',
      confidence: 'medium',
      why: 'a running container publishes it, and only Windows containers show as a block of one port',
    };
  }
  if (numberOfPorts === 1 && context.windowsContainers === true) {
    return {
      origin: 'windows-container',
      confidence: 'low',
      why: 'a published port of a Windows container shows as a block of one port',
    };
  }
  const why =
    numberOfPorts === 1
      ? 'http.sys, a reservation of some program and a Windows container all look like this'
      : `no part of Windows is known to take ${numberOfPorts} ports at once`;
  return { origin: 'unknown', confidence: 'low', why };
}

function isInside(inner: PortRange, outer: PortRange): boolean {
  return (
    inner.startPort >= outer.startPort &&
    inner.startPort + inner.numberOfPorts <= outer.startPort + outer.numberOfPorts
  );
}
