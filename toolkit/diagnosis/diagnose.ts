import { namesPort } from '../windows/bind-error/bind-error.ts';
import { isAboutPort } from '../windows/known-trouble.ts';
import type { AskedPort } from './asked-port.ts';
import { type DiagnoseOptions, diagnosePort, type PortDiagnosis } from './classify-port.ts';
import { type ContainerDiagnosis, diagnoseContainer } from './container-view.ts';
import { type MachineView, viewMachine } from './machine-view.ts';
import { portsOfContainers, portsOfErrors } from './named-ports.ts';
import { joinAskedPorts } from './port-source.ts';
import type { Snapshot, ToldTrouble } from './snapshot.ts';
import { diagnoseTold, type ToldDiagnosis } from './told-view.ts';

export interface Diagnosis {
  readonly snapshot: Snapshot;
  /** One for each port asked about, in that order; where none is, for each that the messages and containers of a paste name. */
  readonly ports: readonly PortDiagnosis[];
  /** Messages that belong to none of the ports; absent when there are none. */
  readonly told?: readonly ToldDiagnosis[];
  /** Only when a container was asked about. */
  readonly container?: ContainerDiagnosis;
  /** Only when the machine as a whole was asked about, or nothing at all. */
  readonly machine?: MachineView;
}

export interface DiagnoseQuestion extends DiagnoseOptions {
  /** Name or id of a container that cannot start; its own ports are then diagnosed with it. */
  readonly container?: string;
  /** Look at the machine as a whole beside the ports, and at those of its containers. @defaultValue false */
  readonly wholeMachine?: boolean;
}

/**
 * Diagnoses ports, a container, or with neither the machine as a whole. Pure.
 *
 * Where nothing is asked about, the ports that messages name are, and those of the containers of a paste. A message that names
 * none is about the only port asked about or named by another one; else it is diagnosed by itself.
 */
export function diagnose(
  snapshot: Snapshot,
  asked: readonly AskedPort[],
  { container, wholeMachine = false, ...options }: DiagnoseQuestion = {},
): Diagnosis {
  const isAsked = asked.length > 0 || container !== undefined;
  const named = isAsked ? asked : portsOfErrors(snapshot);
  const isOfContainers = wholeMachine || (!isAsked && snapshot.host.kind === 'paste');
  const ports = isOfContainers ? joinAskedPorts([...named, ...portsOfContainers(snapshot)]) : named;
  const [only, ...others] = named;
  const read = only !== undefined && others.length === 0 ? withPortOfErrors(snapshot, only) : snapshot;
  const told = container === undefined ? diagnoseTold(read) : [];
  const isUnasked = container === undefined && named.length === 0 && told.length === 0;
  const machine = wholeMachine || isUnasked ? viewMachine(snapshot) : undefined;
  return {
    snapshot,
    ports: ports.map((port) => diagnosePort(read, port, options)),
    ...(told.length > 0 && { told }),
    ...(container !== undefined && { container: diagnoseContainer(read, container, options) }),
    ...(machine && (wholeMachine || ports.length === 0 || saysAnything(machine)) && { machine }),
  };
}

/** Of a machine that nothing but containers is known of there is nothing to say. */
function saysAnything({ cause, findings }: MachineView): boolean {
  return cause !== undefined || findings.some(({ code }) => !code.endsWith('not-read'));
}

/** Messages without a port, given to the only port there is a question about. */
function withPortOfErrors(snapshot: Snapshot, { port, protocol }: AskedPort): Snapshot {
  const { bindErrors = [], troubles = [] } = snapshot;
  const isAbout = ({ trouble }: ToldTrouble) => isAboutPort(trouble);
  const adopted = troubles
    .filter(isAbout)
    .filter(({ message }) => !bindErrors.some((error) => error.message === message))
    .map(({ message }) => ({ port, protocol, class: 'unknown', program: 'unknown', message }) as const);
  if (bindErrors.length + adopted.length === 0) return snapshot;
  return {
    ...snapshot,
    bindErrors: [
      ...bindErrors.map((error) => ({ ...error, ...(namesPort(error) ? {} : { port, protocol }) })),
      ...adopted,
    ],
    troubles: troubles.filter((told) => !isAbout(told)),
  };
}
