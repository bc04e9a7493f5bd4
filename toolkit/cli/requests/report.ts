import type { FileDocument } from '../../powershell/wrapper/documents.ts';
import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { showReport } from '../show-report.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestTerminal } from './request-terminal.ts';

/** Writes the page of one run. */
export async function report({ run, file }: RequestOf<'report'>, exchange: Exchange): Promise<Answer> {
  await showReport(run, { html: file }, requestTerminal(exchange));
  const document: FileDocument = { schemaVersion: 1, path: file };
  return { document, exitCode: 0 };
}
