import type { MachineState } from './machine-state.ts';
import { settleServices } from './services.ts';

/** How long any one command takes on the machine's clock, in milliseconds. */
export const COMMAND_DURATION_MS = 20;

/** Lets time pass on the machine: the clock jumps, and what became due completes. @param ms - At least 0. */
export function advanceClock(machine: MachineState, ms: number): void {
  machine.clockMs += ms;
  settleServices(machine);
}
