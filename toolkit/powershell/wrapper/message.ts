import type { PlanDocument } from '../../report/documents/plan-schema.ts';
import type { StepPromise } from '../../scenario/promised-fact.ts';
import type { RunEvent } from '../../scenario/run-event.ts';

/** What the command line tells the PowerShell module: one ASCII JSON document a line. The last is a `result` or an `error`. */
export type WrapperMessage =
  | { readonly type: 'plan'; readonly plan: PlanDocument }
  | {
      readonly type: 'intent';
      readonly verb: 'resume' | 'rollback';
      readonly runId: string;
      readonly scenario: string;
      readonly title: string;
      /** Ids of the steps that stand, in the order in which they will be taken up. */
      readonly steps: readonly string[];
      readonly promises: readonly StepPromise[];
    }
  /** Waits for `approve` or `decline` on standard input. */
  | { readonly type: 'approval-wanted' }
  | { readonly type: 'step'; readonly event: RunEvent }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'result'; readonly document: unknown; readonly exitCode: number }
  | {
      readonly type: 'error';
      readonly error: { readonly code: string; readonly message: string; readonly remedy?: string };
      readonly exitCode: number;
    };
