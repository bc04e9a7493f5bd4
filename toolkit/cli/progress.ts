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

/** One line when a step begins to do something and one when it has ended. */
export function plainProgress(terminal: Terminal): Progress {
  return {
    ...SILENT,
    onEvent(event) {
      if (event.type === 'undoing') terminal.print(`undoing: ${event.reason}`);
      else if (event.type === 'step-began')
        terminal.print(`${indent(event.depth)}${event.doing}: ${event.title}`);
      else
        terminal.print(
          `${indent(event.depth)}${event.outcome}: ${event.title}${event.detail ? `: ${event.detail}` : ''}`,
        );
    },
  };
}

function indent(depth: number): string {
  return '  '.repeat(depth + 1);
}
