import type { WrapperRequest } from '../../powershell/wrapper/request-schema.ts';
import { warnUnfinishedRuns } from '../warn-unfinished-runs.ts';
import type { Exchange } from './exchange.ts';

/** Names unfinished runs, but not to somebody who was told when asked, and not where only a program listens. */
export async function warnOfUnfinishedRuns(
  request: WrapperRequest,
  { terminal, send }: Exchange,
): Promise<void> {
  if (request.action === 'observe' || request.action === 'parse') return;
  if ('approved' in request && request.approved) return;
  await warnUnfinishedRuns(terminal, (message) => send({ type: 'warning', message }));
}
