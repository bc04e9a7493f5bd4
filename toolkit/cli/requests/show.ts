import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { findRun } from '../../scenario/run-store.ts';
import { runStateDirectory } from '../../scenario/state-directory.ts';
import { runRecordDocument } from '../run-record-document.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Shows one run with its journal. */
export async function show({ run }: RequestOf<'show'>, { terminal }: Exchange): Promise<Answer> {
  return { document: runRecordDocument(findRun(runStateDirectory(terminal), run)), exitCode: 0 };
}
