import { DOCKER_DISTRIBUTION, endDistribution, findDistribution } from './distributions.ts';
import { stopDockerDesktop } from './docker-desktop.ts';
import type { MachineState } from './machine-state.ts';

/** `wsl --terminate`: ends one distribution, and the engine with Docker's. @returns False when there is no such one. */
export function terminateDistribution(machine: MachineState, name: string): boolean {
  const distribution = findDistribution(machine, name);
  if (!distribution) return false;
  endDistribution(machine, name);
  if (distribution.name === DOCKER_DISTRIBUTION) stopDockerDesktop(machine);
  return true;
}

/** `wsl --shutdown`: ends every distribution, Docker's too. */
export function shutdownWsl(machine: MachineState): void {
  for (const { name } of machine.wsl.distributions) terminateDistribution(machine, name);
}
