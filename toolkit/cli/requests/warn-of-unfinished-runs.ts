import type { WrapperRequest } from '../../powershell/wrapper/request-schema.ts';
import { warnUnfinishedRuns } from '../warn-unfinished-runs.ts';
import type { Exchange } from './exchange.ts';

/** Asked for by a program, about no machine that anything was run on, or by somebody who deals with such a run already. */
const SILENT: ReadonlySet<WrapperRequest['action']> = new Set([
  ...(['observe', 'parse', 'create-machine', 'reboot-machine', 'resume', 'rollback'] as const),
]);

/** Names unfinished runs, but not to somebody who was told when asked. */
export async function warnOfUnfinishedRuns(
  request: WrapperRequest,
  { terminal, send }: Exchange,
): Promise<void> {
  if (SILENT.has(request.action)) return;
  if ('approved' in request && request.approved) return;
  await warnUnfinishedRuns(terminal, (message) => send({ type: 'warning', message }));
}
