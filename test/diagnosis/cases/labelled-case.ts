import { CAUSES, type Cause } from '../../../toolkit/diagnosis/cause.ts';
import type { ContainerOutcome } from '../../../toolkit/diagnosis/container-view.ts';
import type { FindingCode } from '../../../toolkit/diagnosis/machine-view.ts';
import type { Verdict } from '../../../toolkit/diagnosis/verdict.ts';
import type { Protocol } from '../../../toolkit/ports/port-range.ts';
import type { CaseMachine } from './build-machine.ts';

/** Languages people ask in. Windows' own output is in the same one, save in Catalan (Spanish) and Vietnamese (English). */
export const CASE_LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'ca',
  'pt-BR',
  'it',
  'ru',
  'pl',
  'zh-CN',
  'zh-TW',
  'ko',
  'ja',
  'vi',
] as const;
export type CaseLanguage = (typeof CASE_LANGUAGES)[number];

/** What somebody has in hand. `paste` is output of commands, `error` the message of the program that failed. */
export const CASE_KINDS = ['paste', 'error', 'paste+error', 'machine'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The causes that only the kernel of a Linux machine shows, and no paste: test/diagnosis/linux has them. */
const LINUX_CAUSES: ReadonlySet<Cause> = new Set(['local-reserved-port', 'local-port-range']);

/** The words of the labels are those of the answers. */
export const CASE_CAUSES = CAUSES.filter((cause) => !LINUX_CAUSES.has(cause));
export type CaseCause = Cause;

/** `not-a-bind`: the same words, said by something that did not bind a port. */
export type ErrorClass = 'reserved' | 'in-use' | 'allocated-by-container' | 'unknown' | 'not-a-bind';

/** What an error text says, and nothing it does not: a part that is not in the text is left out. */
export interface ExpectedError {
  readonly class: ErrorClass;
  readonly port?: number;
  readonly protocol?: Protocol;
  /** As printed, without brackets. */
  readonly address?: string;
}

/**
 * What an expert would answer from this evidence alone, by Windows' documented behaviour.
 *
 * An error text is a witness. 10048 says that a socket holds the port: `listening`, whoever it is. 10013 says that the
 * bind is refused and not by what: `unknown` until a table is read. A listener that is seen beside an unread table is the
 * cause of an `unknown`: it does not say that it is what refuses. Without the exclusion table, the dynamic range and the
 * sockets nothing is `free`. Evidence that is refused as damaged counts as `unknown` with the cause `unreadable`.
 */
export interface ExpectedAnswer {
  /** Of the first port asked about, named by the error, or wanted by the container. */
  readonly verdict?: Verdict;
  readonly cause: CaseCause;
  /** Where no port is in question: what must be found on the machine. */
  readonly finding?: FindingCode;
  /** Where a container is asked about. */
  readonly outcome?: ContainerOutcome;
  /** Every error in the text, in its order. */
  readonly errors?: readonly ExpectedError[];
  /** `free` would send somebody away with a port that does not work. */
  readonly notFree?: true;
}

/** What was commonly answered where such a case was asked, and why it does not help. In our own words. */
export interface FolkAnswer {
  readonly said: string;
  readonly wrongBecause: string;
}

/** One question of the kind people ask in public, with the answer it should get. The numbers are our own. */
export interface LabelledCase {
  readonly id: string;
  readonly language: CaseLanguage;
  readonly paste?: string;
  readonly error?: string;
  readonly machine?: CaseMachine;
  /** Ports as they are typed: `8065`, `5353/udp`. */
  readonly asked?: readonly string[];
  /** Name of the container that is asked about. */
  readonly container?: string;
  readonly expect: ExpectedAnswer;
  /** A public page that shows or documents this cause. */
  readonly source: string;
  readonly folkAnswer?: FolkAnswer;
}

/** The kind of evidence a case holds. */
export function kindOf({ paste, error, machine }: LabelledCase): CaseKind {
  if (machine !== undefined) return 'machine';
  if (paste !== undefined && error !== undefined) return 'paste+error';
  return paste === undefined ? 'error' : 'paste';
}
