import { displayCommand } from '../host/command.ts';
import { namesPort } from '../windows/bind-error/bind-error.ts';
import { isCopiedCommand } from '../windows/copied-command.ts';
import { showExcludedPortRange } from '../windows/excluded-port-range.ts';
import { showSockets } from '../windows/netstat.ts';
import type { Cause } from './cause.ts';
import type { Evidence } from './evidence.ts';
import { findHolder } from './look-remedies.ts';
import { oneLine } from './one-line.ts';
import type { Confidence } from './origin.ts';
import { causeOfRefusal, type Refusal, refusal, verdictOfRefusal } from './refusal.ts';
import { look, type Remedy } from './remedy.ts';
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
  const refused = bindErrors.filter((error) => !namesPort(error)).map(refusal);
  const ofPorts = bindErrors.filter(namesPort).map(refusal);
  const others = troubles
    .filter(({ message }) => !refused.some((told) => told.message === message))
    .filter(({ trouble }) => !ofPorts.some((told) => told.trouble === trouble))
    .map(({ trouble, message }) => ({ class: 'unknown', program: 'unknown', message, trouble }) as const);
  return [...refused, ...others].map((told) => {
    const cause = causeOfRefusal(told) ?? 'unreadable';
    const verdict = verdictOfRefusal(told);
    const known = remediesOfTrouble(cause);
    return {
      verdict,
      cause,
      confidence: 'low',
      summary: summaryOf(verdict, cause, known.length === 0),
      evidence: [evidenceOf(told)],
      remedies: known.length > 0 ? known : askForPort(verdict),
    };
  });
}

function evidenceOf({ trouble, message }: Refusal): Evidence {
  return trouble !== undefined && isCopiedCommand(trouble)
    ? {
        code: 'copied-mistake',
        text: `a command that pages copy from each other was given: ${oneLine(message)}`,
      }
    : { code: 'program-error', text: `the program said: ${oneLine(message)}` };
}

function summaryOf(verdict: Verdict, cause: Cause, isPortNeeded: boolean): string {
  const known = troubleSummary(cause);
  if (known !== undefined) {
    const missing = isPortNeeded ? ' The message does not say which port it wanted.' : '';
    return `${known[0]?.toUpperCase()}${known.slice(1)}${missing}`;
  }
  return verdict === 'listening'
    ? 'Another program has the port; the message does not say which port it is.'
    : 'A port was refused; the message does not say which port it is.';
}

/** Everything hangs on the port, which the settings of the program may name where its message does not. */
function askForPort(verdict: Verdict): Remedy[] {
  const ask =
    'The message names no port: find out which one the program wanted, and run `portwright diagnose PORT` with it';
  if (verdict === 'listening')
    return [
      look(
        `${ask}; this lists who has which port, with the process in the last column`,
        displayCommand(showSockets()),
      ),
    ];
  const table = displayCommand(showExcludedPortRange({ family: 'ipv4', protocol: 'tcp' }));
  return [look(`${ask}; this lists the blocks whose ports are refused`, table), findHolder()];
}
