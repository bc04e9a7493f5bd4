import type { RunSummary } from '../scenario/run-event.ts';
import type { Terminal } from './terminal.ts';

/** Prints how a run ended, in the form asked for; @returns its exit code. */
export async function showRun(summary: RunSummary, json: boolean, terminal: Terminal): Promise<number> {
  if (json) {
    const { runDocument } = await import('../report/run-document.ts');
    terminal.print(JSON.stringify(runDocument(summary)));
  } else {
    const { runText } = await import('../report/run-text.ts');
    terminal.print(runText(summary, terminal));
  }
  return summary.exitCode;
}
