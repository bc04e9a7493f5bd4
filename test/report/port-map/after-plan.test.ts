import { describe, expect, test } from 'vitest';
import { diagnosePort } from '../../../toolkit/diagnosis/classify-port.ts';
import { afterPlan } from '../../../toolkit/report/port-map/after-plan.ts';
import type { Plan } from '../../../toolkit/scenario/plan.ts';
import type { PromisedFact } from '../../../toolkit/scenario/promised-fact.ts';
import { dynamic, IANA, probe, readMachine, rows, TCP_8065, WIDE } from '../../diagnosis/snapshots.ts';

const CYCLE = { action: 'cycle', what: 'service winnat stop → start' } as const;
const KEEP_8065: PromisedFact = {
  kind: 'excluded-port-range',
  protocol: 'tcp',
  lasting: true,
  startPort: 8065,
  numberOfPorts: 1,
};

function plan(facts: readonly PromisedFact[], changes: Plan['changes'] = []): Plan {
  return {
    schemaVersion: 1,
    scenario: 'fix',
    title: 'Free blocked ports',
    parameters: {},
    host: { kind: 'windows', machine: 'local' },
    steps: [],
    changes,
    promises: facts.map((fact) => ({ stepId: 's', fact })),
    fingerprint: 'f',
  };
}

const blocked = readMachine({
  excludedPortRanges: { tcp: rows('5357', '8000-8099', '9100-9199', '20000-20063', '50000-50059*') },
  dynamicPortRanges: dynamic(WIDE),
  probes: [probe(10013)],
});
const starts = (made: ReturnType<typeof afterPlan>) =>
  made.snapshot.excludedPortRanges.tcp?.map(({ startPort }) => startPort);

describe('after a plan', () => {
  test('a port that it keeps is excluded instead of reserved', () => {
    expect(diagnosePort(blocked, TCP_8065).verdict).toBe('reserved');
    const { snapshot } = afterPlan(blocked, plan([KEEP_8065], [CYCLE]));
    expect(diagnosePort(snapshot, TCP_8065).verdict).toBe('excluded');
  });

  test('blocks that winnat draws anew are not shown, and a note says so; what is not winnat’s stays', () => {
    const made = afterPlan(blocked, plan([KEEP_8065], [CYCLE]));
    expect(starts(made)).toEqual([5357, 8065, 20000, 50000]);
    expect(made.notes.join()).toMatch(/2 now.*nobody can know/);
  });

  test('without a cycle of winnat its other blocks stay where they are', () => {
    expect(starts(afterPlan(blocked, plan([KEEP_8065])))).toEqual([5357, 8065, 9100, 20000, 50000]);
  });

  test('the dynamic port range is the one promised, and no block lies outside of it', () => {
    const facts: PromisedFact[] = [
      { kind: 'dynamic-port-range', family: 'ipv4', protocol: 'tcp', lasting: true, ...IANA },
      { kind: 'no-block-outside', ...IANA },
    ];
    const made = afterPlan(blocked, plan(facts));
    expect(made.snapshot.dynamicPortRanges).toEqual(dynamic(IANA));
    expect(starts(made)).toEqual([5357, 20000, 50000]);
  });

  test('a row that is taken away is gone, and no other', () => {
    const gone: PromisedFact = {
      kind: 'no-excluded-port-range',
      protocol: 'tcp',
      startPort: 50000,
      numberOfPorts: 60,
    };
    expect(starts(afterPlan(blocked, plan([gone])))).toEqual([5357, 8000, 9100, 20000]);
  });

  test('a plan without promises and changes leaves the tables as they are', () => {
    const made = afterPlan(blocked, plan([]));
    expect(made.snapshot.excludedPortRanges).toEqual(blocked.excludedPortRanges);
    expect(made.notes).toEqual([]);
  });

  test('a table that was not read stays unread', () => {
    const unread = readMachine({ excludedPortRanges: {} });
    expect(afterPlan(unread, plan([KEEP_8065], [CYCLE])).snapshot.excludedPortRanges).toEqual({});
  });
});
