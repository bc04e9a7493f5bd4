import type { MachineState } from './machine-state.ts';

/** Where a simulated machine is kept between requests. */
export interface MachineStore {
  /** Names the machine: the state file's path, or a name of its own. */
  readonly name: string;
  /** The machine as last seen; another process may have changed it since. Not to be changed outside {@link request}. */
  readonly machine: MachineState;
  /**
   * Does one request's work on the machine, alone: nobody else's request comes between, and what it changed is kept. The
   * work must not throw for what a machine can do wrong: a file keeps nothing of a request that threw.
   */
  request<Result>(work: (machine: MachineState) => Result): Promise<Result>;
}

/** Keeps the machine in this process only. */
export function memoryStore(machine: MachineState, name = 'simulated'): MachineStore {
  return {
    name,
    machine,
    request: async (work) => work(machine),
  };
}
