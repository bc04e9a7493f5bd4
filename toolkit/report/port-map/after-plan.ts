import type { Snapshot } from '../../diagnosis/snapshot.ts';
import {
  contains,
  isSameRange,
  overlaps,
  type PortRange,
  PROTOCOLS,
  type Protocol,
} from '../../ports/port-range.ts';
import type { Plan } from '../../scenario/plan.ts';
import type { PromisedFact } from '../../scenario/promised-fact.ts';
import { blockOrigin } from '../../windows/block-origin.ts';
import type { ExcludedPortRange } from '../../windows/excluded-port-range.ts';

/** What a plan's promises make of what is there now, and what nobody can know before. */
export interface AfterPlan {
  readonly snapshot: Snapshot;
  /** Sentences without a full stop. */
  readonly notes: readonly string[];
}

/**
 * Draws up how a machine will look once a plan is carried out, from what the plan promises and nothing else. Pure.
 *
 * Blocks that winnat draws anew are left out, since nobody knows where they will lie; the notes say so. Sockets and binds were
 * of before, so of a port the plan opens only what the tables say is kept.
 */
export function afterPlan(snapshot: Snapshot, plan: Plan): AfterPlan {
  const facts = plan.promises.map(({ fact }) => fact);
  const isRedrawn = plan.changes.some(({ action, what }) => action === 'cycle' && /\bwinnat\b/.test(what));
  const table = (protocol: Protocol) =>
    tableAfter(snapshot.excludedPortRanges[protocol], { facts, protocol, isRedrawn });
  const excludedPortRanges = Object.fromEntries(
    PROTOCOLS.flatMap((protocol) => {
      const rows = table(protocol);
      return rows === undefined ? [] : [[protocol, rows] as const];
    }),
  );
  const opened = PROTOCOLS.flatMap((protocol) =>
    added(facts, protocol).map((range) => ({ ...range, protocol })),
  );
  const isOpened = ({ port, protocol }: { readonly port: number; readonly protocol: Protocol }) =>
    opened.some((range) => range.protocol === protocol && contains(range, port));
  const {
    persistentExclusions: _persistent,
    formerExclusions: _former,
    bindErrors: _told,
    ...rest
  } = snapshot;
  return {
    snapshot: {
      ...rest,
      excludedPortRanges,
      dynamicPortRanges: dynamicAfter(snapshot, facts),
      ...(facts.some(({ kind }) => kind === 'dynamic-port-range') && { tcpSettings: [] }),
      probes: snapshot.probes.filter((probe) => !isOpened(probe)),
      dockerErrors: [],
    },
    notes: notesOf(snapshot, isRedrawn, excludedPortRanges),
  };
}

function added(facts: readonly PromisedFact[], protocol: Protocol): ExcludedPortRange[] {
  return facts.flatMap((fact) =>
    fact.kind === 'excluded-port-range' && fact.protocol === protocol
      ? [{ startPort: fact.startPort, numberOfPorts: fact.numberOfPorts, administered: true }]
      : [],
  );
}

function tableAfter(
  rows: readonly ExcludedPortRange[] | undefined,
  {
    facts,
    protocol,
    isRedrawn,
  }: { readonly facts: readonly PromisedFact[]; readonly protocol: Protocol; readonly isRedrawn: boolean },
): ExcludedPortRange[] | undefined {
  if (rows === undefined) return undefined;
  const fresh = added(facts, protocol);
  const removed = facts.flatMap((fact) =>
    fact.kind === 'no-excluded-port-range' && fact.protocol === protocol ? [fact] : [],
  );
  const bounds = facts.flatMap((fact) => (fact.kind === 'no-block-outside' ? [fact] : []));
  const stays = (row: ExcludedPortRange) => {
    if (removed.some((range) => isSameRange(range, row))) return false;
    if (row.administered) return true;
    if (blockOrigin(row) !== 'winnat') return true;
    return (
      !isRedrawn &&
      !fresh.some((range) => overlaps(range, row)) &&
      bounds.every((range) => isWithin(row, range))
    );
  };
  const kept = rows.filter(stays);
  const isCovered = (range: PortRange) => kept.some((row) => row.administered && isWithin(range, row));
  return [...kept, ...fresh.filter((range) => !isCovered(range))].sort((a, b) => a.startPort - b.startPort);
}

function isWithin(inner: PortRange, outer: PortRange): boolean {
  return contains(outer, inner.startPort) && contains(outer, inner.startPort + inner.numberOfPorts - 1);
}

function dynamicAfter(
  { dynamicPortRanges }: Snapshot,
  facts: readonly PromisedFact[],
): Snapshot['dynamicPortRanges'] {
  const set = facts.flatMap((fact) => (fact.kind === 'dynamic-port-range' ? [fact] : []));
  return dynamicPortRanges.map((range) => {
    const fact = set.find(
      ({ protocol, family }) => protocol === range.protocol && (range.family ?? family) === family,
    );
    return fact === undefined
      ? range
      : { ...range, startPort: fact.startPort, numberOfPorts: fact.numberOfPorts };
  });
}

function notesOf(snapshot: Snapshot, isRedrawn: boolean, after: Snapshot['excludedPortRanges']): string[] {
  if (!isRedrawn) return [];
  const blocks = (tables: Snapshot['excludedPortRanges']) =>
    PROTOCOLS.flatMap((protocol) => tables[protocol] ?? []).filter((row) => blockOrigin(row) === 'winnat')
      .length;
  const gone = blocks(snapshot.excludedPortRanges) - blocks(after);
  return [
    `winnat draws its blocks anew${gone > 0 ? ` (${gone} now)` : ''}: nobody can know where, only that they avoid every administered range, so they are not shown`,
  ];
}
