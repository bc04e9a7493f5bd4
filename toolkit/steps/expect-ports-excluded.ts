import type { PortGroup } from '../ports/port-group.ts';
import { formatPortRange, type PortRange } from '../ports/port-range.ts';
import { intersectRanges, mergeRanges, subtractRanges } from '../ports/port-set.ts';
import type { Expectation } from '../scenario/step.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';

export interface ExcludedState {
  /** Wanted ports that no administered row covers. */
  readonly uncovered: readonly PortRange[];
  readonly lasting: boolean;
}

/** Expects an administered exclusion over every port: shown in the table now, and by the persistent store to last. */
export function expectPortsExcluded({ protocol, ranges }: PortGroup): Expectation<ExcludedState> {
  const named = `${protocol} ${ranges.map(formatPortRange).join(', ')}`;
  return {
    kind: 'expectation',
    phase: 'after',
    id: `ports-excluded-${protocol}`,
    title: `Prove that ${named} is excluded`,
    async check(host) {
      const [active, persistent] = await Promise.all([
        readExcludedPortRanges(host, protocol, 'active'),
        readExcludedPortRanges(host, protocol, 'persistent'),
      ]);
      const covered = (rows: typeof active) =>
        intersectRanges(ranges, mergeRanges(rows.filter((row) => row.administered)));
      return {
        uncovered: subtractRanges(ranges, covered(active)),
        lasting: subtractRanges(ranges, covered(persistent)).length === 0,
      };
    },
    isSatisfied: ({ uncovered }) => uncovered.length === 0,
    promises: () =>
      ranges.map((range) => ({ kind: 'excluded-port-range', protocol, lasting: false, ...range })),
    describe: ({ uncovered, lasting }) => {
      if (uncovered.length > 0)
        return `not excluded: ${protocol} ${uncovered.map(formatPortRange).join(', ')}`;
      return `${named} is an administered exclusion${lasting ? ' and in the persistent store' : '; the persistent store does not show it'}`;
    },
  };
}
