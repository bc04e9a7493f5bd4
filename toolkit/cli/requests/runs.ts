import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { listRuns } from '../../scenario/run-store.ts';
import { runStateDirectory } from '../../scenario/state-directory.ts';
import { runListDocument } from '../run-record-document.ts';
import type { Answer, Exchange } from './exchange.ts';

/** Lists what was run on this machine, newest first. */
export async function runs(_request: RequestOf<'runs'>, { terminal }: Exchange): Promise<Answer> {
  return { document: runListDocument(listRuns(runStateDirectory(terminal))), exitCode: 0 };
}
