import { PROTOCOLS } from '../ports/port-range.ts';
import { getDynamicRange } from './dynamic-range.ts';
import { takeFault } from './faults.ts';
import type { MachineState } from './machine-state.ts';
import { occupiedPorts } from './obstacles.ts';
import { drawBlockCount, drawBlockOnto, drawBlocks } from './placement.ts';
import { PROCESS } from './processes.ts';
import { dropRuntimeRanges, insertRange } from './ranges.ts';
import { bindSocket } from './sockets.ts';

/** The driver's name as the service table has it. */
export const WINNAT = 'winnat';

/** Draws winnat's blocks: first those a fault wants over a port, then by chance. */
export function drawWinnatBlocks(machine: MachineState): void {
  for (const protocol of PROTOCOLS) {
    const dynamicRange = getDynamicRange(machine, 'ipv4', protocol);
    let count = drawBlockCount(machine, protocol);
    const blocks = () => occupiedPorts(machine, protocol);
    const place = (range: { startPort: number; numberOfPorts: number }) =>
      insertRange(machine, protocol, {
        ...range,
        kind: 'runtime',
        owner: WINNAT,
        active: true,
        persistent: false,
      });
    const wanted = machine.faults.filter(
      (fault) => fault.kind === 'redraw-onto' && fault.protocol === protocol,
    );
    for (const fault of wanted) {
      takeFault(machine, 'redraw-onto', (candidate) => candidate === fault);
      if (fault.kind !== 'redraw-onto') continue;
      const block = drawBlockOnto(machine, dynamicRange, blocks(), fault.port);
      if (!block) continue;
      place(block);
      count--;
    }
    for (const block of drawBlocks(machine, dynamicRange, blocks(), Math.max(count, 0))) place(block);
  }
}

/** What a stop of winnat does besides: its blocks vanish at once, running WSL distributions lose their network (WSL#9418). */
export function afterWinnatStopped(machine: MachineState): void {
  dropRuntimeRanges(machine, WINNAT);
  const isNatInUse =
    machine.wsl.networkingMode !== 'mirrored' && machine.wsl.distributions.some(({ running }) => running);
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
