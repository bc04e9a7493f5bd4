import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { createJournal } from '../../toolkit/scenario/journal.ts';
import type { JournalEvent } from '../../toolkit/scenario/journal-event.ts';
import { lockMachine } from '../../toolkit/scenario/machine-lock.ts';
import type { Plan } from '../../toolkit/scenario/plan.ts';
import {
  findRun,
  journalPath,
  listRuns,
  newestUndoable,
  newRunId,
  unfinishedRuns,
} from '../../toolkit/scenario/run-store.ts';
import { loadPlan, savePlan } from '../../toolkit/scenario/saved-plan.ts';
import { inFolder } from '../support/run-bench.ts';

const host = { kind: 'simulated', machine: 'a' } as const;
const first = '20260131-142501-fix-3f9a2c';
const second = '20260131-142502-fix-3f9a2d';
const third = '20260201-000000-reserve-ports-00000a';

function write(folder: string, runId: string, machine: string, ...events: JournalEvent[]): void {
  writeAt(0, folder, runId, machine, ...events);
}

function writeAt(
  atMs: number,
  folder: string,
  runId: string,
  machine: string,
  ...events: JournalEvent[]
): void {
  const journal = createJournal(journalPath(folder, runId), () => atMs);
  journal.append({
    type: 'run-started',
    runId,
    scenario: 'fix',
    title: 'Fix',
    source: { kind: 'built-in' },
    parameters: {},
    host: { ...host, machine },
    version: '0',
  });
  for (const event of events) journal.append(event);
  journal.close();
}
const step: JournalEvent = { type: 'step-started', stepId: 'a', before: 'off' };
const done: JournalEvent = { type: 'run-finished', outcome: 'done', exitCode: 0 };

describe('runs', () => {
  it('are listed newest first, the damaged ones too', () =>
    inFolder((folder) => {
      write(folder, second, 'a', done);
      write(folder, first, 'a', done);
      write(folder, third, 'a', done);
      appendFileSync(journalPath(folder, second), 'rubbish\n');
      mkdirSync(join(folder, 'runs', 'not a run'));
      mkdirSync(dirname(journalPath(folder, '20260131-142503-fix-000000')));
      const { runs, damaged } = listRuns(folder);
      expect(runs.map(({ started }) => started.runId)).toEqual([third, first]);
      expect(damaged).toEqual([
        { runId: second, error: expect.objectContaining({ code: 'run.journal-damaged' }) },
      ]);
    }));

  it('of one second are listed newest first too', () =>
    inFolder((folder) => {
      const [early, late] = ['20260131-142501-fix-ffffff', '20260131-142501-fix-000000'];
      writeAt(1_000, folder, early, 'a', step, done);
      writeAt(1_001, folder, late, 'a', step, done);
      expect(listRuns(folder).runs.map(({ started }) => started.runId)).toEqual([late, early]);
      expect(newestUndoable(folder, host)?.started.runId).toBe(late);
    }));

  it('are none where nothing ever ran', () =>
    inFolder((folder) => {
      expect(listRuns(join(folder, 'no'))).toEqual({ runs: [], damaged: [] });
      expect(unfinishedRuns(join(folder, 'no'), host)).toEqual([]);
      expect(newestUndoable(join(folder, 'no'), host)).toBeUndefined();
    }));

  test.each([
    [first, first],
    ['20260201', third],
    ['3f9a2d', second],
  ])('are found by %s', (wanted, runId) =>
    inFolder((folder) => {
      for (const id of [first, second, third]) write(folder, id, 'a', done);
      expect(findRun(folder, wanted).started.runId).toBe(runId);
    }),
  );

  test.each([
    ['20260131', /fits 2 runs/],
    ['', /fits 3 runs/],
    ['nonsense', /is not a run/],
    ['../runs', /is not a run/],
  ])('are not found by %j', (wanted, message) =>
    inFolder((folder) => {
      for (const id of [first, second, third]) write(folder, id, 'a', done);
      expect(() => findRun(folder, wanted)).toThrow(
        expect.objectContaining({ code: 'run.unknown', message: expect.stringMatching(message) }),
      );
    }),
  );

  it('that are damaged say so when they are asked for', () =>
    inFolder((folder) => {
      write(folder, first, 'a');
      writeFileSync(journalPath(folder, first), 'rubbish\n');
      expect(() => findRun(folder, first)).toThrow(expect.objectContaining({ code: 'run.journal-damaged' }));
    }));

  it('are unfinished on their own machine only, and not while one is carried out', () =>
    inFolder((folder) => {
      write(folder, first, 'a', step);
      write(folder, second, 'another', step);
      write(folder, third, 'a', step, done);
      expect(unfinishedRuns(folder, host).map(({ started }) => started.runId)).toEqual([first]);
      const lock = lockMachine(folder, host, 'fix');
      expect(unfinishedRuns(folder, host)).toEqual([]);
      expect(unfinishedRuns(folder, host, lock)).toHaveLength(1);
      lock.release();
    }));

  it('of which the newest that left something is the one to undo', () =>
    inFolder((folder) => {
      write(folder, first, 'a', step, done);
      write(folder, second, 'another', step, done);
      write(folder, third, 'a', step, { type: 'step-undone', stepId: 'a' }, done);
      expect(newestUndoable(folder, host)?.started.runId).toBe(first);
    }));

  it('have ids that sort by time', () => {
    const [early, late] = [
      newRunId('fix', Date.UTC(2026, 0, 31, 14, 25, 1)),
      newRunId('fix', 1_800_000_000_000),
    ];
    expect(early).toMatch(/^20260131-142501-fix-[0-9a-f]{6}$/);
    expect(early < late).toBe(true);
  });
});

describe('a saved plan', () => {
  const plan: Plan = {
    schemaVersion: 1,
    scenario: 'fix',
    title: 'Fix',
    parameters: { ports: ['8065'] },
    host,
    steps: [],
    changes: [],
    promises: [{ stepId: 's', fact: { kind: 'no-container', container: 'web' } }],
    fingerprint: 'f',
  };

  it('is read as it was written', () =>
    inFolder((folder) => {
      savePlan(join(folder, 'plan.json'), plan);
      expect(loadPlan(join(folder, 'plan.json'))).toEqual(plan);
    }));

  it('of a version without promises is read with none', () =>
    inFolder((folder) => {
      const { promises: _, ...older } = plan;
      writeFileSync(join(folder, 'plan.json'), JSON.stringify(older));
      expect(loadPlan(join(folder, 'plan.json'))).toEqual({ ...older, promises: [] });
    }));

  it.each([
    ['empty', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['cut off', JSON.stringify(plan).slice(0, -2)],
    ['of another version', JSON.stringify({ ...plan, schemaVersion: 2 })],
    ['without a fingerprint', JSON.stringify({ ...plan, fingerprint: undefined })],
    ['without parameters', JSON.stringify({ ...plan, parameters: null })],
  ])('that is %s is refused', (_what, text) =>
    inFolder((folder) => {
      writeFileSync(join(folder, 'plan.json'), text);
      expect(() => loadPlan(join(folder, 'plan.json'))).toThrow(
        expect.objectContaining({ code: 'plan.invalid-file', exitCode: 2 }),
      );
    }),
  );

  it('that is not there, or cannot be written, says so', () =>
    inFolder((folder) => {
      expect(() => loadPlan(join(folder, 'no'))).toThrow(
        expect.objectContaining({ code: 'plan.invalid-file' }),
      );
      expect(() => savePlan(join(folder, 'no', 'plan.json'), plan)).toThrow(
        expect.objectContaining({ code: 'host.file-failed' }),
      );
    }));
});
