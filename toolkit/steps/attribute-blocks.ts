import type { Host } from '../host/host.ts';
import { formatPortRange, PROTOCOLS } from '../ports/port-range.ts';
import type { Expectation, FoundRow } from '../scenario/step.ts';
import {
  type AttributedBy,
  type AttributedRow,
  attributeRows,
  isSameRow,
  type TablesOfRows,
} from '../windows/attribute-rows.ts';
import { registeredPorts, showHttpServiceState } from '../windows/http-service-state.ts';
import type { Store } from '../windows/netsh.ts';
import { type ServiceState, WINNAT } from '../windows/service.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { readServiceState } from './read-service.ts';

/** Rows before, while and after winnat is down; null where a moment was not seen. */
export interface BlockState {
  readonly service: ServiceState;
  readonly rows: TablesOfRows;
  /** Of every row there was, once both moments were seen. */
  readonly attributed: readonly AttributedRow[] | null;
}

/** What must stand before, inside and after a bracket that stops winnat. */
export interface BlockAttribution {
  readonly before: Expectation<BlockState>;
  readonly whileStopped: Expectation<BlockState>;
  readonly afterwards: Expectation<BlockState>;
}

/** What was read while winnat ran. */
interface Remembered {
  readonly rows: TablesOfRows;
  readonly persistent: TablesOfRows;
  readonly urlPorts: readonly number[];
}

/**
 * Finds out whose each row of the tables is, by what goes away with winnat and what stays.
 *
 * The three expectations are one comparison: what the first one reads is kept in memory only, so a run that is resumed after it was
 * cut off brings winnat back and is no proof.
 */
export function attributeBlocks(): BlockAttribution {
  const seen: Seen = {};
  return {
    before: rememberTables(seen),
    whileStopped: compareTables(seen),
    afterwards: lookAgain(seen),
  };
}

/** What the expectations of one run have read so far. */
interface Seen {
  before?: Remembered;
  attributed?: readonly AttributedRow[];
}

function rememberTables(seen: Seen): Expectation<BlockState> {
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'winnat-runs',
    title: 'Check that winnat runs, and remember both tables',
    async check(host) {
      const state = await readBlocks(host);
      if (state.service === 'running') seen.before = await remember(host, state.rows);
      return state;
    },
    isSatisfied: ({ service }) => service === 'running',
    describe: ({ service, rows }) => (service === 'running' ? countText(rows) : NOT_RUNNING),
    refusal: ({ service }) =>
      service === 'running'
        ? undefined
        : { reason: NOT_RUNNING, remedy: 'net start winnat, as administrator, then call again' },
  };
}

function compareTables(seen: Seen): Expectation<BlockState> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'rows-attributed',
    title: 'Compare the tables while winnat is stopped',
    async check(host) {
      const state = await readBlocks(host);
      if (state.service !== 'stopped' || seen.before === undefined) return state;
      const { rows: before, ...stored } = seen.before;
      seen.attributed = attributeRows({ before, during: state.rows, ...stored });
      return { ...state, attributed: seen.attributed };
    },
    isSatisfied: ({ attributed }) => attributed !== null,
    describe: ({ attributed }) => (attributed === null ? NOT_SEEN : attributionText(attributed)),
    rows: ({ attributed }) => (attributed ?? []).map(foundRow),
  };
}

function lookAgain(seen: Seen): Expectation<BlockState> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'blocks-redrawn',
    title: 'Look where the blocks of winnat lie now',
    check: async (host) => ({ ...(await readBlocks(host)), attributed: seen.attributed ?? null }),
    isSatisfied: ({ service, attributed }) => service === 'running' && attributed !== null,
    describe: redrawnText,
  };
}

const NOT_RUNNING = 'winnat does not run, so none of the rows can be its own';
const NOT_SEEN = 'the tables were not seen both before winnat stopped and while it was down';

function countText(rows: TablesOfRows): string {
  const closed = PROTOCOLS.map(
    (protocol) => `${protocol} ${rows[protocol].filter(({ administered }) => !administered).length}`,
  );
  return `winnat runs; rows without a star: ${closed.join(', ')}`;
}

async function readBlocks(host: Host): Promise<BlockState> {
  const [service, rows] = await Promise.all([readServiceState(host, WINNAT), readTables(host, 'active')]);
  return { service, rows, attributed: null };
}

async function readTables(host: Host, store: Store): Promise<TablesOfRows> {
  const [tcp, udp] = await Promise.all([
    readExcludedPortRanges(host, 'tcp', store),
    readExcludedPortRanges(host, 'udp', store),
  ]);
  return { tcp, udp };
}

async function remember(host: Host, rows: TablesOfRows): Promise<Remembered> {
  const [persistent, { exitCode, stdout }] = await Promise.all([
    readTables(host, 'persistent'),
    host.run(showHttpServiceState()),
  ]);
  return { rows, persistent, urlPorts: exitCode === 0 ? registeredPorts(stdout) : [] };
}

const BY_TEXTS: Readonly<Record<Exclude<AttributedBy, 'gone-with-winnat'>, string>> = {
  star: 'marked with a star',
  'persistent-store': 'in the persistent store',
  'registered-url': 'a URL of this port is registered',
  'size-or-place': 'a guess by its size and place',
  stayed: 'not winnat’s; no more is known',
};

function attributionText(rows: readonly AttributedRow[]): string {
  const gone = rows.filter(({ by }) => by === 'gone-with-winnat');
  const stayed = rows.filter(({ by }) => by !== 'gone-with-winnat');
  const own = gone.length === 0 ? 'no row went away' : `gone, so its own: ${gone.map(spanText).join(', ')}`;
  const others = stayed.map((row) => `${spanText(row)} ${holderText(row)}`).join('; ');
  return `while winnat was stopped: ${own}; stayed, so somebody else’s: ${others === '' ? 'none' : others}`;
}

function holderText({ holder, by }: AttributedRow): string {
  if (by === 'gone-with-winnat') return 'winnat';
  return by === 'stayed' ? `(${BY_TEXTS[by]})` : `${holder} (${BY_TEXTS[by]})`;
}

function spanText(row: AttributedRow): string {
  return `${row.protocol} ${formatPortRange(row)}${row.administered ? '*' : ''}`;
}

function foundRow({ protocol, startPort, numberOfPorts, administered, holder, by }: AttributedRow): FoundRow {
  return { protocol, startPort, numberOfPorts, administered, holder, by };
}

/** What is there again and did not stay: winnat has drawn it since. */
function redrawnText({ rows, attributed, service }: BlockState): string {
  if (attributed === null) return NOT_SEEN;
  if (service !== 'running') return 'winnat does not run again';
  const stayed = attributed.filter(({ by }) => by !== 'gone-with-winnat');
  const drawn = PROTOCOLS.flatMap((protocol) =>
    rows[protocol]
      .filter((row) => !stayed.some((other) => other.protocol === protocol && isSameRow(other, row)))
      .map((row) => `${protocol} ${formatPortRange(row)}`),
  );
  return drawn.length === 0
    ? 'winnat runs again and holds no block yet: it draws when a NAT network needs it'
    : `winnat runs again and has drawn anew: ${drawn.join(', ')}`;
}
