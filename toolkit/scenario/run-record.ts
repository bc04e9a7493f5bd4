import type { JournalRecord, RunOutcome, RunStarted } from './journal-event.ts';

/** What the journal says about one step that touched the machine. */
export interface StepRecord {
  readonly stepId: string;
  readonly kind: 'step' | 'bracket';
  /** What was there before the run touched it: all that undo may rely on. */
  readonly before: unknown;
  /**
   * `started` may or may not have happened · `applied` was verified · `pending` wants a restart ·
   * `open` is taken down (or about to be) · `closed` was brought back · `undone` was put back.
   */
  state: 'started' | 'applied' | 'pending' | 'open' | 'closed' | 'undone' | 'not-undone';
}

export type RunStatus = RunOutcome | 'unfinished' | 'rolled-back' | 'rolled-back-in-part';

/** One run, as its journal tells it. */
export interface RunRecord {
  readonly started: RunStarted;
  readonly startedAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly status: RunStatus;
  /** In the order in which they touched the machine. */
  readonly steps: ReadonlyMap<string, StepRecord>;
  /** Scheduled tasks that will resume it after a restart. */
  readonly tasks: readonly string[];
  readonly records: readonly JournalRecord[];
}

/** @returns undefined for a journal that was cut off before its first line was whole: nothing had been touched. */
export function foldJournal(records: readonly JournalRecord[]): RunRecord | undefined {
  const [first] = records;
  if (first?.type !== 'run-started') return undefined;
  const steps = new Map<string, StepRecord>();
  let status: RunStatus = 'unfinished';
  let endedAtMs: number | undefined;
  let tasks: readonly string[] = [];
  for (const record of records) {
    foldStep(steps, record);
    if (record.type === 'run-resumed' || record.type === 'rollback-started') status = 'unfinished';
    if (record.type === 'run-paused') {
      status = 'restart-required';
      tasks = record.tasks;
    }
    if (record.type === 'run-finished') status = record.outcome;
    if (status !== 'failed-not-undone' && isEnd(record)) tasks = [];
    if (record.type === 'rolled-back') status = record.complete ? 'rolled-back' : 'rolled-back-in-part';
    if (isEnd(record)) endedAtMs = record.atMs;
  }
  return { started: first, startedAtMs: first.atMs, endedAtMs, status, steps, tasks, records };
}

function isEnd({ type }: JournalRecord): boolean {
  return type === 'run-finished' || type === 'rolled-back';
}

/** Steps that still stand and can be put back, last first. */
export function standingSteps(run: RunRecord): readonly StepRecord[] {
  return [...run.steps.values()].filter(({ state }) => state !== 'undone' && state !== 'closed').reverse();
}

/** Whether the run was cut off, or waits for a restart. */
export function isUnfinished(run: RunRecord): boolean {
  return run.status === 'unfinished' || run.status === 'restart-required';
}

function foldStep(steps: Map<string, StepRecord>, record: JournalRecord): void {
  switch (record.type) {
    case 'step-started':
    case 'bracket-opening': {
      const earlier = steps.get(record.stepId);
      const kind = record.type === 'step-started' ? 'step' : 'bracket';
      const before = earlier === undefined || isOver(earlier) ? record.before : earlier.before;
      // A resumed run opens a bracket again: it keeps its place before the steps inside it, which are put back before it is.
      steps.set(record.stepId, {
        stepId: record.stepId,
        kind,
        before,
        state: kind === 'step' ? 'started' : 'open',
      });
      return;
    }
    case 'step-applied':
      mark(steps, record.stepId, record.pending ? 'pending' : 'applied');
      return;
    case 'bracket-closed':
      mark(steps, record.stepId, 'closed');
      return;
    case 'step-undone':
      mark(steps, record.stepId, 'undone');
      return;
    case 'undo-failed':
      mark(steps, record.stepId, 'not-undone');
      return;
  }
}

function isOver({ state }: StepRecord): boolean {
  return state === 'undone' || state === 'closed';
}

function mark(steps: Map<string, StepRecord>, stepId: string, state: StepRecord['state']): void {
  const step = steps.get(stepId);
  if (step !== undefined) step.state = state;
}
