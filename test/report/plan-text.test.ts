import { describe, expect, test } from 'vitest';
import { type PlanToPrint, planText } from '../../toolkit/report/plan-text.ts';
import type { PlannedStep } from '../../toolkit/scenario/plan.ts';

const step = (id: string, more: Partial<PlannedStep> = {}): PlannedStep => ({
  id,
  title: `Step ${id}`,
  kind: 'step',
  depth: 0,
  disposition: 'change',
  changes: [],
  notes: [],
  ...more,
});
const plan = (...steps: PlannedStep[]): PlanToPrint => ({
  scenario: 'fix',
  title: 'Free blocked ports and keep them',
  host: { kind: 'simulated', machine: 'm' },
  steps,
});
const HEAD = ['fix: Free blocked ports and keep them  [host: simulated]', ''];

const cycle = step('winnat', {
  kind: 'bracket',
  changes: [
    {
      action: 'cycle',
      what: 'service winnat stop → start',
      notes: ['running WSL distributions lose their network', 'its blocks are drawn anew'],
    },
  ],
});
const add = step('excluded', {
  depth: 1,
  changes: [{ action: 'add', what: 'excluded port range tcp 8065 (administered, persistent)' }],
});
const range = step('range', {
  changes: [
    { action: 'change', what: 'dynamic port range tcp 1024+64511 → 49152+16384', notes: ['fewer ports'] },
  ],
});
const proof = step('bindable', {
  kind: 'expectation',
  disposition: 'proof',
  title: 'Port 8065 can be bound',
});

describe('a plan', () => {
  test('reads line by line what will be done, then how many of each', () => {
    expect(planText(plan(cycle, add, range, proof)).split('\n')).toEqual([
      ...HEAD,
      '  ± service winnat stop → start (running WSL distributions lose their network)',
      '      its blocks are drawn anew',
      '    + excluded port range tcp 8065 (administered, persistent)',
      '  ~ dynamic port range tcp 1024+64511 → 49152+16384',
      '      fewer ports',
      '',
      '  Proved afterwards:',
      '    - Port 8065 can be bound',
      '',
      'Plan: 1 to add, 1 to change, 0 to remove, 1 to cycle.',
    ]);
  });

  test('with nothing to do says so, and still gives its notes', () => {
    const satisfied = step('a', {
      disposition: 'satisfied',
      notes: ['excluded now, but not in the persistent store'],
    });
    expect(planText(plan(satisfied)).split('\n')).toEqual([
      ...HEAD,
      '      excluded now, but not in the persistent store',
      '',
      'Nothing to do.',
    ]);
    expect(planText(plan(step('a', { disposition: 'satisfied' }))).split('\n')).toEqual([
      ...HEAD,
      'Nothing to do.',
    ]);
  });

  test('with only a proof left changes nothing', () => {
    expect(planText(plan(proof))).toMatch(/only the proof is read\.$/);
  });

  test('that is refused names the reason and the remedy, and counts nothing', () => {
    const refusal = { reason: 'node.exe (process 77) listens on 8065', remedy: 'end it yourself' };
    const text = planText(plan(step('owner', { disposition: 'refused', refusal }), range));
    expect(text.split('\n').slice(2, 5)).toEqual([
      '  ✗ Step owner',
      '      node.exe (process 77) listens on 8065',
      '      instead: end it yourself',
    ]);
    expect(text).toMatch(/Refused: nothing will be changed\.$/);
    expect(text).not.toContain('Plan:');
  });

  test('never breaks a change line, but its notes', () => {
    const text = planText(plan(range), { columns: 14 });
    expect(text).toContain('dynamic port range tcp 1024+64511 → 49152+16384');
    expect(text).toContain('      fewer\n      ports');
  });

  test('is the same with colours, once they are taken away', () => {
    const coloured = planText(plan(cycle, add, range), { colour: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that begins a colour
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(planText(plan(cycle, add, range)));
    expect(coloured).not.toBe(planText(plan(cycle, add, range)));
  });
});
