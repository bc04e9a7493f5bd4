import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { readJournal } from './journal.ts';
import { isMachineLocked, type MachineLock } from './machine-lock.ts';
import { foldJournal, isUnfinished, type RunRecord, standingSteps } from './run-record.ts';

/** A run whose journal cannot be read: still listed, so that nobody believes it never was. */
export interface DamagedRun {
  readonly runId: string;
  readonly error: ToolkitError;
}

const RUN_ID = /^\d{8}-\d{6}-[a-z0-9-]+-[0-9a-f]{6}$/;

/** Sorts by time: `20260131-142501-fix-3f9a2c`. */
export function newRunId(scenarioId: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${scenarioId}-${randomBytes(3).toString('hex')}`;
}

export function journalPath(stateDirectory: string, runId: string): string {
  return join(runFolder(stateDirectory, runId), 'journal.jsonl');
}

export function runFolder(stateDirectory: string, runId: string): string {
  return join(stateDirectory, 'runs', runId);
}

/** Every run, newest first. */
export function listRuns(stateDirectory: string): {
  runs: readonly RunRecord[];
  damaged: readonly DamagedRun[];
} {
  const folder = join(stateDirectory, 'runs');
  const ids = existsSync(folder) ? readdirSync(folder).filter((name) => RUN_ID.test(name)) : [];
  const runs: RunRecord[] = [];
  const damaged: DamagedRun[] = [];
  for (const runId of ids.sort().reverse()) {
    try {
      const run = readRun(stateDirectory, runId);
      if (run !== undefined) runs.push(run);
    } catch (error) {
      if (!(error instanceof ToolkitError)) throw error;
      damaged.push({ runId, error });
    }
  }
  // Ids tell the second only, and of two runs in one second it matters which is undone first.
  runs.sort((a, b) => b.startedAtMs - a.startedAtMs);
  return { runs, damaged };
}

/**
 * Finds a run by its id or by a beginning of it that fits only one.
 *
 * @throws ToolkitError `run.unknown`, `run.journal-damaged`
 */
export function findRun(stateDirectory: string, wanted: string): RunRecord {
  const folder = join(stateDirectory, 'runs');
  const ids = existsSync(folder) ? readdirSync(folder).filter((name) => RUN_ID.test(name)) : [];
  const fits = ids.filter((id) => id === wanted || id.startsWith(wanted) || id.endsWith(wanted));
  const [only] = fits;
  const run = fits.length === 1 && only !== undefined ? readRun(stateDirectory, only) : undefined;
  if (run !== undefined) return run;
  const why = fits.length > 1 ? `fits ${fits.length} runs` : 'is not a run on this machine';
  throw new ToolkitError('run.unknown', `${JSON.stringify(wanted)} ${why}`, { remedy: 'portwright runs' });
}

/**
 * Runs on this machine that were cut off or wait for a restart, newest first; one that is being carried out is none.
 *
 * @param mine - The machine's lock where the caller holds it: nothing can then be under way.
 */
export function unfinishedRuns(
  stateDirectory: string,
  host: Pick<Host, 'kind' | 'machine'>,
  mine?: MachineLock,
): readonly RunRecord[] {
  if (!existsSync(join(stateDirectory, 'runs'))) return [];
  if (mine === undefined && isMachineLocked(stateDirectory, host)) return [];
  return runsOn(stateDirectory, host).filter(isUnfinished);
}

/** The newest run on this machine that left something that can be put back. */
export function newestUndoable(
  stateDirectory: string,
  host: Pick<Host, 'kind' | 'machine'>,
): RunRecord | undefined {
  return runsOn(stateDirectory, host).find((run) => standingSteps(run).length > 0);
}

export function isOnMachine(run: RunRecord, host: Pick<Host, 'kind' | 'machine'>): boolean {
  return run.started.host.kind === host.kind && run.started.host.machine === host.machine;
}

function runsOn(stateDirectory: string, host: Pick<Host, 'kind' | 'machine'>): RunRecord[] {
  return listRuns(stateDirectory).runs.filter((run) => isOnMachine(run, host));
}

function readRun(stateDirectory: string, runId: string): RunRecord | undefined {
  const path = journalPath(stateDirectory, runId);
  return existsSync(path) ? foldJournal(readJournal(path)) : undefined;
}
