import type { RunListDocument } from '../report/documents/run-list-schema.ts';
import type { RunRecordDocument } from '../report/documents/run-record-schema.ts';
import { type RunRecord, standingSteps } from '../scenario/run-record.ts';
import type { listRuns } from '../scenario/run-store.ts';

/** Makes the JSON document of every run of a machine, newest first. */
export function runListDocument({ runs, damaged }: ReturnType<typeof listRuns>): RunListDocument {
  return {
    schemaVersion: 1,
    runs: runs.map((run) => {
      const { runId, scenario, title, host } = run.started;
      return { runId, scenario, title, host, ...stateOf(run) };
    }),
    damaged: damaged.map(({ runId, error }) => ({ runId, code: error.code, message: error.message })),
  };
}

/** Makes the JSON document of one run, with everything its journal holds. */
export function runRecordDocument(run: RunRecord): RunRecordDocument {
  const { started, tasks, records } = run;
  const steps = [...run.steps.values()];
  return { schemaVersion: 1, ...started, ...stateOf(run), steps, tasks, events: records };
}

function stateOf(run: RunRecord) {
  return {
    startedAt: new Date(run.startedAtMs).toISOString(),
    status: run.status,
    canBeUndone: standingSteps(run).length > 0,
  };
}
