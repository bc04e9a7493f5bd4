import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { createMachine } from '../simulation/create-machine.ts';
import { LOCALES, type MachineState } from '../simulation/machine-state.ts';
import { addExclusion } from '../simulation/ranges.ts';
import { pairwise } from './pairwise.ts';
import { type MachineCase, NEIGHBOUR, TRIAL_CONTAINER, TRIAL_PORT, type Trial } from './trial.ts';

/** Ranges seen in the field: IANA's, what MaxUserPort 65534 and 15000 leave, and one that swallows development ports. */
const DYNAMIC_PORT_RANGES = [
  IANA_DYNAMIC_PORT_RANGE,
  { startPort: 1024, numberOfPorts: 64511 },
  { startPort: 1024, numberOfPorts: 13977 },
  { startPort: 5000, numberOfPorts: 45536 },
] as const;

const SEEDS = [1, 2, 3, 4, 5] as const;
const REDRAWS = 3;

/** Machines on which a scenario is tried: every value of every axis meets every value of every other. */
export function machineMatrix(trial: Trial): readonly MachineCase[] {
  return pairwise({
    locale: LOCALES,
    dynamicPortRange: DYNAMIC_PORT_RANGES,
    hyperV: trial.needsContainer || trial.needsWsl ? [true] : [true, false],
    seed: SEEDS,
    unlucky: [false, true],
    method: trial.methods,
  });
}

/** Builds the machine of a case: a block lies over the port where winnat is there, and a neighbour's row beside it. */
export function buildMachine({ locale, dynamicPortRange, hyperV, seed, unlucky }: MachineCase): MachineState {
  const isWide = dynamicPortRange.startPort === 1024;
  const machine = createMachine({
    locale,
    seed,
    hyperV,
    dynamicPortRange,
    ...(isWide && { maxUserPort: dynamicPortRange.startPort + dynamicPortRange.numberOfPorts - 1 }),
    blocksOn: [TRIAL_PORT],
    containers: hyperV
      ? [{ name: TRIAL_CONTAINER, image: 'mattermost/mattermost-team-edition', ports: [TRIAL_PORT] }]
      : [],
    faults: unlucky ? [{ kind: 'redraw-onto', protocol: 'tcp', port: TRIAL_PORT, times: REDRAWS }] : [],
  });
  addNeighbour(machine);
  return machine;
}

/** Where a block lies over the neighbour's ports the row cannot be added, as on a real machine; another place will do. */
function addNeighbour(machine: MachineState): void {
  const elsewhere = [NEIGHBOUR.startPort, 700, 710].find(
    (startPort) => addExclusion(machine, 'tcp', { ...NEIGHBOUR, startPort }, 'persistent') === 0,
  );
  if (elsewhere === undefined) throw new Error('no place for a neighbour');
}
