import { describe, expect, test } from 'vitest';
import { runCommand, runText } from '../../toolkit/report/run-text.ts';
import { pendingProof } from '../../toolkit/scenario/pending-proof.ts';
import type { RunSummary, StepResult } from '../../toolkit/scenario/run-event.ts';

const steps: readonly StepResult[] = [
  { id: 'winnat', title: 'Stop winnat', depth: 0, outcome: 'cycled', durationMs: 2100 },
  { id: 'excluded', title: 'Exclude tcp 8065', depth: 1, outcome: 'applied', durationMs: 320 },
  {
    id: 'proof',
    title: 'Port 8065 is published',
    depth: 0,
    outcome: 'proved',
    detail: 'a connect to 8065 succeeded',
  },
];
const run: RunSummary = {
  schemaVersion: 1,
  runId: '20260131-142501-fix-3f9a2c',
  scenario: 'fix',
  title: 'Free blocked ports',
  host: { kind: 'simulated', machine: 'simulated' },
  outcome: 'done',
  steps,
  exitCode: 0,
};
const undone = (outcome: StepResult['outcome']): readonly StepResult[] => [
  { id: 'excluded', title: 'Exclude tcp 8065', depth: 0, outcome },
  { id: 'container', title: 'Start web', depth: 0, outcome: 'failed', detail: 'docker ended with 1' },
];

describe('a run', () => {
  test('that is done shows steps, proof and how to put everything back', () => {
    expect(runText(run).split('\n')).toEqual([
      'fix: Free blocked ports  [host: simulated, run 20260131-142501-fix-3f9a2c]',
      '',
      '  ± Stop winnat             cycled  2.1 s',
      '  ✓   Exclude tcp 8065      applied  320 ms',
      '  ✓ Port 8065 is published  proved',
      '',
      'Done: every change was made and verified.',
      '',
      'Proof:',
      '  - a connect to 8065 succeeded',
      '',
      'Only for as long as it was needed, and over:',
      '  - Stop winnat',
      '',
      'To put everything back: portwright rollback 20260131-142501-fix-3f9a2c --host simulated',
      '',
      'exit code 0: done, or nothing to do',
    ]);
  });

  test('whose proof is pending does not claim that all of it is in effect', () => {
    const proof = { id: 'proof', title: 'Prove it', depth: 0, outcome: 'proved' } as const;
    const text = runText({
      ...run,
      steps: [
        { ...proof, outcome: 'applied' },
        { ...proof, detail: pendingProof('takes effect later') },
      ],
    });
    expect(text).toContain('yet to happen');
    expect(text).not.toContain('verified');
    expect(text).toContain('- pending: takes effect later');
  });

  test.each<[RunSummary['outcome'], Partial<RunSummary>, RegExp, RegExp | undefined]>([
    ['unchanged', { steps: [], runId: null }, /Nothing to do/, undefined],
    [
      'failed-undone',
      { steps: undone('undone'), exitCode: 1 },
      /Put back:\n {2}- Exclude tcp 8065/,
      undefined,
    ],
    [
      'failed-not-undone',
      { steps: undone('not-undone'), exitCode: 3 },
      /NOT put back:\n {2}- Exclude tcp 8065/,
      /try again.*rollback/,
    ],
    [
      'restart-required',
      { steps: undone('pending'), exitCode: 3010 },
      /Restart Windows/,
      /resume 2026.*\n.*rollback 2026/,
    ],
  ])('%s', (outcome, more, shown, next) => {
    const text = runText({ ...run, ...more, outcome });
    expect(text).toMatch(shown);
    if (next) expect(text).toMatch(next);
    else expect(text).not.toContain('rollback');
    expect(text).toMatch(new RegExp(`exit code ${more.exitCode ?? 0}: `));
  });

  test('that failed says why: the step, the error with its code, and what to do', () => {
    const error = {
      code: 'host.timed-out',
      message: 'docker did not answer',
      remedy: 'docker desktop start',
    };
    const text = runText({ ...run, outcome: 'failed-undone', exitCode: 1, steps: undone('undone'), error });
    for (const part of [
      'docker ended with 1',
      'docker did not answer (host.timed-out)',
      'docker desktop start',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('with nothing applied offers nothing to put back', () => {
    expect(runText({ ...run, steps: [] })).not.toContain('rollback');
  });
});

test.each([
  [{ kind: 'windows', machine: 'local' }, 'portwright rollback r1'],
  [
    { kind: 'windows', machine: '/tmp/stand-ins' },
    'portwright rollback r1 --host windows --system-root /tmp/stand-ins',
  ],
  [
    { kind: 'simulated', machine: '/tmp/m.json' },
    'portwright rollback r1 --host simulated --state /tmp/m.json',
  ],
  [{ kind: 'linux', machine: 'local' }, 'portwright rollback r1'],
] as const)('the command that puts a run on %j back finds that machine again', (host, command) => {
  expect(runCommand('rollback', { runId: 'r1', host })).toBe(command);
});
