import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../../toolkit/scenario/journal-event.ts';
import { ownPortProxies } from '../../toolkit/scenario/own-port-proxies.ts';
import { foldJournal, type RunRecord } from '../../toolkit/scenario/run-record.ts';

const rule = (listenPort: number, connectAddress: string) => ({
  listenAddress: '0.0.0.0',
  listenPort,
  connectAddress,
  connectPort: listenPort,
});
const ID = 'port-proxies-v4tov4';
const STARTED = {
  type: 'run-started',
  schemaVersion: 1,
  runId: 'r',
  scenario: 'wsl-portproxy',
  title: '',
  source: { kind: 'built-in' },
  parameters: {},
  host: { kind: 'simulated', machine: 'm' },
};

/** A run whose records come one after the other from then on. */
function runAt(atMs: number, ...events: readonly object[]): RunRecord {
  const records = [STARTED, ...events].map((event, index) => ({ ...event, atMs: atMs + index, seq: index }));
  const run = foldJournal(records as unknown as Parameters<typeof foldJournal>[0]); // only what is read of them
  if (run === undefined) throw new Error('no run');
  return run;
}

const started = (before: unknown): object =>
  ({ type: 'step-started', stepId: ID, before }) satisfies Partial<JournalEvent>;
const applied = { type: 'step-applied', stepId: ID, pending: false };
const undone = { type: 'step-undone', stepId: ID };
const state = (address: string, missing: readonly object[], stale: readonly object[] = []) => ({
  address,
  missing,
  stale,
});
const first = runAt(0, started(state('1.1.1.1', [rule(1, '1.1.1.1'), rule(2, '1.1.1.1')])), applied);

describe('portproxy rules of earlier runs', () => {
  test.each<[string, readonly RunRecord[], readonly object[]]>([
    ['none', [], []],
    ['those that one has added', [first], [rule(1, '1.1.1.1'), rule(2, '1.1.1.1')]],
    ['not those that it was about to add', [runAt(0, started(state('1.1.1.1', [rule(1, '1.1.1.1')])))], []],
    [
      'those that took the place of older ones',
      [first, runAt(100, started(state('2.2.2.2', [], [rule(1, '1.1.1.1')])), applied)],
      [rule(2, '1.1.1.1'), rule(1, '2.2.2.2')],
    ],
    [
      'the older ones again after a rollback',
      [first, runAt(100, started(state('2.2.2.2', [], [rule(1, '1.1.1.1')])), applied, undone)],
      [rule(2, '1.1.1.1'), rule(1, '1.1.1.1')],
    ],
    [
      'none after the rollback of all',
      [runAt(0, started(state('1.1.1.1', [rule(1, '1.1.1.1')])), applied, undone)],
      [],
    ],
  ])('are %s', (_what, runs, rules) => {
    expect(ownPortProxies(runs)).toEqual(rules);
  });

  test.each([
    null,
    undefined,
    'text',
    [],
    {},
    { address: '1.1.1.1' },
    { ...state('1.1.1.1', []), missing: [{ listenPort: 1 }, null, 7] },
  ])('are none of a step whose state is %j', (before) =>
    expect(ownPortProxies([runAt(0, started(before), applied)])).toEqual([]),
  );
});
