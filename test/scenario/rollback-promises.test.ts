import { expect, test } from 'vitest';
import type { JournalEvent } from '../../toolkit/scenario/journal-event.ts';
import type { PromisedFact } from '../../toolkit/scenario/promised-fact.ts';
import { rollbackPromises } from '../../toolkit/scenario/rollback-promises.ts';
import { foldJournal } from '../../toolkit/scenario/run-record.ts';
import { fakeBracket, fakeExpectation, fakeStep, ON } from '../support/fake-steps.ts';

const fact = (service: string): PromisedFact => ({ kind: 'service-state', service, state: 'stopped' });
const told = (name: string) => (before: string) => [fact(`${name} ${before}`)];
const STEPS = [
  fakeStep('a', { promises: told('never'), restores: told('a') }),
  fakeBracket('nat', [fakeStep('b', { restores: told('b') }), fakeStep('silent')], { promises: told('nat') }),
  fakeExpectation('proof', 'a', ON, { promises: told('never') }),
];

const started = (stepId: string, before: string): JournalEvent => ({ type: 'step-started', stepId, before });
const applied = (stepId: string): JournalEvent => ({ type: 'step-applied', stepId, pending: false });

function recordOf(...events: readonly JournalEvent[]) {
  const first: JournalEvent = {
    type: 'run-started',
    runId: 'r',
    scenario: 'fake',
    title: 'A fake',
    source: { kind: 'built-in' },
    parameters: {},
    host: { kind: 'simulated', machine: 'fake' },
    version: '0',
  };
  const record = foldJournal([first, ...events].map((event, seq) => ({ ...event, seq, atMs: 0 })));
  if (record === undefined) throw new Error('no run');
  return record;
}

test('what stands is promised to be as it was, last first, from the states of the journal', () => {
  const run = recordOf(started('a', 'off'), applied('a'), started('b', 'other'), applied('b'));
  expect(rollbackPromises(STEPS, run)).toEqual([
    { stepId: 'b', fact: fact('b other') },
    { stepId: 'a', fact: fact('a off') },
  ]);
});

test('a bracket that is still open is promised to be back, and one that was closed is nothing to put back', () => {
  const open: JournalEvent = { type: 'bracket-opening', stepId: 'nat', before: 'up' };
  expect(rollbackPromises(STEPS, recordOf(open))).toEqual([{ stepId: 'nat', fact: fact('nat up') }]);
  expect(rollbackPromises(STEPS, recordOf(open, { type: 'bracket-closed', stepId: 'nat' }))).toEqual([]);
});

test('nothing is promised of what was put back, of what Windows cannot be asked about, and of an unknown step', () => {
  const run = recordOf(
    started('a', 'off'),
    { type: 'step-undone', stepId: 'a' },
    started('silent', 'off'),
    started('gone', 'off'),
  );
  expect(rollbackPromises(STEPS, run)).toEqual([]);
});
