import { machineOptions } from '../diagnosis/machine-options.ts';
import type { JournalRecord } from '../scenario/journal-event.ts';
import { isUnfinished, type RunRecord, standingSteps } from '../scenario/run-record.ts';
import { painter, type TextOptions } from './paint.ts';
import { wrapText } from './wrap-text.ts';

/** One run as its journal tells it: every event with its time, what still stands, and the commands that go on from here. */
export function journalText(run: RunRecord, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const { started, records, status } = run;
  const standing = standingSteps(run);
  const host = machineOptions(started.host).join(' ');
  const call = (verb: string) => `portwright ${verb} ${started.runId} ${host}`.trimEnd();
  return [
    `${paint('bold', started.runId)}: ${started.title}  ${paint('dim', `[host: ${started.host.kind}]`)}`,
    `status: ${status}`,
    `parameters: ${JSON.stringify(started.parameters)}`,
    '',
    ...records.flatMap((record) => eventLines(record, run.startedAtMs, options)),
    '',
    ...(standing.length > 0 ? [`still in place: ${standing.map(({ stepId }) => stepId).join(', ')}`] : []),
    ...(isUnfinished(run) ? [`to go on:               ${call('resume')}`] : []),
    ...(standing.length > 0 ? [`to put everything back: ${call('rollback')}`] : []),
  ].join('\n');
}

function eventLines(record: JournalRecord, startMs: number, options: TextOptions): string[] {
  const seconds = ((record.atMs - startMs) / 1000).toFixed(3).padStart(9);
  const about = 'stepId' in record ? ` ${record.stepId}` : '';
  return wrapText(`${seconds} s  ${record.type}${about}${detailOf(record)}`, {
    ...options,
    hanging: ' '.repeat(13),
  });
}

function detailOf(record: JournalRecord): string {
  switch (record.type) {
    case 'step-started':
    case 'bracket-opening':
      return `; before: ${JSON.stringify(record.before)}`;
    case 'proved':
      return `: ${record.proof}`;
    case 'step-failed':
    case 'undo-failed':
      return `: ${record.error}`;
    case 'run-finished':
      return `: ${record.outcome}, exit code ${record.exitCode}`;
    case 'rolled-back':
      return record.complete ? ': everything' : ': not everything';
    case 'run-paused':
      return `; goes on by ${record.tasks.join(', ')}`;
    default:
      return '';
  }
}
