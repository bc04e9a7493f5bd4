import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { listRuns } from '../../scenario/run-store.ts';
import { runStateDirectory } from '../../scenario/state-directory.ts';
import { runListDocument } from '../run-record-document.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Lists what was run, newest first: on any machine, unless one or one kind was asked for. */
export async function runs(
  { hostKind, machine }: RequestOf<'runs'>,
  { terminal }: Exchange,
): Promise<Answer> {
  const listed = listRuns(runStateDirectory(terminal));
  const wanted = listed.runs.filter(
    ({ started: { host } }) =>
      host.kind === (hostKind ?? host.kind) && host.machine === (machine ?? host.machine),
  );
  return { document: runListDocument({ ...listed, runs: wanted }), exitCode: 0 };
}
