import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resumeRun } from '../../toolkit/scenario/resume-run.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import type { RunSummary } from '../../toolkit/scenario/run-event.ts';
import type { RunRecord } from '../../toolkit/scenario/run-record.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { journalPath, listRuns } from '../../toolkit/scenario/run-store.ts';
import type { AnyStep } from '../../toolkit/scenario/step.ts';
import { type FakeMachine, type Fault, fakeMachine, hostOf } from '../support/fake-machine.ts';
import {
  DOWN,
  everyStep,
  fakeBracket,
  fakeExpectation,
  fakeStep,
  ON,
  PENDING,
  UP,
} from '../support/fake-steps.ts';
import { builtIn, inFolder, scenarioOf, settingsOf } from '../support/run-bench.ts';

/** A tree without names: they are given in order, so that every id is one of its own. */
type Shape =
  | { readonly kind: 'step'; readonly was: string; readonly restarts: boolean }
  | { readonly kind: 'bracket'; readonly was: string; readonly inner: readonly Shape[] }
  | { readonly kind: 'proof' };

const leaf: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({
    kind: fc.constant('step' as const),
    was: fc.constantFrom('off', 'off', 'other', ON),
    restarts: fc.constantFrom(false, false, false, true),
  }),
  fc.record({ kind: fc.constant('proof' as const) }),
);
const bracketOf = (inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> =>
  fc.record({
    kind: fc.constant('bracket' as const),
    was: fc.constantFrom(UP, UP, UP, 'never there'),
    inner: fc.array(inner, { minLength: 1, maxLength: 3 }),
  });
const anyShape = fc.oneof(leaf, bracketOf(fc.oneof(leaf, leaf, bracketOf(leaf))));
const tree = fc.array(anyShape, { minLength: 1, maxLength: 4 });

interface Case {
  readonly steps: readonly AnyStep[];
  readonly cells: Readonly<Record<string, string>>;
  /** Brackets that must be down before a cell of a step inside them can be set. */
  readonly around: ReadonlyMap<string, readonly string[]>;
}

function build(shapes: readonly Shape[]): Case {
  const cells: Record<string, string> = {};
  const around = new Map<string, readonly string[]>();
  let count = 0;
  let lastCell: string | undefined;
  const name = (kind: string) => `${kind}${count++}`;
  const make = (shape: Shape, brackets: readonly string[]): AnyStep[] => {
    if (shape.kind === 'proof')
      return lastCell === undefined ? [] : [fakeExpectation(name('proof'), lastCell, ON)];
    const id = name(shape.kind);
    cells[id] = shape.was;
    if (shape.kind === 'step') {
      around.set(id, brackets);
      lastCell = id;
      return [fakeStep(id, { restarts: shape.restarts })];
    }
    return [
      fakeBracket(
        id,
        shape.inner.flatMap((inner) => make(inner, [...brackets, id])),
      ),
    ];
  };
  return { steps: shapes.flatMap((shape) => make(shape, [])), cells, around };
}

/** What a step sets inside a bracket can be set only while that is down; putting it back is always possible. */
function guardOf({ cells, around }: Case, machine: FakeMachine) {
  return (cell: string, value: string) => {
    const inTheWay = (around.get(cell) ?? []).find((bracket) => machine.cells.get(bracket) === UP);
    if (inTheWay !== undefined && value !== cells[cell]) throw new Error(`${inTheWay} holds ${cell}`);
  };
}

interface Trouble {
  readonly at: number;
  readonly fault: Fault;
}

const SYNCED = /"type":"(step-started|bracket-opening|run-paused|run-finished|rolled-back)"/;

/** The bytes a journal may have after the power went: whatever was synced, and any part of the rest. */
function cutUnsynced(path: string, bytes: Buffer, share: number): void {
  const lines = bytes.toString('utf8').split('\n');
  const lastSynced = lines.findLastIndex((line) => SYNCED.test(line));
  const kept = Buffer.byteLength(
    lines
      .slice(0, lastSynced + 1)
      .map((line) => `${line}\n`)
      .join(''),
  );
  writeFileSync(path, bytes);
  truncateSync(path, Math.round(kept + (bytes.length - kept) * share));
}

interface Process {
  readonly died: boolean;
  readonly summary: RunSummary | undefined;
}

/** One process of Portwright against the machine, which may die on the way. Its lock is gone with it. */
async function inProcess(
  testCase: Case,
  machine: FakeMachine,
  folder: string,
  troubles: readonly Trouble[],
  share: number,
  verb: 'run' | 'resume' | 'rollback',
): Promise<Process> {
  const abort = new AbortController();
  let atDeath: Buffer | undefined;
  const onDeath = () => {
    const path = newestJournal(folder);
    atDeath = path === undefined ? Buffer.alloc(0) : readFileSync(path);
  };
  const faults = new Map(troubles.map(({ at, fault }) => [at, fault]));
  const host = hostOf(machine, { faults, onDeath, abort, guard: guardOf(testCase, machine) });
  const settings = settingsOf(host, folder, abort.signal);
  const scenario = scenarioOf(testCase.steps);
  const find = async () => scenario;
  let summary: RunSummary | undefined;
  try {
    const [run] = listRuns(folder).runs;
    if (verb === 'run') summary = await runScenario(settings, { scenario, ...builtIn });
    else if (verb === 'resume') summary = await resumeRun(settings, present(run), find);
    else summary = await rollbackRun(settings, present(run), find);
  } catch (error) {
    if (atDeath === undefined && troubles.length === 0) throw error;
  }
  const path = newestJournal(folder);
  if (atDeath !== undefined && path !== undefined) cutUnsynced(path, atDeath, share);
  return { died: atDeath !== undefined, summary: atDeath === undefined ? summary : undefined };
}

function newestJournal(folder: string): string | undefined {
  const [runId] = readdirSync(folder).includes('runs') ? readdirSync(join(folder, 'runs')) : [];
  return runId === undefined ? undefined : journalPath(folder, runId);
}

function present(run: RunRecord | undefined): RunRecord {
  if (run === undefined) throw new Error('no run was written down');
  return run;
}

function restart(machine: FakeMachine): void {
  for (const [cell, value] of machine.cells) {
    if (value === PENDING) machine.cells.set(cell, ON);
    if (value === DOWN) machine.cells.set(cell, UP);
  }
}

function differing({ cells }: Case, machine: FakeMachine): string[] {
  return Object.keys(cells).filter((cell) => machine.cells.get(cell) !== cells[cell]);
}

function expectAsBefore(testCase: Case, machine: FakeMachine): void {
  expect(Object.fromEntries(machine.cells)).toEqual(testCase.cells);
  expect([...machine.tasks]).toEqual([]);
}

function expectAllApplied({ steps, cells }: Case, machine: FakeMachine): void {
  const wanted = everyStep(steps).flatMap(({ kind, id }) =>
    kind === 'expectation' ? [] : [[id, kind === 'step' ? ON : cells[id]]],
  );
  expect(Object.fromEntries(machine.cells)).toEqual(Object.fromEntries(wanted));
  expect([...machine.tasks]).toEqual([]);
}

/** What a failed run says must be what is true. */
function expectHonest(testCase: Case, machine: FakeMachine, summary: RunSummary): void {
  if (summary.outcome === 'done' || summary.outcome === 'unchanged') {
    expectAllApplied(testCase, machine);
    return;
  }
  if (summary.outcome === 'restart-required') {
    expect([...machine.cells.values()]).toContain(PENDING);
    expect([...machine.cells.values()]).not.toContain(DOWN);
    expect(machine.tasks.size).toBe(1);
    return;
  }
  const named = summary.steps.filter(({ outcome }) => outcome === 'not-undone').map(({ id }) => id);
  if (summary.outcome === 'failed-undone') expectAsBefore(testCase, machine);
  else expect(named).toEqual(expect.arrayContaining(differing(testCase, machine)));
  const isLeft = named.length > 0 || summary.error?.code === 'run.not-undone';
  expect(summary.exitCode).toBe(isLeft ? 3 : summary.error?.code === 'run.interrupted' ? 130 : 1);
}

/** Goes on over as many restarts as the steps want. */
async function toTheEnd(testCase: Case, machine: FakeMachine, folder: string, first: RunSummary | undefined) {
  let summary = first;
  for (let restarts = 0; summary?.outcome === 'restart-required' && restarts < 20; restarts += 1) {
    restart(machine);
    ({ summary } = await inProcess(testCase, machine, folder, [], 0, 'resume'));
  }
  return summary;
}

const faultOf = (...kinds: Fault[]): fc.Arbitrary<Trouble> =>
  fc.record({ at: fc.nat({ max: 60 }), fault: fc.constantFrom(...kinds) });

test('a run in which anything fails, lies or is interrupted ends as before, or says what is left', async () => {
  await fc.assert(
    fc.asyncProperty(
      tree,
      fc.array(faultOf('fail', 'lie', 'abort'), { maxLength: 3 }),
      async (shapes, troubles) => {
        const testCase = build(shapes);
        const machine = fakeMachine(testCase.cells);
        await inFolder(async (folder) => {
          const { summary } = await inProcess(testCase, machine, folder, troubles, 0, 'run');
          if (summary === undefined) return expectAsBefore(testCase, machine);
          expectHonest(testCase, machine, summary);
          if (summary.outcome !== 'failed-not-undone') return;
          const again = await inProcess(testCase, machine, folder, [], 0, 'rollback');
          expect(again.summary?.exitCode).toBe(0);
          expectAsBefore(testCase, machine);
        });
      },
    ),
    { numRuns: 250 },
  );
});

test('a run that dies anywhere, more than once, is completed by resume or taken back by rollback', async () => {
  const verb = fc.constantFrom('resume' as const, 'rollback' as const);
  await fc.assert(
    fc.asyncProperty(
      tree,
      fc.array(fc.tuple(fc.nat({ max: 40 }), fc.constantFrom('die-before', 'die-after'), verb), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.boolean(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (shapes, deaths, power, share) => {
        const testCase = build(shapes);
        const machine = fakeMachine(testCase.cells);
        await inFolder(async (folder) => {
          let next: 'run' | 'resume' | 'rollback' = 'run';
          for (const [at, fault, then] of deaths) {
            const { died, summary } = await inProcess(
              testCase,
              machine,
              folder,
              [{ at, fault }],
              share,
              next,
            );
            if (!died && summary?.outcome !== 'restart-required')
              return next === 'rollback'
                ? expectAsBefore(testCase, machine)
                : expectAllApplied(testCase, machine);
            if (power) restart(machine);
            if (listRuns(folder).runs.length === 0) return expectAsBefore(testCase, machine);
            next = then;
          }
          const down = [...machine.cells].filter(([, value]) => value === DOWN).map(([cell]) => cell);
          machine.log.length = 0;
          const { summary } = await inProcess(testCase, machine, folder, [], 0, next);
          const end = await toTheEnd(testCase, machine, folder, summary);
          expect(end?.outcome).toBe('done');
          if (next === 'resume') return expectAllApplied(testCase, machine);
          expectAsBefore(testCase, machine);
          for (const bracket of down) expectInnerFirst(testCase, machine, bracket);
        });
      },
    ),
    { numRuns: 300 },
  );
});

/** What is inside a bracket goes back while that is still down. */
function expectInnerFirst({ around }: Case, { log }: FakeMachine, bracket: string): void {
  const back = log.indexOf(`${bracket}=${UP}`);
  const late = log
    .slice(back + 1)
    .filter((entry) => around.get(entry.slice(0, entry.indexOf('=')))?.includes(bracket));
  expect(late).toEqual([]);
}
