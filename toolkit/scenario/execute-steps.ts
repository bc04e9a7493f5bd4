import { ToolkitError } from '../errors/toolkit-error.ts';
import { waitUntil } from '../host/wait-until.ts';
import { type Execution, LogonNeeded, note, RestartNeeded } from './execution.ts';
import type { AnyStep, Bracket, Expectation, Step } from './step.ts';
import { failureOf, findStep, notReachedAgain, putBack, undoBracket, undoStep } from './undo-steps.ts';

const STEP_DEADLINE_MS = 10_000;
const BRACKET_DEADLINE_MS = 30_000;

/**
 * Carries the steps out, one after the other.
 *
 * @throws whatever made a step fail, after the open brackets around it were brought back; what stands in
 *   `execution.standing` is then still to be undone. @throws RestartNeeded when a step waits for a restart.
 */
export async function executeSteps(
  execution: Execution,
  steps: readonly AnyStep[],
  depth = 0,
): Promise<void> {
  for (const step of steps) {
    if (execution.signal?.aborted)
      throw new ToolkitError('host.aborted', `interrupted before: ${step.title}`);
    if (execution.part === 'machine' && step.session === 'user') throw new LogonNeeded(step.title);
    if (step.kind === 'step') await executeStep(execution, step, depth);
    else if (step.kind === 'bracket') await executeBracket(execution, step, depth);
    else await expectStep(execution, step, depth);
  }
}

async function executeStep(execution: Execution, step: Step, depth: number): Promise<void> {
  const { host, journal, prior } = execution;
  const earlier = prior?.steps.get(step.id);
  const touched = earlier !== undefined && earlier.state !== 'undone';
  const state = await step.check(host);
  const before = touched ? earlier.before : state;
  if (step.isSatisfied(state)) {
    if (!touched) return note(execution, step, depth, 'unchanged');
    execution.standing.push({ step, before, depth });
    if (earlier.state !== 'applied')
      journal.append({ type: 'step-applied', stepId: step.id, pending: false });
    return note(execution, step, depth, 'applied');
  }
  if (step.isPending?.(state, before)) {
    journal.append({ type: 'step-started', stepId: step.id, before }, 'sync');
    execution.standing.push({ step, before, depth });
    return pause(execution, step, depth);
  }
  execution.emit({ type: 'step-began', id: step.id, title: step.title, depth, doing: 'apply' });
  journal.append({ type: 'step-started', stepId: step.id, before }, 'sync');
  execution.standing.push({ step, before, depth });
  await timed(execution, step, depth, async () => {
    const error = await failureOf(() => step.apply(host, state));
    const isReached = (now: unknown) => step.isSatisfied(now) || (step.isPending?.(now, before) ?? false);
    const now = await verified(execution, step, isReached, step.deadlineMs ?? STEP_DEADLINE_MS, error);
    if (!step.isSatisfied(now)) return pause(execution, step, depth);
    journal.append({ type: 'step-applied', stepId: step.id, pending: false });
    note(execution, step, depth, 'applied');
  });
}

function pause(execution: Execution, step: Step, depth: number): never {
  execution.journal.append({ type: 'step-applied', stepId: step.id, pending: true });
  note(execution, step, depth, 'pending');
  throw new RestartNeeded(step.title);
}

async function executeBracket(execution: Execution, bracket: Bracket, depth: number): Promise<void> {
  const { host, journal, prior } = execution;
  const earlier = prior?.steps.get(bracket.id);
  const leftOpen = earlier?.state === 'open' || earlier?.state === 'not-undone';
  const [state, innerWork] = await Promise.all([bracket.check(host), hasInnerWork(execution, bracket.steps)]);
  const before = leftOpen ? earlier.before : state;
  // What an earlier process left down stays so for inner proofs, which may hold only meanwhile.
  const isLeftDown = leftOpen && (innerWork || (await bracket.isDown(host, before)));
  if (!(leftOpen ? isLeftDown : bracket.isNeeded(state, innerWork))) {
    if (leftOpen) await closeBracket(execution, bracket, before, depth);
    else note(execution, bracket, depth, 'not-needed');
    return executeSteps(execution, bracket.steps, depth + 1);
  }
  execution.emit({ type: 'step-began', id: bracket.id, title: bracket.title, depth, doing: 'take down' });
  journal.append({ type: 'bracket-opening', stepId: bracket.id, before }, 'sync');
  const mark = execution.standing.length;
  try {
    await takeDown(execution, bracket, before);
    journal.append({ type: 'bracket-open', stepId: bracket.id });
    await executeSteps(execution, bracket.steps, depth + 1);
  } catch (error) {
    if (isPause(error)) await closeBracket(execution, bracket, before, depth);
    else await undoWith(execution, bracket, before, { depth, mark, error });
    throw error;
  }
  await closeBracket(execution, bracket, before, depth);
}

