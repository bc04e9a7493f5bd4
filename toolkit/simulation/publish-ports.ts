import { contains } from '../ports/port-range.ts';
import { hnsRefused, hostAddress, portAllocated, portRefused } from './docker-messages.ts';
import { takeFault } from './faults.ts';
import type { MachineState, SimulatedContainer } from './machine-state.ts';
import { PROCESS } from './processes.ts';
import { insertRange } from './ranges.ts';
import { bindSocket, closeSockets } from './sockets.ts';
import { WIN32 } from './win32-error.ts';
import { needNat, WINNAT } from './winnat.ts';

/** Owner of the row HNS adds for a published port of a Windows container. */
export const HNS_MAPPING = 'hns-mapping';

/**
 * Binds a container's ports: as listeners of com.docker.backend, or through HNS in Windows-container mode. All or none.
 *
 * @returns What the engine says when a port is refused; undefined when the container may run, `published` telling whether
 *   its ports are really there.
 */
export function publishPorts(machine: MachineState, container: SimulatedContainer): string | undefined {
  delete container.publishedWhileWinnatDown;
  if (takeFault(machine, 'unpublished', (fault) => fault.container === container.name)) {
    container.published = false;
    return undefined;
  }
  const error =
    machine.docker.osType === 'windows' ? mapThroughHns(machine, container) : listen(machine, container);
  container.published = error === undefined;
  const winnat = machine.services[WINNAT];
  if (container.published && container.bindings.length > 0 && winnat && winnat.status !== 'running') {
    container.publishedWhileWinnatDown = true;
  }
  return error;
}

/** Lets go of a container's ports. */
export function unpublishPorts(machine: MachineState, container: SimulatedContainer): void {
  for (const binding of container.published ? container.bindings : []) {
    const { protocol, hostPort } = binding;
    closeSockets(
      machine,
      PROCESS.docker,
      (socket) =>
        socket.protocol === protocol &&
        socket.localPort === hostPort &&
        socket.localAddress === hostAddress(binding),
    );
    machine.ranges[protocol] = machine.ranges[protocol].filter(
      (entry) => entry.owner !== HNS_MAPPING || entry.startPort !== hostPort,
    );
  }
  container.published = false;
  delete container.publishedWhileWinnatDown;
}

function listen(machine: MachineState, container: SimulatedContainer): string | undefined {
  const before = [...machine.sockets];
  for (const binding of container.bindings) {
    const result = isHeldByContainer(machine, container, binding)
      ? undefined
      : bindSocket(machine, {
          protocol: binding.protocol,
          address: hostAddress(binding),
          port: binding.hostPort,
          processId: PROCESS.docker,
        });
    if (result?.socketError === WIN32.success) {
      binding.hostPort = result.port;
      continue;
    }
    machine.sockets = before;
    return result
      ? portRefused(machine, container, binding, result.socketError)
      : portAllocated(container, binding);
  }
  return undefined;
}

type Binding = SimulatedContainer['bindings'][number];

function isHeldByContainer(machine: MachineState, container: SimulatedContainer, wanted: Binding): boolean {
  return machine.docker.containers.some(
    (other) =>
      other !== container &&
      other.status === 'running' &&
      other.published &&
      other.bindings.some(
        (binding) =>
          binding.protocol === wanted.protocol &&
          binding.hostPort === wanted.hostPort &&
          hostAddress(binding) === hostAddress(wanted),
      ),
  );
}

/** HNS takes ports as runtime reservations: an excluded port is as good as taken, starred or not. */
function mapThroughHns(machine: MachineState, container: SimulatedContainer): string | undefined {
  needNat(machine);
  for (const { protocol, hostPort } of container.bindings) {
    const entry = machine.ranges[protocol].find(
      (candidate) => candidate.active && contains(candidate, hostPort),
    );
    const isOpen = machine.sockets.some(
      (socket) => socket.protocol === protocol && socket.localPort === hostPort,
    );
    if (entry?.kind === 'administered') return hnsRefused(container, 'excluded');
    if (entry || isOpen) return hnsRefused(container, 'exists');
  }
  for (const { protocol, hostPort } of container.bindings) {
    insertRange(machine, protocol, {
      startPort: hostPort,
      numberOfPorts: 1,
      kind: 'runtime',
      owner: HNS_MAPPING,
      active: true,
      persistent: false,
    });
  }
  return undefined;
}
