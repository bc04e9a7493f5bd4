import { stopDockerDesktop } from './docker-desktop.ts';
import type { MachineState } from './machine-state.ts';
import { needNat, WINNAT } from './winnat.ts';

/** The distribution Docker Desktop runs its engine in. */
export const DOCKER_DISTRIBUTION = 'docker-desktop';

/**
 * Starts a distribution. The first one brings up the NAT network anew, which works if winnat runs; with others running it
 * shares theirs, be it broken.
 *
 * @returns False when there is no such distribution.
 */
export function startDistribution(machine: MachineState, name: string): boolean {
  const distribution = findDistribution(machine, name);
  if (!distribution) return false;
  if (distribution.running) return true;
  if (!machine.wsl.distributions.some(({ running }) => running)) {
    machine.wsl.networkWorks = machine.services[WINNAT]?.status === 'running';
    needNat(machine);
  }
  distribution.running = true;
  return true;
}

/** `wsl --terminate`. @returns False when there is no such distribution. */
export function terminateDistribution(machine: MachineState, name: string): boolean {
  const distribution = findDistribution(machine, name);
  if (!distribution) return false;
  distribution.running = false;
  if (distribution.name === DOCKER_DISTRIBUTION) stopDockerDesktop(machine);
  return true;
}

/** `wsl --shutdown`: ends every distribution, Docker's too. */
export function shutdownWsl(machine: MachineState): void {
  for (const { name } of machine.wsl.distributions) terminateDistribution(machine, name);
}

function findDistribution(machine: MachineState, name: string) {
  return machine.wsl.distributions.find((each) => each.name.toLowerCase() === name.toLowerCase());
}
