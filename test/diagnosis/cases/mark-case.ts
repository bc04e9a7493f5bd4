import { type CaseAnswer, verdictsIn } from './answer-case.ts';
import type { ExpectedError, LabelledCase } from './labelled-case.ts';
import { saidCause } from './said-cause.ts';

/** How an answer compares with its label. */
export interface Mark {
  /** Verdict, and where they are expected the finding and the outcome of the container. */
  readonly isVerdictRight: boolean;
  /** Undefined where the case holds no error text. */
  readonly isErrorRight?: boolean;
  readonly isCauseRight: boolean;
  /** A verdict, `not read`, `no verdict` or `refused`. */
  readonly said: string;
  readonly expected: string;
  readonly calledFreeWrongly: boolean;
}

/** Marks one answer. Pure. */
export function markCase({ expect, ...labelled }: LabelledCase, answer: CaseAnswer): Mark {
  const said = saidVerdict(answer);
  const expected = expect.verdict ?? `finding ${expect.finding}`;
  return {
    isVerdictRight: isVerdictRight({ expect, ...labelled }, answer),
    ...(expect.errors && { isErrorRight: areSame(expect.errors, answer.errors) }),
    isCauseRight: saidCause(answer) === expect.cause,
    said: expect.verdict === undefined ? saidFinding(answer, expect.finding) : said,
    expected,
    calledFreeWrongly: expect.notFree === true && verdictsIn(answer).includes('free'),
  };
}

/** Right in everything that is asked for; the cause is counted apart. */
export function isRight({ isVerdictRight, isErrorRight = true }: Mark): boolean {
  return isVerdictRight && isErrorRight;
}

function saidVerdict({ diagnosis, errors, refusal }: CaseAnswer): string {
  const port = diagnosis?.ports[0] ?? diagnosis?.container?.ports[0] ?? diagnosis?.told?.[0];
  if (port !== undefined) return port.verdict;
  if (diagnosis !== undefined) return 'no verdict';
  if (refusal === 'input.unrecognised-paste') return errors.length > 0 ? 'no verdict' : 'not read';
  return 'refused';
}

function saidFinding({ diagnosis, refusal }: CaseAnswer, wanted: string | undefined): string {
  const codes = diagnosis?.machine?.findings.map(({ code }) => code) ?? [];
  if (codes.some((code) => code === wanted)) return `finding ${wanted}`;
  return refusal === undefined ? 'other findings' : 'refused';
}

function isVerdictRight({ expect }: LabelledCase, answer: CaseAnswer): boolean {
  const { diagnosis, refusal } = answer;
  if (refusal !== undefined) return expect.cause === 'unreadable';
  if (expect.verdict === undefined)
    return saidFinding(answer, expect.finding) === `finding ${expect.finding}`;
  const isOutcomeRight = expect.outcome === undefined || diagnosis?.container?.outcome === expect.outcome;
  return saidVerdict(answer) === expect.verdict && isOutcomeRight;
}

function areSame(expected: readonly ExpectedError[], read: readonly ExpectedError[]): boolean {
  const inOneOrder = (errors: readonly ExpectedError[]) =>
    errors.map(({ class: errorClass, port, protocol, address }) => [errorClass, port, protocol, address]);
  return JSON.stringify(inOneOrder(expected)) === JSON.stringify(inOneOrder(read));
}
