import type { RunSummary } from '../scenario/run-event.ts';
import type { RunDocument } from './documents/run-schema.ts';

/** Makes the JSON document of a run: one line of it is the last line of `run --json` and `fix --json`. */
export function runDocument(run: RunSummary): RunDocument {
  return {
    schemaVersion: 1,
    runId: run.runId,
    scenario: run.scenario,
    title: run.title,
    host: run.host,
    outcome: run.outcome,
    steps: run.steps,
    ...(run.error && { error: run.error }),
    exitCode: run.exitCode,
  };
}
