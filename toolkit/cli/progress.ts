import type { Plan } from '../scenario/plan.ts';
import type { OnRunEvent } from '../scenario/run-event.ts';
import type { Terminal } from './terminal.ts';

/** Shows a run while it goes on. */
export interface Progress {
  readonly onEvent: OnRunEvent;
  onPlan(plan: Plan): void;
  /** Ends what is drawn live; safe to call twice. */
  stop(): Promise<void>;
}

const SILENT: Progress = { onEvent: () => {}, onPlan: () => {}, stop: async () => {} };

/** Live lines on a terminal, plain lines elsewhere, nothing without a terminal to show them on. */
export async function startProgress(terminal: Terminal | undefined): Promise<Progress> {
  if (terminal === undefined) return SILENT;
  if (!terminal.interactive) return plainProgress(terminal);
  const { liveProgress } = await import('./live-progress.ts');
  return liveProgress();
}

/** One line when something is about to be changed, and one when a step has ended. What was proved stands in the summary. */
export function plainProgress(terminal: Terminal): Progress {
  const line = (depth: number, text: string) => terminal.print(`${'  '.repeat(depth + 1)}${text}`);
  return {
    ...SILENT,
    onEvent(event) {
      if (event.type === 'undoing') terminal.print(`undoing: ${event.reason}`);
      else if (event.type === 'step-ended') line(event.depth, `${event.outcome}: ${event.title}`);
      else if (event.doing !== 'prove') line(event.depth, `${event.doing}: ${event.title}`);
    },
  };
}
