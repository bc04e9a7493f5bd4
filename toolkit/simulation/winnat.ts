import { type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { getDynamicRange } from './dynamic-range.ts';
import { takeFault } from './faults.ts';
import type { MachineState } from './machine-state.ts';
import { occupiedPorts } from './obstacles.ts';
import { drawBlockCount, drawBlockOnto, drawBlocks } from './placement.ts';
import { PROCESS } from './processes.ts';
import { dropRuntimeRanges, insertRange } from './ranges.ts';
import { bindSocket } from './sockets.ts';
import { networkingModeOf } from './wsl-network.ts';

/** The driver's name as the service table has it. */
export const WINNAT = 'winnat';

/** Draws winnat's blocks: first those a fault wants over a port, then by chance. */
export function drawWinnatBlocks(machine: MachineState): void {
  for (const protocol of PROTOCOLS) {
    const dynamicRange = getDynamicRange(machine, 'ipv4', protocol);
    const wanted = drawBlockCount(machine, protocol);
    const forced = portsToHit(machine, protocol).filter((port) => {
      const block = drawBlockOnto(machine, dynamicRange, occupiedPorts(machine, protocol), port);
      if (block) claimBlock(machine, protocol, block);
      return block !== undefined;
    });
    const left = Math.max(wanted - forced.length, 0);
    for (const block of drawBlocks(machine, dynamicRange, occupiedPorts(machine, protocol), left)) {
      claimBlock(machine, protocol, block);
    }
  }
}

/** Enters one block of winnat's in the list. */
export function claimBlock(
  machine: MachineState,
  protocol: Protocol,
  { startPort, numberOfPorts }: PortRange,
): void {
  insertRange(machine, protocol, {
    startPort,
    numberOfPorts,
    kind: 'runtime',
    owner: WINNAT,
    active: true,
    persistent: false,
  });
}

function portsToHit(machine: MachineState, protocol: Protocol): number[] {
  return [...machine.faults].flatMap((fault) => {
    if (fault.kind !== 'redraw-onto' || fault.protocol !== protocol) return [];
    takeFault(machine, 'redraw-onto', (candidate) => candidate === fault);
    return [fault.port];
  });
}

/** What a stop of winnat does besides: its blocks vanish at once, running WSL distributions lose their network (WSL#9418). */
export function afterWinnatStopped(machine: MachineState): void {
  dropRuntimeRanges(machine, WINNAT);
  const isNatInUse =
    networkingModeOf(machine) === 'nat' && machine.wsl.distributions.some(({ running }) => running);
  if (isNatInUse) machine.wsl.networkWorks = false;
  for (const protocol of PROTOCOLS) {
    const fault = takeFault(machine, 'grab-after-stop', (candidate) => candidate.protocol === protocol);
    if (!fault) continue;
    machine.processes[PROCESS.grabber] = { name: 'grabber', services: [] };
    bindSocket(machine, { protocol, address: '0.0.0.0', port: fault.port, processId: PROCESS.grabber });
  }
}

/**
 * What a start of winnat does besides. Container ports published while it was down can make it fail
 * (switch `publishedWhileDownBlocksStart`).
 */
export function afterWinnatStarted(machine: MachineState): void {
  if (machine.switches.winnatDrawsOnStart === 'at-once') drawWinnatBlocks(machine);
}

/** Whether a start must fail with error 32 now. */
export function isWinnatBlocked(machine: MachineState): boolean {
  return (
    machine.switches.publishedWhileDownBlocksStart &&
    machine.docker.containers.some(
      ({ status, publishedWhileWinnatDown }) => status === 'running' && publishedWhileWinnatDown,
    )
  );
}

/** A NAT network comes up (WSL, a Windows container): winnat draws if it runs and holds no block yet. */
export function needNat(machine: MachineState): void {
  const holdsBlocks = PROTOCOLS.some((protocol) =>
    machine.ranges[protocol].some(({ owner }) => owner === WINNAT),
  );
  if (machine.services[WINNAT]?.status === 'running' && !holdsBlocks) drawWinnatBlocks(machine);
}