async function takeDown({ host, signal }: Execution, bracket: Bracket, before: unknown): Promise<void> {
  if (await bracket.isDown(host, before)) return;
  const error = await failureOf(() => bracket.takeDown(host, before));
  // A service that stops slowly arrives although the command gave up on it.
  const deadlineMs = bracket.deadlineMs ?? BRACKET_DEADLINE_MS;
  const down = await waitUntil(host, () => bracket.isDown(host, before), Boolean, { deadlineMs, signal });
  if (!down.reached) throw error ?? notVerified(`${bracket.title}: not down`, deadlineMs, down.error);
}

async function closeBracket(
  execution: Execution,
  bracket: Bracket,
  before: unknown,
  depth: number,
): Promise<void> {
  if (await undoBracket(execution, bracket, before, depth)) return;
  const why = execution.results.get(bracket.id)?.detail ?? '';
  throw new ToolkitError('run.not-verified', `${bracket.title}: could not bring it back: ${why}`);
}

/** Inner steps go back before the bracket does: they may need what it holds down. */
async function undoWith(
  execution: Execution,
  bracket: Bracket,
  before: unknown,
  { depth, mark, error }: { readonly depth: number; readonly mark: number; readonly error: unknown },
): Promise<void> {
  execution.emit({ type: 'undoing', reason: error instanceof Error ? error.message : String(error) });
  for (const record of notReachedAgain(execution)) {
    const isInside = findStep(bracket.steps, record.stepId, depth + 1) !== undefined;
    if (isInside) await putBack(execution, bracket.steps, record, depth + 1);
  }
  for (const inner of execution.standing.splice(mark).reverse()) {
    await undoStep(execution, inner.step, inner.before, inner.depth);
  }
  await undoBracket(execution, bracket, before, depth);
}

async function expectStep(execution: Execution, step: Expectation, depth: number): Promise<void> {
  execution.emit({ type: 'step-began', id: step.id, title: step.title, depth, doing: 'prove' });
  const deadlineMs = step.phase === 'before' ? 0 : (step.deadlineMs ?? STEP_DEADLINE_MS);
  await timed(execution, step, depth, async () => {
    const state = await verified(execution, step, (now) => step.isSatisfied(now), deadlineMs);
    const proof = step.describe(state);
    execution.journal.append({ type: 'proved', stepId: step.id, proof });
    note(execution, step, depth, 'proved', proof);
    const rows = step.rows?.(state);
    const result = execution.results.get(step.id);
    if (rows !== undefined && result !== undefined) execution.results.set(step.id, { ...result, rows });
  });
}

/** A step that needs somebody logged on is no work for the machine's part, which may not even be able to look at it. */
async function hasInnerWork(
  { host, part }: Pick<Execution, 'host' | 'part'>,
  steps: readonly AnyStep[],
): Promise<boolean> {
  const isWork = async (step: AnyStep): Promise<boolean> => {
    if (part === 'machine' && step.session === 'user') return false;
    if (step.kind !== 'bracket') return !step.isSatisfied(await step.check(host));
    const [state, innerWork] = await Promise.all([
      step.check(host),
      hasInnerWork({ host, part }, step.steps),
    ]);
    return innerWork || step.isNeeded(state, innerWork);
  };
  return (await Promise.all(steps.map(isWork))).includes(true);
}

function isPause(error: unknown): boolean {
  return error instanceof RestartNeeded || error instanceof LogonNeeded;
}

/** Reads until the state is the wanted one. What the command said decides nothing but how long that is waited for. */
async function verified(
  { host, signal }: Execution,
  step: Step | Expectation,
  isReached: (state: unknown) => boolean,
  longestMs: number,
  error?: Error,
): Promise<unknown> {
  const deadlineMs = error === undefined ? longestMs : 0;
  const waited = await waitUntil(host, () => step.check(host), isReached, { deadlineMs, signal });
  if (waited.reached) return waited.state;
  const found =
    step.kind === 'expectation' && waited.state !== undefined ? `: ${step.describe(waited.state)}` : '';
  throw error ?? notVerified(`${step.title}: not so`, deadlineMs, waited.error, found);
}

function notVerified(what: string, afterMs: number, cause: unknown, found = ''): ToolkitError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new ToolkitError('run.not-verified', `${what} after ${afterMs / 1000} s${found}${reason}`, {
    cause,
  });
}

/** Runs one piece of work, notes how long it took, and notes a failure under the step's own name. */
async function timed(
  execution: Execution,
  step: AnyStep,
  depth: number,
  work: () => Promise<void>,
): Promise<void> {
  const startMs = execution.host.clock.now();
  try {
    await work();
  } catch (error) {
    if (!isPause(error)) {
      const message = error instanceof Error ? error.message : String(error);
      execution.journal.append({ type: 'step-failed', stepId: step.id, error: message });
      note(execution, step, depth, 'failed', message);
    }
    throw error;
  } finally {
    const result = execution.results.get(step.id);
    if (result)
      execution.results.set(step.id, { ...result, durationMs: execution.host.clock.now() - startMs });
  }
}
