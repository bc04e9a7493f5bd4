import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { formatPortRange, type PortRange, type Protocol } from '../ports/port-range.ts';
import { intersectRanges } from '../ports/port-set.ts';
import type { AnyStep, Bracket } from '../scenario/step.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import { isReservedBlock } from './port-target.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';

export interface ReservationState {
  /** Rows that touch the range already; with any of them the range cannot be reserved. */
  readonly inTheWay: readonly ExcludedPortRange[];
  /** Whether a block is there that shows the same. */
  readonly blockExists: boolean;
}

export interface ReservationOptions {
  readonly protocol: Protocol;
  readonly range: PortRange;
  /** Do without it where an un-starred block of somebody else's is there to show the same. @defaultValue false */
  readonly onlyWithoutBlock?: boolean;
}

const NOT_FOUND = 1168;

/**
 * Holds a persistent port reservation while the inner steps work, and releases it.
 *
 * CreatePersistentTcpPortReservation makes an un-starred row that refuses every explicit bind with 10013 (sdk-api
 * documentation), which an administered exclusion never does.
 */
export function withPersistentReservation(
  { protocol, range, onlyWithoutBlock }: ReservationOptions,
  steps: readonly AnyStep[],
): Bracket<ReservationState> {
  const what = `persistent reservation ${protocol} ${formatPortRange(range)}`;
  const rows = (host: Host) => readExcludedPortRanges(host, protocol, 'active');
  const isReserved = async (host: Host) => (await rows(host)).some((row) => isOwn(row, range));
  return {
    kind: 'bracket',
    id: `persistent-reservation-${protocol}`,
    title: `Hold a ${what}`,
    steps,
    async check(host) {
      const listed = await rows(host);
      const inTheWay = listed.filter((row) => intersectRanges([row], [range]).length > 0);
      return { inTheWay, blockExists: listed.some(isReservedBlock) };
    },
    isNeeded: ({ blockExists }) => !(onlyWithoutBlock === true && blockExists),
    changes: () => [{ action: 'cycle', what: `${what} reserve → release` }],
    refusal: ({ inTheWay }) =>
      inTheWay.length > 0
        ? {
            reason: `${protocol} ${inTheWay.map(formatPortRange).join(', ')} is excluded or reserved already`,
            remedy: 'use --method existing, or another --port',
          }
        : undefined,
    promises: () => [{ kind: 'no-excluded-port-range', protocol, ...span(range) }],
    async takeDown(host) {
      const { win32Error } = await host.ask('reserve-port', { protocol, ...span(range) });
      if (win32Error !== 0) throw failed(`cannot reserve ${protocol} ${formatPortRange(range)}`, win32Error);
    },
    isDown: isReserved,
    async bringBack(host) {
      const { win32Error } = await host.ask('release-port', { protocol, ...span(range) });
      if (win32Error !== 0 && win32Error !== NOT_FOUND) throw failed(`cannot release ${what}`, win32Error);
    },
    isBack: async (host) => !(await isReserved(host)),
  };
}

function isOwn(row: ExcludedPortRange, range: PortRange): boolean {
  return !row.administered && row.startPort === range.startPort && row.numberOfPorts === range.numberOfPorts;
}

function span({ startPort, numberOfPorts }: PortRange): PortRange {
  return { startPort, numberOfPorts };
}

function failed(what: string, win32Error: number): ToolkitError {
  return new ToolkitError('host.program-failed', `${what}: Win32 error ${win32Error}`);
}
