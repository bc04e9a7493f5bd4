import type { MachineState } from './machine-state.ts';
import { PROCESS } from './processes.ts';
import { bindSocket, closeSockets } from './sockets.ts';
import { WIN32 } from './win32-error.ts';

/** IP Helper's name as the service table has it. */
export const IP_HELPER = 'iphlpsvc';

type PortProxy = MachineState['portProxies'][number];

function isFor(rule: Pick<PortProxy, 'listenAddress' | 'listenPort'>) {
  return ({ listenAddress, listenPort }: PortProxy) =>
    listenAddress === rule.listenAddress && listenPort === rule.listenPort;
}

/**
 * `netsh interface portproxy add v4tov4`: replaces a rule for the same address and port. IP Helper listens as an ordinary
 * process; where it cannot, the rule is there without a listener.
 *
 * @returns 0; 740 not elevated.
 */
export function setPortProxy(machine: MachineState, rule: PortProxy): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  const index = machine.portProxies.findIndex(isFor(rule));
  if (index !== -1) {
    machine.portProxies[index] = { ...rule };
    return WIN32.success;
  }
  machine.portProxies.push({ ...rule });
  listen(machine, rule);
  return WIN32.success;
}

/** `netsh interface portproxy delete v4tov4`. @returns 0; 740 not elevated; 2 no rule for that address and port. */
export function deletePortProxy(
  machine: MachineState,
  rule: Pick<PortProxy, 'listenAddress' | 'listenPort'>,
): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  if (!machine.portProxies.some(isFor(rule))) return WIN32.fileNotFound;
  machine.portProxies = machine.portProxies.filter((other) => !isFor(rule)(other));
  closeSockets(machine, PROCESS.iphlpsvc, (socket) => socket.localPort === rule.listenPort);
  for (const other of machine.portProxies) {
    if (other.listenPort === rule.listenPort) listen(machine, other);
  }
  return WIN32.success;
}

/** `netsh interface portproxy reset`. @returns 0; 740 not elevated. */
export function resetPortProxies(machine: MachineState): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  machine.portProxies = [];
  closeSockets(machine, PROCESS.iphlpsvc);
  return WIN32.success;
}

/** What a stop of IP Helper does: its rules stay, and nobody listens for them. */
export function stopListeningForPortProxies(machine: MachineState): void {
  closeSockets(machine, PROCESS.iphlpsvc);
}

/** What IP Helper does with the stored rules when it starts. */
export function listenForPortProxies(machine: MachineState): void {
  for (const rule of machine.portProxies) listen(machine, rule);
}

function listen(machine: MachineState, { listenAddress, listenPort }: PortProxy): void {
  if (machine.services[IP_HELPER]?.status !== 'running') return;
  bindSocket(machine, {
    protocol: 'tcp',
    address: listenAddress === '*' ? '0.0.0.0' : listenAddress,
    port: listenPort,
    processId: PROCESS.iphlpsvc,
  });
}
