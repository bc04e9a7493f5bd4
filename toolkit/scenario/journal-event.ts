import type { HostKind } from '../host/host.ts';

/** How a run ended, as `--json` says it. */
export type RunOutcome = 'done' | 'unchanged' | 'failed-undone' | 'failed-not-undone' | 'restart-required';

/** Where the scenario of a run comes from: built in, or a file of the user's own with the hash of its text. */
export type ScenarioSource =
  | { readonly kind: 'built-in' }
  | { readonly kind: 'file'; readonly path: string; readonly sha256: string };

export interface RunStarted {
  readonly type: 'run-started';
  readonly runId: string;
  readonly scenario: string;
  readonly title: string;
  readonly source: ScenarioSource;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly host: { readonly kind: HostKind; readonly machine: string };
  readonly version: string;
}

/** What a run writes down. `step-started` and `bracket-opening` are on disk before the machine is touched. */
export type JournalEvent =
  | RunStarted
  | { readonly type: 'run-resumed' }
  | { readonly type: 'rollback-started' }
  | { readonly type: 'step-unchanged'; readonly stepId: string }
  | { readonly type: 'step-started'; readonly stepId: string; readonly before: unknown }
  | { readonly type: 'step-applied'; readonly stepId: string; readonly pending: boolean }
  | { readonly type: 'step-failed'; readonly stepId: string; readonly error: string }
  | { readonly type: 'proved'; readonly stepId: string; readonly proof: string }
  | { readonly type: 'bracket-opening'; readonly stepId: string; readonly before: unknown }
  | { readonly type: 'bracket-open'; readonly stepId: string }
  | { readonly type: 'bracket-closing'; readonly stepId: string }
  | { readonly type: 'bracket-closed'; readonly stepId: string }
  | { readonly type: 'step-undone'; readonly stepId: string }
  | { readonly type: 'undo-failed'; readonly stepId: string; readonly error: string }
  | { readonly type: 'run-paused'; readonly tasks: readonly string[] }
  | { readonly type: 'run-finished'; readonly outcome: RunOutcome; readonly exitCode: number }
  | { readonly type: 'rolled-back'; readonly complete: boolean };

/** An event as the journal holds it. */
export type JournalRecord = JournalEvent & { readonly seq: number; readonly atMs: number };
