import type { Cause } from './cause.ts';
import type { Evidence } from './evidence.ts';
import { findHolder } from './look-remedies.ts';
import { oneLine } from './one-line.ts';
import type { Confidence } from './origin.ts';
import { causeOfRefusal, refusal, verdictOfRefusal } from './refusal.ts';
import type { Remedy } from './remedy.ts';
import type { Snapshot } from './snapshot.ts';
import { remediesOfTrouble } from './trouble-remedies.ts';
import { troubleSummary } from './trouble-summary.ts';
import type { Verdict } from './verdict.ts';

/** What a message amounts to that names no port, or is about none. */
export interface ToldDiagnosis {
  readonly verdict: Verdict;
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
}

/** Diagnoses the messages of a snapshot that belong to no port. Pure; empty when there are none. */
export function diagnoseTold({ bindErrors = [], troubles = [] }: Snapshot): ToldDiagnosis[] {
  const refused = bindErrors.filter(({ port }) => port === undefined).map(refusal);
  const others = troubles
    .filter(({ message }) => !refused.some((told) => told.message === message))
    .map(({ trouble, message }) => ({ class: 'unknown', program: 'unknown', message, trouble }) as const);
  return [...refused, ...others].map((told) => {
    const cause = causeOfRefusal(told) ?? 'unreadable';
    const verdict = verdictOfRefusal(told);
    const known = remediesOfTrouble(cause);
    return {
      verdict,
      cause,
      confidence: 'low',
      summary: summaryOf(verdict, cause),
      evidence: [{ code: 'program-error', text: `the program said: ${oneLine(told.message)}` }],
      remedies: known.length > 0 ? known : [findHolder()],
    };
  });
}

function summaryOf(verdict: Verdict, cause: Cause): string {
  const known = troubleSummary(cause);
  if (known !== undefined) return `${known[0]?.toUpperCase()}${known.slice(1)}`;
  return verdict === 'listening'
    ? 'Another program has the port; the message does not say which port it is.'
    : 'A port was refused; the message does not say which.';
}
