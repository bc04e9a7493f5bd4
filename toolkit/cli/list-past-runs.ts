import type { HostKind } from '../host/host.ts';
import { listRuns } from '../scenario/run-store.ts';
import { runStateDirectory } from '../scenario/state-directory.ts';
import type { Terminal } from './terminal.ts';

/** Which runs are meant; any machine or kind where none is named. */
export interface WantedRuns {
  readonly hostKind?: HostKind | undefined;
  readonly machine?: string | undefined;
}

/** Lists what was run, newest first. A run whose journal is damaged tells of no machine, and is always in. */
export function listPastRuns(
  { hostKind, machine }: WantedRuns,
  terminal: Terminal,
): ReturnType<typeof listRuns> {
  const listed = listRuns(runStateDirectory(terminal));
  const runs = listed.runs.filter(
    ({ started: { host } }) =>
      host.kind === (hostKind ?? host.kind) && host.machine === (machine ?? host.machine),
  );
  return { ...listed, runs };
}
