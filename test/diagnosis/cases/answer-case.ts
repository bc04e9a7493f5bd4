import { askedPorts } from '../../../toolkit/diagnosis/asked-port.ts';
import { type Diagnosis, diagnose } from '../../../toolkit/diagnosis/diagnose.ts';
import { withErrorText } from '../../../toolkit/diagnosis/error-evidence.ts';
import { readSnapshot } from '../../../toolkit/diagnosis/read-snapshot.ts';
import { emptySnapshot, type Snapshot } from '../../../toolkit/diagnosis/snapshot.ts';
import { snapshotFromPaste } from '../../../toolkit/diagnosis/snapshot-from-paste.ts';
import { ToolkitError } from '../../../toolkit/errors/toolkit-error.ts';
import { parsePortSpecs } from '../../../toolkit/ports/port-spec.ts';
import { readBindErrors } from '../../../toolkit/windows/bind-error/read-bind-errors.ts';
import { isAboutPort, knownTrouble } from '../../../toolkit/windows/known-trouble.ts';
import { hostOf } from './build-machine.ts';
import type { ExpectedError, LabelledCase } from './labelled-case.ts';

/** What the toolkit says about a case, through its public functions. */
export interface CaseAnswer {
  /** Absent when the evidence was refused. */
  readonly diagnosis?: Diagnosis;
  /** Code of the error when it was. */
  readonly refusal?: string;
  /** What was made of the error text; empty when nothing was. */
  readonly errors: readonly ExpectedError[];
}

/** Runs one case. A program that fails on it is a bug and is not caught. */
export async function answerCase(labelled: LabelledCase): Promise<CaseAnswer> {
  const errors = readErrors(labelled.error ?? '');
  const asked = askedPorts(parsePortSpecs(labelled.asked ?? []));
  const { container } = labelled;
  try {
    const snapshot = await readEvidence(labelled, asked);
    return { diagnosis: diagnose(snapshot, asked, container === undefined ? {} : { container }), errors };
  } catch (error) {
    if (error instanceof ToolkitError) return { refusal: error.code, errors };
    throw error;
  }
}

/** A text that says nothing known is refused, as on the command line. */
async function readEvidence(
  { paste, error, machine, container }: LabelledCase,
  ports: ReturnType<typeof askedPorts>,
): Promise<Snapshot> {
  if (machine !== undefined) {
    const request = { ports, userProfile: 'C:\\Users\\user', ...(container !== undefined && { container }) };
    return readSnapshot(hostOf(machine), request);
  }
  const nothing = emptySnapshot({ kind: 'paste' });
  const read = withErrorText(paste === undefined ? nothing : snapshotFromPaste(paste), error ?? '');
  if (paste !== undefined || read.bindErrors !== undefined || read.troubles !== undefined) return read;
  throw new ToolkitError('input.unrecognised-paste', 'the message says nothing that is known');
}

/** The labels say `reserved` for error 10013, as Docker's errors do. */
function readErrors(text: string): ExpectedError[] {
  const trouble = knownTrouble(text);
  if (trouble !== undefined && !isAboutPort(trouble)) return [{ class: 'not-a-bind' }];
  const refused = readBindErrors(text).map(
    ({ class: errorClass, port, protocol, address }): ExpectedError => ({
      class: errorClass === 'forbidden' ? 'reserved' : errorClass,
      ...(port !== undefined && { port }),
      ...(protocol !== undefined && { protocol }),
      ...(address !== undefined && { address }),
    }),
  );
  return refused.length > 0 || trouble === undefined ? refused : [{ class: 'unknown' }];
}

/** Every verdict in an answer: of the ports asked about, and of those the container wants. */
export function verdictsIn({ diagnosis }: CaseAnswer): string[] {
  const ports = [...(diagnosis?.ports ?? []), ...(diagnosis?.container?.ports ?? [])];
  return [...ports, ...(diagnosis?.told ?? [])].map(({ verdict }) => verdict);
}
