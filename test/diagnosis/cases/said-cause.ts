import type { Cause } from '../../../toolkit/diagnosis/cause.ts';
import type { CaseAnswer } from './answer-case.ts';

/** The cause that an answer names: of the first port, of a message without one, or of the machine. */
export function saidCause({ diagnosis, refusal }: CaseAnswer): Cause | undefined {
  if (diagnosis === undefined) return refusal === undefined ? undefined : 'unreadable';
  const { ports, container, told, machine } = diagnosis;
  return (ports[0] ?? container?.ports[0] ?? told?.[0] ?? machine)?.cause;
}
