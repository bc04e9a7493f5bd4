import { DOCKER_DISTRIBUTION, endDistribution, startDistribution } from './distributions.ts';
import { exitContainer, startContainer } from './docker-engine.ts';
import type { MachineState, SimulatedContainer } from './machine-state.ts';
import { PROCESS } from './processes.ts';
import { closeSockets } from './sockets.ts';

/** Exit code of a container whose engine went away under it. */
const ENGINE_GONE = 255;

/** Starts Docker Desktop: the engine comes up, and with it the containers whose restart policy says so. */
export function startDockerDesktop(machine: MachineState): void {
  if (!machine.docker.installed || machine.docker.running) return;
  machine.processes[PROCESS.docker] = { name: 'com.docker.backend', services: [] };
  machine.docker.running = true;
  if (machine.docker.osType === 'linux') startDistribution(machine, DOCKER_DISTRIBUTION);
  for (const container of machine.docker.containers) {
    if (restartsItself(container)) bringUp(machine, container);
  }
}

/** Ends Docker Desktop: every container with it. */
export function stopDockerDesktop(machine: MachineState): void {
  for (const container of machine.docker.containers) {
    if (container.status === 'running') exitContainer(machine, container, ENGINE_GONE);
  }
  machine.docker.running = false;
  endDistribution(machine, DOCKER_DISTRIBUTION);
  closeSockets(machine, PROCESS.docker);
  delete machine.processes[PROCESS.docker];
}

function restartsItself({ restartPolicy, stoppedByUser, status }: SimulatedContainer): boolean {
  if (status === 'created') return false;
  return restartPolicy === 'always' || (restartPolicy === 'unless-stopped' && !stoppedByUser);
}

function bringUp(machine: MachineState, container: SimulatedContainer): void {
  const { error } = startContainer(machine, container.name);
  if (error?.kind !== 'port' || machine.switches.bootPortFailure === 'exited') return;
  container.status = 'running';
  container.exitCode = 0;
  container.error = '';
}
