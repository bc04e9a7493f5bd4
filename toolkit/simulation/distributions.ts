import { PROTOCOLS } from '../ports/port-range.ts';
import { gaps } from '../ports/port-set.ts';
import { getDynamicRange } from './dynamic-range.ts';
import type { MachineState } from './machine-state.ts';
import { occupiedPorts } from './obstacles.ts';
import { dropRuntimeRanges, insertRange } from './ranges.ts';
import { needNat, WINNAT } from './winnat.ts';
import { modeAskedFor } from './wsl-network.ts';

/** The distribution Docker Desktop runs its engine in. */
export const DOCKER_DISTRIBUTION = 'docker-desktop';

/** Finds a distribution by its name, in any case. */
export function findDistribution(machine: MachineState, name: string) {
  return machine.wsl.distributions.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/**
 * Starts a distribution. The first one brings up the network anew: NAT works if winnat runs, mirrored mode if 4096
 * consecutive ports of the dynamic range are left, else none (WSL#13454). With others running it shares theirs, be it broken.
 *
 * @returns False when there is no such distribution.
 */
export function startDistribution(machine: MachineState, name: string): boolean {
  const distribution = findDistribution(machine, name);
  if (!distribution) return false;
  if (distribution.running) return true;
  if (!machine.wsl.distributions.some(({ running }) => running)) bringUpNetwork(machine);
  distribution.running = true;
  return true;
}

/** Ends one distribution; with the last one WSL's network goes, and the block it had in mirrored mode. */
export function endDistribution(machine: MachineState, name: string): void {
  const distribution = findDistribution(machine, name);
  if (distribution) distribution.running = false;
  if (machine.wsl.distributions.some(({ running }) => running)) return;
  delete machine.wsl.runningMode;
  dropRuntimeRanges(machine, WSL_MIRRORED);
}

/** Ports WSL asks the host for in mirrored mode (WSL source: end - start = 4095). */
const MIRRORED_PORTS = 4096;
const WSL_MIRRORED = 'wsl-mirrored';

function bringUpNetwork(machine: MachineState): void {
  const mode = modeAskedFor(machine);
  machine.wsl.runningMode = mode;
  if (mode === 'nat') {
    machine.wsl.networkWorks = machine.services[WINNAT]?.status === 'running';
    machine.wsl.natStarts = (machine.wsl.natStarts ?? 0) + 1;
    needNat(machine);
  } else {
    machine.wsl.networkWorks = mode === 'mirrored' && takeMirroredBlocks(machine);
    if (!machine.wsl.networkWorks) machine.wsl.runningMode = 'none';
  }
}

function takeMirroredBlocks(machine: MachineState): boolean {
  return PROTOCOLS.every((protocol) => {
    const dynamicRange = getDynamicRange(machine, 'ipv4', protocol);
    const gap = gaps(occupiedPorts(machine, protocol), dynamicRange).find(
      ({ numberOfPorts }) => numberOfPorts >= MIRRORED_PORTS,
    );
    if (!gap) return false;
    insertRange(machine, protocol, {
      startPort: gap.startPort,
      numberOfPorts: MIRRORED_PORTS,
      kind: 'runtime',
      owner: WSL_MIRRORED,
      active: true,
      persistent: false,
    });
    return true;
  });
}
