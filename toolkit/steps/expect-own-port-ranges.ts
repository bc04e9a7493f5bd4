import { displayCommand } from '../host/command.ts';
import { formatPortRange, type Protocol } from '../ports/port-range.ts';
import type { Expectation, Refusal } from '../scenario/step.ts';
import { deleteExcludedPortRange } from '../windows/excluded-port-range.ts';
import { type ReleaseOptions, type RowsToRelease, readRowsToRelease } from './read-rows-to-release.ts';

/**
 * Expects that every row over the ports is one that an earlier run added, and is asked for whole.
 *
 * Others' rows are not for Portwright to delete: the refusal names the row and what a person may do about it.
 */
export function expectOwnPortRanges(options: ReleaseOptions): Expectation<RowsToRelease> {
  const { protocol, ranges } = options;
  return {
    kind: 'expectation',
    phase: 'before',
    id: `own-port-ranges-${protocol}`,
    title: `Check that Portwright added the rows over ${protocol} ${ranges.map(formatPortRange).join(', ')}`,
    check: (host) => readRowsToRelease(host, options),
    isSatisfied: (rows) => refusalOf(protocol, rows) === undefined,
    describe: (rows) => refusalOf(protocol, rows)?.reason ?? 'no row of anybody else is over the ports',
    refusal: (rows) => refusalOf(protocol, rows),
  };
}

function refusalOf(
  protocol: Protocol,
  { partly: [part], foreign: [other] }: RowsToRelease,
): Refusal | undefined {
  if (other !== undefined) return foreignRefusal(protocol, other);
  if (part === undefined) return undefined;
  const row = formatPortRange(part);
  return {
    reason: `${protocol} ${row} is one row, and a row is given back only whole`,
    remedy: `ask for all of it: portwright run release-ports --ports ${row}${protocol === 'udp' ? '/udp' : ''}`,
  };
}

function foreignRefusal(protocol: Protocol, { range, origin }: RowsToRelease['foreign'][number]): Refusal {
  const row = `${protocol} ${formatPortRange(range)}`;
  if (origin === 'administered' || origin === 'hns') {
    const remove = deleteExcludedPortRange({ family: 'ipv4', protocol, range, store: 'persistent' });
    return {
      reason:
        origin === 'hns'
          ? `${row} is the Host Network Service's own exclusion`
          : `no journal on this machine says that Portwright added ${row}`,
      remedy: `if you are sure that nobody needs it, run it yourself: ${displayCommand(remove)}`,
    };
  }
  return {
    reason: `${row} is no administered exclusion but a reserved block (${origin})`,
    remedy: `portwright diagnose ${range.startPort}${protocol === 'udp' ? '/udp' : ''} says whose it is; netsh interface ipv4 show excludedportrange protocol=${protocol} lists it`,
  };
}
