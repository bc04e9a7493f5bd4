import { askedPorts } from '../../../toolkit/diagnosis/asked-port.ts';
import { type Diagnosis, diagnose } from '../../../toolkit/diagnosis/diagnose.ts';
import { readSnapshot } from '../../../toolkit/diagnosis/read-snapshot.ts';
import type { Snapshot } from '../../../toolkit/diagnosis/snapshot.ts';
import { snapshotFromPaste } from '../../../toolkit/diagnosis/snapshot-from-paste.ts';
import { ToolkitError } from '../../../toolkit/errors/toolkit-error.ts';
import { parsePortSpecs } from '../../../toolkit/ports/port-spec.ts';
import { parseDockerPortErrors } from '../../../toolkit/windows/docker-error.ts';
import { classifySocketError } from '../../../toolkit/windows/socket-error-sentences.ts';
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

async function readEvidence(
  { paste, error, machine, container }: LabelledCase,
  ports: ReturnType<typeof askedPorts>,
): Promise<Snapshot> {
  if (machine === undefined) return snapshotFromPaste([error, paste].filter(Boolean).join('\n\n'));
  return readSnapshot(hostOf(machine), { ports, ...(container !== undefined && { container }) });
}

/** Docker's forms name the port; of any other text only the class of its sentence is known. */
function readErrors(text: string): ExpectedError[] {
  const named = parseDockerPortErrors(text).map(
    ({ port, protocol, address, cause }): ExpectedError => ({
      class: cause,
      port,
      protocol,
      ...(address !== '' && { address }),
    }),
  );
  const found = classifySocketError(text);
  return named.length > 0 || found === undefined ? named : [{ class: found }];
}

/** Every verdict in an answer: of the ports asked about, and of those the container wants. */
export function verdictsIn({ diagnosis }: CaseAnswer): string[] {
  const ports = [...(diagnosis?.ports ?? []), ...(diagnosis?.container?.ports ?? [])];
  return ports.map(({ verdict }) => verdict);
}
