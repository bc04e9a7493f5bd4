import type { Host } from '../host/host.ts';
import { isSameRange, type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { excludedPortRangesId } from '../steps/ensure-excluded-port-ranges.ts';
import { noExcludedPortRangesId } from '../steps/ensure-no-excluded-port-ranges.ts';
import type { PortProxy } from '../windows/port-proxy.ts';
import { ownPortProxies } from './own-port-proxies.ts';
import type { PastRuns } from './past-runs.ts';
import type { RunRecord } from './run-record.ts';
import { isOnMachine, listRuns } from './run-store.ts';

/**
 * Tells from the journals what earlier runs left on the machine. They are read when it is first asked for, and once.
 *
 * A row, and a portproxy rule, counts as added from when a step that added it was verified until it was taken away again.
 * Where a journal is damaged, that run and every earlier one say nothing: the damaged run may have taken them away, and
 * somebody else may have added the same again.
 */
export function readPastRuns(stateDirectory: string, host: Pick<Host, 'kind' | 'machine'>): PastRuns {
  let known: readonly RunRecord[] | undefined;
  let rows: readonly OwnRow[] | undefined;
  let proxies: readonly PortProxy[] | undefined;
  const runs = (): readonly RunRecord[] => {
    known ??= trustedRuns(stateDirectory, host);
    return known;
  };
  return {
    addedPortProxies() {
      proxies ??= ownPortProxies(runs());
      return proxies;
    },
    addedExcludedPortRanges(protocol) {
      rows ??= ownRows(runs());
      return rows
        .filter((row) => row.protocol === protocol)
        .map(({ range }) => range)
        .sort((left, right) => left.startPort - right.startPort);
    },
  };
}

/** A row that a run added, exactly as it was added. */
export interface OwnRow {
  readonly protocol: Protocol;
  readonly range: PortRange;
}

/** Something a run did, when, by the machine's own clock. */
interface Deed {
  readonly atMs: number;
  readonly effect: 'add' | 'remove';
  readonly rows: readonly OwnRow[];
}

function ownRows(runs: readonly RunRecord[]): readonly OwnRow[] {
  const deeds = runs.flatMap(deedsOf).sort((left, right) => left.atMs - right.atMs);
  return deeds.reduce<readonly OwnRow[]>(carryOut, []);
}

/** The machine's runs since the last one whose journal is damaged, oldest first. */
function trustedRuns(stateDirectory: string, host: Pick<Host, 'kind' | 'machine'>): readonly RunRecord[] {
  const { runs, damaged } = listRuns(stateDirectory);
  const lastDamaged =
    damaged
      .map(({ runId }) => runId)
      .sort()
      .at(-1) ?? '';
  return runs.filter((run) => isOnMachine(run, host) && run.started.runId > lastDamaged).reverse();
}

/** The rows that one run added and has not taken away since; of a damaged state nothing. */
export function rowsLeftBy(run: RunRecord): readonly OwnRow[] {
  return deedsOf(run).reduce<readonly OwnRow[]>(carryOut, []);
}

function carryOut(own: readonly OwnRow[], { effect, rows }: Deed): readonly OwnRow[] {
  const others = own.filter((each) => !rows.some((row) => isSameRow(row, each)));
  return effect === 'add' ? [...others, ...rows] : others;
}

function isSameRow(left: OwnRow, right: OwnRow): boolean {
  return left.protocol === right.protocol && isSameRange(left.range, right.range);
}

function deedsOf({ records, steps }: RunRecord): Deed[] {
  return records.flatMap((record) => {
    const hasEffect = record.type === 'step-undone' || (record.type === 'step-applied' && !record.pending);
    const kept = hasEffect ? rowsOf(record.stepId, steps.get(record.stepId)?.before) : undefined;
    if (kept === undefined) return [];
    const adds = kept.adds === (record.type === 'step-applied');
    return [{ atMs: record.atMs, effect: adds ? 'add' : 'remove', rows: kept.rows }];
  });
}

/** The rows that a journaled step adds or takes away; undefined for any other step. */
function rowsOf(stepId: string, before: unknown): { adds: boolean; rows: OwnRow[] } | undefined {
  for (const protocol of PROTOCOLS) {
    const adds = stepId === excludedPortRangesId(protocol);
    if (!adds && stepId !== noExcludedPortRangesId(protocol)) continue;
    const ranges = rangesOf(before, adds ? 'missing' : 'removable');
    return { adds, rows: ranges.map((range) => ({ protocol, range })) };
  }
  return undefined;
}

/** A scenario file of somebody's own may have a step of that id with another state: what is no range says nothing. */
function rangesOf(before: unknown, key: string): PortRange[] {
  const listed = before !== null && typeof before === 'object' ? Object.entries(before) : [];
  const found: unknown = listed.find(([name]) => name === key)?.[1];
  return Array.isArray(found) ? found.filter(isPortRange) : [];
}

function isPortRange(value: unknown): value is PortRange {
  if (value === null || typeof value !== 'object') return false;
  if (!('startPort' in value && 'numberOfPorts' in value)) return false;
  return Number.isInteger(value.startPort) && Number.isInteger(value.numberOfPorts);
}
