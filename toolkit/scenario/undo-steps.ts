import { isSystemError } from '../errors/system-error.ts';
import { waitUntil } from '../host/wait-until.ts';
import { type Execution, note } from './execution.ts';
import type { JournalEvent } from './journal-event.ts';
import { type StepRecord, standingSteps } from './run-record.ts';
import type { AnyStep, Bracket, Step } from './step.ts';

const UNDO_DEADLINE_MS = 10_000;
const BRACKET_DEADLINE_MS = 30_000;
/** What was brought back although something on the way failed is seen soon, or not at all. */
const AFTER_ERROR_MS = 5_000;

/**
 * Puts one step back and reads whether it is. Never throws: an undo that fails is noted, and the next one is tried.
 *
 * An interrupt is not listened to here: what was taken down comes back first.
 */
export async function undoStep(
  execution: Execution,
  step: Step,
  before: unknown,
  depth: number,
): Promise<boolean> {
  const { host } = execution;
  try {
    if (step.undo === undefined) throw new Error(step.irreversible ?? 'it has no undo');
    const undo = step.undo.bind(step);
    const error = await failureOf(() => undo(host, before));
    const waited = await waitUntil(
      host,
      () => step.check(host),
      (now) => step.isRestored?.(now, before) ?? !step.isSatisfied(now),
      { deadlineMs: error === undefined ? (step.deadlineMs ?? UNDO_DEADLINE_MS) : 0 },
    );
    if (!waited.reached)
      throw error ?? waited.error ?? new Error('reading again does not show what was there before');
    writeDown(execution, { type: 'step-undone', stepId: step.id });
    if (step.isRestorePending?.(waited.state, before)) execution.restartsDue.add(step.id);
    note(execution, step, depth, 'undone');
    return true;
  } catch (error) {
    return failedUndo(execution, step, depth, error);
  }
}

/** Brings back what a bracket took down, and reads whether it is back. Never throws. */
export async function undoBracket(
  execution: Execution,
  bracket: Bracket,
  before: unknown,
  depth: number,
): Promise<boolean> {
  const { host } = execution;
  execution.emit({ type: 'step-began', id: bracket.id, title: bracket.title, depth, doing: 'bring back' });
  execution.unclosed.set(bracket.id, { bracket, before, depth });
  writeDown(execution, { type: 'bracket-closing', stepId: bracket.id });
  try {
    const error = await failureOf(() => bracket.bringBack(host, before));
    const waited = await waitUntil(host, () => bracket.isBack(host, before), Boolean, {
      deadlineMs: error === undefined ? (bracket.deadlineMs ?? BRACKET_DEADLINE_MS) : AFTER_ERROR_MS,
    });
    if (!waited.reached) throw error ?? waited.error ?? new Error('reading again does not show it back');
    writeDown(execution, { type: 'bracket-closed', stepId: bracket.id });
    execution.unclosed.delete(bracket.id);
    note(execution, bracket, depth, 'cycled', error?.message);
    return true;
  } catch (error) {
    return failedUndo(execution, bracket, depth, error);
  }
}

/** A command that failed decides nothing: the state that is read afterwards does. */
export async function failureOf(work: () => Promise<void>): Promise<Error | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Puts back what the journal of an earlier process says, by the scenario's own step. Never throws. */
export async function putBack(
  execution: Execution,
  steps: readonly AnyStep[],
  record: StepRecord,
  depth = 0,
): Promise<void> {
  const { stepId, before } = record;
  const found = findStep(steps, stepId, depth);
  if (found?.step.kind === 'step') await undoStep(execution, found.step, before, found.depth);
  else if (found?.step.kind === 'bracket') await undoBracket(execution, found.step, before, found.depth);
  else {
    const error = 'the scenario has no such step any more';
    writeDown(execution, { type: 'undo-failed', stepId, error });
    execution.results.set(stepId, {
      id: stepId,
      title: stepId,
      depth: 0,
      outcome: 'not-undone',
      detail: error,
    });
  }
}

/** What an earlier process of this run left standing and this one has not come to, last first. */
export function notReachedAgain({ prior, results }: Execution): readonly StepRecord[] {
  return prior === undefined ? [] : standingSteps(prior).filter(({ stepId }) => !results.has(stepId));
}

/**
 * A full disk must not keep the machine from being put back. What the journal then still calls standing is put back once more
 * by a rollback, which does no harm.
 */
function writeDown({ journal }: Execution, event: JournalEvent): void {
  try {
    journal.append(event);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/** @returns the step of that id with its depth, the outermost at `depth`. */
export function findStep(
  steps: readonly AnyStep[],
  id: string,
  depth: number,
): { step: AnyStep; depth: number } | undefined {
  for (const step of steps) {
    if (step.id === id) return { step, depth };
    const inner = step.kind === 'bracket' ? findStep(step.steps, id, depth + 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function failedUndo(execution: Execution, step: Step | Bracket, depth: number, error: unknown): false {
  const message = error instanceof Error ? error.message : String(error);
  writeDown(execution, { type: 'undo-failed', stepId: step.id, error: message });
  note(execution, step, depth, 'not-undone', message);
  return false;
}
