import { formatPortRange, type PortRange } from '../ports/port-range.ts';
import { countPorts, subtractRanges, unionRanges } from '../ports/port-set.ts';
import type { Expectation } from '../scenario/step.ts';
import { readLocalPortRange, readReservedPorts } from './read-port-sysctls.ts';

export interface LocalPortsLeftState {
  /** The range that outgoing connections are to be given ports from. */
  readonly range: PortRange;
  /** How many ports automatic assignment has now. */
  readonly now: number;
  /** How many it has once everything is changed. */
  readonly left: number;
}

export interface LocalPortsLeftOptions {
  /** Ports to be reserved; they may overlap and be in any order. */
  readonly ranges: readonly PortRange[];
  /** @defaultValue the range that the kernel has */
  readonly localPortRange?: PortRange | undefined;
}

/** Fewer than this are soon used up by a proxy or a crawler: a closed connection keeps its port for a minute (TCP_TIMEWAIT_LEN). */
const FEW_PORTS = 4096;

/**
 * Expects on Linux that reserving ports and moving the range leaves some for outgoing connections: with none, each of them fails with
 * EADDRNOTAVAIL. Says so where few are left.
 */
export function expectLocalPortsLeft(options: LocalPortsLeftOptions): Expectation<LocalPortsLeftState> {
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'local-ports-left',
    title: 'Check that ports are left for outgoing connections',
    async check(host) {
      const [active, reserved] = await Promise.all([readLocalPortRange(host), readReservedPorts(host)]);
      const range = options.localPortRange ?? active;
      return {
        range,
        now: countPorts(subtractRanges([active], reserved)),
        left: countPorts(subtractRanges([range], unionRanges(reserved, options.ranges))),
      };
    },
    isSatisfied: ({ now, left }) => left > 0 || now === 0,
    refusal: ({ range, now, left }) =>
      left > 0 || now === 0
        ? undefined
        : {
            reason: `no port of ${formatPortRange(range)} would be left for outgoing connections: every one of them would fail`,
            remedy: 'name only the ports of your own servers, or another --local-port-range',
          },
    notes: ({ now, left }) =>
      left > 0 && left < FEW_PORTS && left < now
        ? [`only ${left} ports are left for outgoing connections to one address and port`]
        : [],
    describe: ({ left }) => `${left} ports are left for outgoing connections`,
  };
}
