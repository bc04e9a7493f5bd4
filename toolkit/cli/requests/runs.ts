import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { listPastRuns } from '../list-past-runs.ts';
import { runListDocument } from '../run-record-document.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Lists what was run, newest first: on any machine, unless one or one kind was asked for. */
export async function runs(
  { hostKind, machine }: RequestOf<'runs'>,
  { terminal }: Exchange,
): Promise<Answer> {
  return { document: runListDocument(listPastRuns({ hostKind, machine }, terminal)), exitCode: 0 };
}
