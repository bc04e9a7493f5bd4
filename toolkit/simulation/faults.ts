import type { Fault, KillMoment, MachineState } from './machine-state.ts';

type CountedFault = Exclude<Fault, { kind: 'kill-caller' }>;
type FaultOf<Kind extends CountedFault['kind']> = CountedFault & { readonly kind: Kind };

/**
 * Finds the first fault of a kind that applies, and uses up one of its `times`.
 *
 * @returns Undefined when nothing goes wrong.
 */
export function takeFault<Kind extends CountedFault['kind']>(
  machine: MachineState,
  kind: Kind,
  applies: (fault: FaultOf<Kind>) => boolean,
): FaultOf<Kind> | undefined {
  const isOfKind = (fault: Fault): fault is FaultOf<Kind> => fault.kind === kind;
  for (const [index, fault] of machine.faults.entries()) {
    if (fault.kind === 'kill-caller' || !isOfKind(fault) || !applies(fault)) continue;
    if (fault.times !== undefined) {
      const rest: Fault[] = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
      machine.faults.splice(index, 1, ...rest);
    }
    return fault;
  }
  return undefined;
}

/** What goes wrong with one request. */
export interface Disturbance {
  readonly kind?: 'denied' | 'hang' | 'lie' | 'garbage';
  readonly kill?: KillMoment;
}

/**
 * Counts a request and finds out what goes wrong with it.
 *
 * @param shown - The command as a person would type it, or `ask:<question>`.
 */
export function receive(machine: MachineState, shown: string): Disturbance {
  machine.received++;
  const kill = killMoment(machine);
  if (kill === 'before') return { kill };
  const kind = (['denied', 'hang', 'lie', 'garbage'] as const).find((each) =>
    takeFault(machine, each, (fault) => shown.includes(fault.match)),
  );
  return { ...(kind && { kind }), ...(kill && { kill }) };
}

function killMoment(machine: MachineState): KillMoment | undefined {
  for (const fault of machine.faults) {
    if (fault.kind === 'kill-caller' && fault.at === machine.received) return fault.when;
  }
  return undefined;
}
