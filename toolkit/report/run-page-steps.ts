import type { JournalRecord } from '../scenario/journal-event.ts';
import type { RunRecord } from '../scenario/run-record.ts';
import type { AnyStep } from '../scenario/step.ts';
import type { Tone } from './tone.ts';

/** How far a step got, in one word for a person. */
export type StepState =
  | 'unchanged'
  | 'applied'
  | 'waits for a restart'
  | 'proved'
  | 'taken down'
  | 'brought back'
  | 'started'
  | 'failed'
  | 'put back'
  | 'not put back'
  | 'not reached';

/** One step of a run, as its plan names it and its journal tells it. */
export interface ToldStep {
  readonly id: string;
  /** The id where the scenario could not be asked. */
  readonly title: string;
  /** 0 at the top, 1 inside a bracket, and so on. */
  readonly depth: number;
  readonly state: StepState;
  /** From the beginning of the run, in milliseconds; undefined for a step that was not reached. */
  readonly startedMs: number | undefined;
  readonly durationMs: number | undefined;
  /** The proof, or the error. */
  readonly detail: string | undefined;
  /** What was there before the run touched it: what a rollback brings back. */
  readonly before: unknown;
}

export const STATE_TONES: Readonly<Record<StepState, Tone>> = {
  unchanged: 'good',
  applied: 'good',
  'waits for a restart': 'warn',
  proved: 'good',
  'taken down': 'warn',
  'brought back': 'good',
  started: 'warn',
  failed: 'bad',
  'put back': 'warn',
  'not put back': 'bad',
  'not reached': 'warn',
};

/**
 * The steps of a run in the order of its plan, then those that only the journal names. Pure.
 *
 * @param planned - The scenario's steps for the run's parameters; empty where the scenario could not be asked.
 */
export function toldSteps(run: RunRecord, planned: readonly AnyStep[]): ToldStep[] {
  const titles = flatten(planned, 0);
  const known = new Set(titles.map(({ id }) => id));
  const journaled = new Set(run.records.flatMap((record) => ('stepId' in record ? [record.stepId] : [])));
  const others = [...journaled].filter((id) => !known.has(id)).map((id) => ({ id, title: id, depth: 0 }));
  return [...titles, ...others].map((step) => tell(run, step));
}

function flatten(steps: readonly AnyStep[], depth: number): Pick<ToldStep, 'id' | 'title' | 'depth'>[] {
  return steps.flatMap((step) => [
    { id: step.id, title: step.title, depth },
    ...(step.kind === 'bracket' ? flatten(step.steps, depth + 1) : []),
  ]);
}

function tell(run: RunRecord, step: Pick<ToldStep, 'id' | 'title' | 'depth'>): ToldStep {
  const records = run.records.filter((record) => 'stepId' in record && record.stepId === step.id);
  const [first] = records;
  const last = records.at(-1);
  const details = records.flatMap((record) => detailOf(record) ?? []);
  return {
    ...step,
    state: last === undefined ? 'not reached' : stateOf(last),
    startedMs: first && first.atMs - run.startedAtMs,
    durationMs: first && last && last.atMs - first.atMs,
    detail: details.at(-1),
    before: run.steps.get(step.id)?.before,
  };
}

function detailOf(record: JournalRecord): string | undefined {
  if (record.type === 'proved') return record.proof;
  return record.type === 'step-failed' || record.type === 'undo-failed' ? record.error : undefined;
}

function stateOf(record: JournalRecord): StepState {
  switch (record.type) {
    case 'step-unchanged':
      return 'unchanged';
    case 'step-applied':
      return record.pending ? 'waits for a restart' : 'applied';
    case 'proved':
      return 'proved';
    case 'step-failed':
      return 'failed';
    case 'step-undone':
      return 'put back';
    case 'undo-failed':
      return 'not put back';
    case 'bracket-closed':
      return 'brought back';
    case 'bracket-open':
    case 'bracket-opening':
    case 'bracket-closing':
      return 'taken down';
    default:
      return 'started';
  }
}
