import { isSameRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { type BlockOrigin, blockOrigin } from './block-origin.ts';
import type { ExcludedPortRange } from './excluded-port-range.ts';

/** Both tables of one moment. */
export type TablesOfRows = Readonly<Record<Protocol, readonly ExcludedPortRange[]>>;

/**
 * How it is known who holds a row. `gone-with-winnat`: it was there before winnat stopped and not while it was down ·
 * `star`: netsh marks what was added through it · `persistent-store`: it is stored without a star ·
 * `registered-url`: http.sys lists a URL of this very port · `size-or-place`: only a guess by what is known to look like it ·
 * `stayed`: all that is known is that it is not winnat's.
 */
export type AttributedBy =
  | 'gone-with-winnat'
  | 'star'
  | 'persistent-store'
  | 'registered-url'
  | 'size-or-place'
  | 'stayed';

/** One row of a table, with its holder. */
export interface AttributedRow extends ExcludedPortRange {
  readonly protocol: Protocol;
  readonly holder: BlockOrigin;
  readonly by: AttributedBy;
}

export interface RowsInQuestion {
  /** While winnat ran. */
  readonly before: TablesOfRows;
  /** While it was stopped, and nothing else was changed. */
  readonly during: TablesOfRows;
  /** The persistent store, where an un-starred row is a reservation of some program. */
  readonly persistent: TablesOfRows;
  /** tcp ports with a URL registered with http.sys; empty where they could not be listed. */
  readonly urlPorts: readonly number[];
}

/**
 * Says of every row who holds it, by what went away with winnat and what stayed. Pure.
 *
 * @returns tcp before udp, in the order of the tables; rows that came meanwhile are not among them.
 */
export function attributeRows({ before, during, persistent, urlPorts }: RowsInQuestion): AttributedRow[] {
  return PROTOCOLS.flatMap((protocol) =>
    before[protocol].map((row): AttributedRow => {
      const attributed = during[protocol].some((other) => isSameRow(other, row))
        ? holderOfStayed(row, persistent[protocol], protocol === 'tcp' ? urlPorts : [])
        : ({ holder: 'winnat', by: 'gone-with-winnat' } as const);
      return { protocol, ...row, ...attributed };
    }),
  );
}

function holderOfStayed(
  row: ExcludedPortRange,
  persistent: readonly ExcludedPortRange[],
  urlPorts: readonly number[],
): Pick<AttributedRow, 'holder' | 'by'> {
  if (!row.administered && row.numberOfPorts === 1 && urlPorts.includes(row.startPort))
    return { holder: 'http.sys', by: 'registered-url' };
  const holder = blockOrigin(row, persistent);
  if (row.administered) return { holder, by: 'star' };
  if (holder === 'persistent-reservation') return { holder, by: 'persistent-store' };
  // It looks like a block of winnat's, and winnat let go of all of those.
  return holder === 'winnat' || holder === 'unknown'
    ? { holder: 'unknown', by: 'stayed' }
    : { holder, by: 'size-or-place' };
}

export function isSameRow(left: ExcludedPortRange, right: ExcludedPortRange): boolean {
  return isSameRange(left, right) && left.administered === right.administered;
}
