import { textsOf } from './locale/messages.ts';
import type { MachineState, SimulatedContainer } from './machine-state.ts';
import { WIN32 } from './win32-error.ts';

type Binding = SimulatedContainer['bindings'][number];

/** The address a binding really takes: Docker publishes on every IPv4 address unless told otherwise. */
export function hostAddress({ hostIp }: Binding): string {
  return hostIp === '' ? '0.0.0.0' : hostIp;
}

/** Windows' own sentence for a socket error, in the machine's language: Docker passes it on. */
function socketErrorText(machine: MachineState, socketError: number): string {
  const say = textsOf(machine);
  if (socketError === WIN32.accessForbidden) return say('winsock.10013');
  if (socketError === WIN32.addressInUse) return say('winsock.10048');
  return say('winsock.other', { code: socketError });
}

/** What Docker Desktop says when Windows refuses a port; the form changed about once a year (docker/for-win threads). */
export function portRefused(
  machine: MachineState,
  container: SimulatedContainer,
  binding: Binding,
  socketError: number,
): string {
  const cause = socketErrorText(machine, socketError);
  const protocol = binding.protocol;
  const target = `${hostAddress(binding)}:${binding.hostPort}`;
  const exposing = (forwardedTo: string) =>
    `orts are not available: exposing port ${protocol.toUpperCase()} ${target} -> ${forwardedTo}:0: `;
  switch (machine.docker.errorGeneration) {
    case '2019':
      return (
        `driver failed programming external connectivity on endpoint ${container.name} (${container.id}): ` +
        `Error starting userland proxy: Bind for ${target}: unexpected error ${
          socketError === WIN32.accessForbidden ? 'Permission denied' : cause
        }.`
      );
    case '2020':
      return `Ports are not available: listen ${protocol} ${target}: bind: ${cause}`;
    case '2023':
      return `P${exposing('0.0.0.0')}listen ${protocol} ${target}: bind: ${cause}`;
    case '2024':
      return `P${exposing('0.0.0.0')}listen ${protocol}4 ${target}: bind: ${cause}`;
    case '2025':
      return `p${exposing('127.0.0.1')}listen ${protocol} ${target}: bind: ${cause}`;
    case 'forwarder':
      return `p${exposing('127.0.0.1')}/forwards/expose returned unexpected status: 500`;
  }
}

/** Another container of the same engine has the port: no reservation of Windows. */
export function portAllocated(container: SimulatedContainer, binding: Binding): string {
  return (
    'failed to set up container networking: driver failed programming external connectivity on endpoint ' +
    `${container.name} (${container.id}): Bind for ${hostAddress(binding)}:${binding.hostPort} failed: port is already allocated`
  );
}

/** HNS refuses a port of a Windows container (docker/for-win#12251: 0x20 for an administered exclusion). */
export function hnsRefused(container: SimulatedContainer, cause: 'excluded' | 'exists'): string {
  const text =
    cause === 'excluded'
      ? 'The process cannot access the file because it is being used by another process. (0x20)'
      : 'The specified port already exists. (0x803b0013)';
  return `failed to create endpoint ${container.name} on network nat: hnsCall failed in Win32: ${text}`;
}
