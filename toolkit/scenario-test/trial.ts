import type { PortRange } from '../ports/port-range.ts';
import type { AnyStep } from '../scenario/step.ts';
import type { Locale, MachineState } from '../simulation/machine-state.ts';

/** One simulated machine of the matrix. */
export interface MachineCase {
  readonly locale: Locale;
  readonly dynamicPortRange: PortRange;
  readonly hyperV: boolean;
  readonly seed: number;
  /** Whether winnat, each time it draws, tries to put a block on the port. */
  readonly unlucky: boolean;
  readonly method: string;
}

/** What a scenario is tried with, and what must be true of the machine afterwards. */
export interface Trial {
  readonly scenario: string;
  /** Ways to call it; each takes part in the matrix like any other axis. */
  readonly methods: readonly string[];
  /** Set for one that needs a container, which only machines with Hyper-V have. @defaultValue false */
  readonly needsContainer?: boolean;
  /** Set for one that needs WSL, which only machines with Hyper-V have. @defaultValue false */
  readonly needsWsl?: boolean;
  parameters(machine: MachineCase): Readonly<Record<string, unknown>>;
  /** What an earlier run has carried out on the machine. What it changed counts as there before. */
  earlier?(machine: MachineCase): readonly AnyStep[];
  /**
   * Judges the machine by the simulator's own state, never by what a parser read.
   *
   * @returns What is wrong; empty when the promise is kept.
   */
  judge(after: MachineState, machine: MachineCase, before: MachineState): readonly string[];
  /** Judges what must still be true after two more restarts. */
  judgeLasting?(after: MachineState, machine: MachineCase): readonly string[];
}

/** The port the cases are about, and a container that wants it. */
export const TRIAL_PORT = 8065;
export const TRIAL_CONTAINER = 'mattermost';
/** A row of somebody else's right beside it, which nothing may touch. */
export const NEIGHBOUR: PortRange = { startPort: 8060, numberOfPorts: 5 };
