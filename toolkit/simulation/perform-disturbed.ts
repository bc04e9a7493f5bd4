import type { Disturbance } from './faults.ts';
import type { MachineState } from './machine-state.ts';

/**
 * Does the work as the disturbance has it: `denied` as somebody who is not elevated, `lie` on a copy of the machine, so that
 * it says what it would say and changes nothing.
 */
export function performDisturbed<Result>(
  machine: MachineState,
  kind: Disturbance['kind'],
  work: (target: MachineState) => Result,
): Result {
  if (kind === 'lie') return work(structuredClone(machine));
  if (kind !== 'denied') return work(machine);
  const { elevated } = machine;
  machine.elevated = false;
  try {
    return work(machine);
  } finally {
    machine.elevated = elevated;
  }
}
