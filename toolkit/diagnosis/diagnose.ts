import type { AskedPort } from './asked-port.ts';
import { type DiagnoseOptions, diagnosePort, type PortDiagnosis } from './classify-port.ts';
import { type ContainerDiagnosis, diagnoseContainer } from './container-view.ts';
import { type MachineView, viewMachine } from './machine-view.ts';
import type { Snapshot } from './snapshot.ts';

export interface Diagnosis {
  readonly snapshot: Snapshot;
  /** One for each port asked about, in that order. */
  readonly ports: readonly PortDiagnosis[];
  /** Only when a container was asked about. */
  readonly container?: ContainerDiagnosis;
  /** Only when neither a port nor a container was asked about. */
  readonly machine?: MachineView;
}

export interface DiagnoseQuestion extends DiagnoseOptions {
  /** Name or id of a container that cannot start; its own ports are then diagnosed with it. */
  readonly container?: string;
}

/**
 * Diagnoses ports, a container, or with neither the machine as a whole. Pure.
 *
 * Where no port is asked about and Docker's own errors were pasted, the ports they name are.
 */
export function diagnose(
  snapshot: Snapshot,
  asked: readonly AskedPort[],
  { container, ...options }: DiagnoseQuestion = {},
): Diagnosis {
  const isAsked = asked.length > 0 || container !== undefined;
  const ports = isAsked
    ? asked
    : (snapshot.dockerErrors ?? []).map(({ port, protocol }) => ({ port, protocol }));
  return {
    snapshot,
    ports: ports.map((port) => diagnosePort(snapshot, port, options)),
    ...(container !== undefined && { container: diagnoseContainer(snapshot, container, options) }),
    ...(container === undefined && ports.length === 0 && { machine: viewMachine(snapshot) }),
  };
}
