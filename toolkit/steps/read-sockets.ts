import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { contains } from '../ports/port-range.ts';
import { isDockerProcess, isKernel } from '../windows/socket-holder.ts';

/**
 * Reads the sockets on the given ports. Those of process 0 are left out: they are connections that are closing (TIME_WAIT),
 * belong to nobody and go by themselves.
 */
export async function readSockets(host: Host, { protocol, ranges }: PortGroup): Promise<SocketInUse[]> {
  const { sockets } = await host.ask('listeners', {});
  return sockets.filter(
    ({ protocol: used, localPort, processId }) =>
      used === protocol && processId !== 0 && ranges.some((range) => contains(range, localPort)),
  );
}

/** Names the holder as a person would look for it: `nginx.exe (process 4711, service W3SVC)`. */
export function describeHolder({ processName, processId, services }: SocketInUse): string {
  const service = services?.length ? `, service ${services.join(', ')}` : '';
  return `${processName ?? 'a process'} (process ${processId}${service})`;
}

/** What may be done about a holder. Never to end Windows or Docker itself. */
export function remedyForHolder(socket: SocketInUse): string {
  const { processName = '', processId, services = [], localPort } = socket;
  if (isDockerProcess(processName)) {
    return `docker ps --filter publish=${localPort} names the container; stop it, or name it with --container`;
  }
  if (isKernel(socket) || services.length > 0) {
    return 'it is a part of Windows: give your program another port';
  }
  return `end that program or give it another port; tasklist /fi "PID eq ${processId}" shows it`;
}
