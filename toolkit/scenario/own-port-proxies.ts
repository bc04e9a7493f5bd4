import { addedRules, PORT_PROXIES_ID } from '../steps/ensure-port-proxies.ts';
import { isSameListener, isSamePortProxy, type PortProxy } from '../windows/port-proxy.ts';
import type { RunRecord } from './run-record.ts';

/** Something that a run did to the portproxy rules, when, by the machine's own clock. */
interface Deed {
  readonly atMs: number;
  readonly added: readonly PortProxy[];
  readonly removed: readonly PortProxy[];
}

/**
 * The portproxy rules that runs added and none has taken away since.
 *
 * @param runs - Of one machine, oldest first.
 */
export function ownPortProxies(runs: readonly RunRecord[]): readonly PortProxy[] {
  const deeds = runs.flatMap(deedsOf).sort((left, right) => left.atMs - right.atMs);
  return deeds.reduce<readonly PortProxy[]>((own, { added, removed }) => {
    const isGone = (rule: PortProxy) =>
      removed.some((each) => isSamePortProxy(each, rule)) || added.some((each) => isSameListener(each, rule));
    return [...own.filter((rule) => !isGone(rule)), ...added];
  }, []);
}

function deedsOf({ records, steps }: RunRecord): Deed[] {
  return records.flatMap((record) => {
    const hasEffect = record.type === 'step-undone' || (record.type === 'step-applied' && !record.pending);
    if (!hasEffect || record.stepId !== PORT_PROXIES_ID) return [];
    const { made, former } = rulesOf(steps.get(record.stepId)?.before);
    const [added, removed] = record.type === 'step-applied' ? [made, former] : [former, made];
    return [{ atMs: record.atMs, added, removed }];
  });
}

/** What a journaled state made, and what stood there before. A state of another shape says nothing. */
function rulesOf(before: unknown): { readonly made: readonly PortProxy[]; readonly former: PortProxy[] } {
  const state = before !== null && typeof before === 'object' ? new Map(Object.entries(before)) : new Map();
  const listOf = (key: string): PortProxy[] => {
    const listed: unknown = state.get(key);
    return Array.isArray(listed) ? listed.filter(isPortProxy) : [];
  };
  const address: unknown = state.get('address');
  if (typeof address !== 'string') return { made: [], former: [] };
  const [missing, stale] = [listOf('missing'), listOf('stale')];
  return { made: addedRules({ missing, stale, address }), former: stale };
}

function isPortProxy(value: unknown): value is PortProxy {
  if (value === null || typeof value !== 'object') return false;
  if (!('listenAddress' in value && 'listenPort' in value)) return false;
  if (!('connectAddress' in value && 'connectPort' in value)) return false;
  const addresses = [value.listenAddress, value.connectAddress];
  const ports = [value.listenPort, value.connectPort];
  return addresses.every((each) => typeof each === 'string') && ports.every(Number.isInteger);
}
