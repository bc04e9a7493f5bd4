import type { HostKind } from '../../host/host.ts';
import type { PlanDocument } from '../../report/documents/plan-schema.ts';
import type { WatchEventDocument } from '../../report/documents/watch-event-schema.ts';
import type { StepPromise } from '../../scenario/promised-fact.ts';
import type { RunEvent } from '../../scenario/run-event.ts';

/** What the command line tells the PowerShell module while it is at work. Whoever does not know a type passes over it. */
export type ProgressMessage =
  | { readonly type: 'plan'; readonly plan: PlanDocument }
  | {
      readonly type: 'intent';
      readonly verb: 'resume' | 'rollback';
      readonly runId: string;
      readonly scenario: string;
      readonly title: string;
      readonly host: { readonly kind: HostKind; readonly machine: string };
      /** What will be put back, or what is still to be done, in that order. */
      readonly steps: readonly { readonly id: string; readonly title: string }[];
      readonly promises: readonly StepPromise[];
    }
  /** Waits for `approve` or `decline` on standard input. */
  | { readonly type: 'approval-wanted' }
  | { readonly type: 'step'; readonly event: RunEvent }
  /** One simulated machine that a scenario was tried on; it passed where nothing is wrong. */
  | {
      readonly type: 'trial';
      readonly scenario: string;
      readonly machine: string;
      readonly wrong: readonly string[];
    }
  /** One event of a watch. */
  | { readonly type: 'watched'; readonly event: WatchEventDocument }
  | { readonly type: 'warning'; readonly message: string };

/** The last line: what came of the request, or why nothing did. The process ends with the same exit code. */
export type LastMessage =
  | { readonly type: 'result'; readonly document: unknown; readonly exitCode: number }
  | {
      readonly type: 'error';
      readonly error: { readonly code: string; readonly message: string; readonly remedy?: string };
      readonly exitCode: number;
    };

/** What the command line tells the PowerShell module: one ASCII JSON document a line. */
export type WrapperMessage = ProgressMessage | LastMessage;
