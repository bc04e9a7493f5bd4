import type { HostKind } from '../host/host.ts';
import type { RunOutcome } from './journal-event.ts';
import type { FoundRow } from './step.ts';

/**
 * What became of one step. `unchanged` held already · `applied` was done and verified · `proved` an expectation holds ·
 * `pending` wants a restart · `cycled` was taken down and brought back · `failed` · `undone` was put back ·
 * `not-undone` could not be put back · `not-needed` nothing inside it had work · `not-reached`.
 */
export type StepOutcome =
  | 'unchanged'
  | 'applied'
  | 'proved'
  | 'pending'
  | 'cycled'
  | 'failed'
  | 'undone'
  | 'not-undone'
  | 'not-needed'
  | 'not-reached';

export interface StepResult {
  readonly id: string;
  readonly title: string;
  readonly depth: number;
  readonly outcome: StepOutcome;
  /** The proof, or the error. */
  readonly detail?: string;
  /** What an expectation found, one by one. */
  readonly rows?: readonly FoundRow[];
  readonly durationMs?: number;
}

/** How a run ended, whole. */
export interface RunSummary {
  readonly schemaVersion: 1;
  /** Null when there was nothing to do and so no run was begun. */
  readonly runId: string | null;
  readonly scenario: string;
  readonly title: string;
  readonly host: { readonly kind: HostKind; readonly machine: string };
  readonly outcome: RunOutcome;
  readonly steps: readonly StepResult[];
  readonly exitCode: number;
  /** Why it failed: stable code, message, and what to do. */
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string };
}

/** Progress as it happens, for whoever shows it. */
export type RunEvent =
  | {
      readonly type: 'step-began';
      readonly id: string;
      readonly title: string;
      readonly depth: number;
      readonly doing: string;
    }
  | {
      readonly type: 'step-ended';
      readonly id: string;
      readonly title: string;
      readonly depth: number;
      readonly outcome: StepOutcome;
      readonly detail?: string;
    }
  | { readonly type: 'undoing'; readonly reason: string };

export type OnRunEvent = (event: RunEvent) => void;
