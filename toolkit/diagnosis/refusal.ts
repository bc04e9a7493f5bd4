import type { BindError, BindErrorClass, BindErrorProgram } from '../windows/bind-error/bind-error.ts';
import { type KnownTrouble, knownTrouble } from '../windows/known-trouble.ts';
import type { AskedPort } from './asked-port.ts';
import type { Cause } from './cause.ts';
import type { Snapshot } from './snapshot.ts';
import type { Verdict } from './verdict.ts';

/** What a program was told when it asked for a port. It is a witness: it does not say when that was. */
export interface Refusal {
  readonly class: BindErrorClass;
  readonly program: BindErrorProgram;
  readonly message: string;
  /** What the words of the message name beyond the class. */
  readonly trouble?: KnownTrouble;
}

/** A program's refusals for one port, the telling ones first. */
export function refusalsOf(snapshot: Snapshot, { port, protocol }: AskedPort): Refusal[] {
  const { dockerErrors = [], bindErrors = [] } = snapshot;
  const named = bindErrors.filter((error) => error.port === port && error.protocol === protocol);
  const docker = dockerErrors
    .filter((error) => error.port === port && error.protocol === protocol)
    .filter(({ message }) => !named.some((error) => error.message === message))
    .map(({ cause, message }) =>
      refusal({ class: cause === 'reserved' ? 'forbidden' : cause, program: 'docker', message }),
    );
  const told = [...named.map(refusal), ...docker];
  return told.sort((left, right) => Number(left.class === 'unknown') - Number(right.class === 'unknown'));
}

/** One refusal, with what its words name. */
export function refusal(error: Pick<BindError, 'class' | 'program' | 'message'>): Refusal {
  const named = knownTrouble(error.message);
  // Where the number or the sentence is right after all, the words beside it are no matter.
  const trouble = named === 'misleading-error-text' && error.class !== 'unknown' ? undefined : named;
  return { class: error.class, program: error.program, message: error.message, ...(trouble && { trouble }) };
}

/** Troubles that no table can explain: they are the answer. */
const ANSWERS: ReadonlySet<KnownTrouble> = new Set([
  'fast-startup',
  'forwarder-timeout',
  'url-acl',
  'linux-privileged-port',
  'address-not-here',
  'firewall-connect',
  'ephemeral-exhaustion',
  'copied-mistake-1638',
  'copied-mistake-10000-55535',
  'registry-as-REG_SZ',
  'max-user-port',
]);

/** Whether the words of a refusal say by themselves what is wrong. */
export function isAnswer({ trouble }: Refusal): boolean {
  return trouble !== undefined && ANSWERS.has(trouble);
}

/** Whether Windows or Docker said that somebody has the port: nothing else is told 10048. */
export function saysHeld({ class: errorClass, trouble }: Refusal): boolean {
  if (trouble === 'http-registration' || errorClass === 'allocated-by-container') return true;
  return errorClass === 'in-use' && trouble === undefined;
}

/** What a refusal alone amounts to, before anything was read. */
export function verdictOfRefusal(told: Refusal): Verdict {
  if (isAnswer(told)) return 'other-cause';
  return saysHeld(told) ? 'listening' : 'unknown';
}

/** The cause that a refusal alone names. */
export function causeOfRefusal({ class: errorClass, trouble }: Refusal): Cause | undefined {
  if (errorClass === 'allocated-by-container') return 'container-allocated';
  if (trouble !== undefined) return trouble;
  if (errorClass === 'in-use') return 'listener-unnamed';
  return errorClass === 'forbidden' ? 'refused-10013' : undefined;
}
