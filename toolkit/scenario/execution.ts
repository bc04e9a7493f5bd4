import type { Host } from '../host/host.ts';
import type { Journal } from './journal.ts';
import type { OnRunEvent, StepOutcome, StepResult } from './run-event.ts';
import type { RunRecord } from './run-record.ts';
import type { AnyStep, Bracket, Step } from './step.ts';

/** Which steps a resumed run may take: all of them, or those that need nobody to be logged on. */
export type RunPart = 'all' | 'machine';

/** What a run carries along. */
export interface Execution {
  readonly host: Host;
  readonly journal: Journal;
  readonly emit: OnRunEvent;
  readonly signal: AbortSignal | undefined;
  readonly part: RunPart;
  /** What an earlier, cut-off process of the same run wrote down. */
  readonly prior: RunRecord | undefined;
  readonly results: Map<string, StepResult>;
  /** What stands and would have to be put back, in order. */
  readonly standing: { readonly step: Step; readonly before: unknown; readonly depth: number }[];
  /** Ids of steps that were put back but for a restart of the machine. */
  readonly restartsDue: Set<string>;
  /** What could not be brought back yet. */
  readonly unclosed: Map<
    string,
    { readonly bracket: Bracket; readonly before: unknown; readonly depth: number }
  >;
}

/** Only a restart of the machine is missing: a pause, not a failure. */
export class RestartNeeded extends Error {}

/** Only somebody logging on is missing: the rest needs that person's session. */
export class LogonNeeded extends Error {}

/** Says what became of a step, to whoever shows it and to the summary. */
export function note(
  execution: Execution,
  step: AnyStep,
  depth: number,
  outcome: StepOutcome,
  detail?: string,
): void {
  const entry = { id: step.id, title: step.title, depth, outcome, ...(detail !== undefined && { detail }) };
  execution.results.set(step.id, entry);
  execution.emit({ type: 'step-ended', ...entry });
}
