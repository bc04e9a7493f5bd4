import { displayCommand } from '../host/command.ts';
import type { SocketInUse } from '../host/questions.ts';
import { showExcludedPortRange } from '../windows/excluded-port-range.ts';
import { showSockets } from '../windows/netstat.ts';
import { isKernel } from '../windows/socket-holder.ts';
import type { AskedPort } from './asked-port.ts';
import { look, type Remedy } from './remedy.ts';

export const inspectHttpSys = look(
  'See which service asked Windows’ web server layer (http.sys) for it; `netsh http show urlacl` shows who may',
  'netsh http show servicestate',
);

export const wait = look(
  'Wait until the connection ends; it is gone when this shows nothing of the port',
  displayCommand(showSockets()),
);

/** What the processes are, each once; the kernel is not one that can be ended. */
export function listProcesses(sockets: readonly SocketInUse[]): Remedy[] {
  const ids = [...new Set(sockets.filter((socket) => !isKernel(socket)).map(({ processId }) => processId))];
  return ids.map((id) =>
    look(`See what process ${id} is, then end it in its own way`, `tasklist /svc /fi "PID eq ${id}"`),
  );
}

export function findHolder(): Remedy {
  return look(
    'See which process has the port, in the last column; then end that program in its own way',
    displayCommand(showSockets()),
  );
}

export function otherPort({ protocol }: AskedPort): Remedy {
  return look(
    'Or move to a port outside every range listed here',
    displayCommand(showExcludedPortRange({ family: 'ipv4', protocol })),
  );
}

export function inspectPersistent({ protocol }: AskedPort): Remedy {
  return look(
    'See whether a program reserved it for good: an entry of the same numbers without a star',
    displayCommand(showExcludedPortRange({ family: 'ipv4', protocol, store: 'persistent' })),
  );
}

export function seePublisher({ port }: AskedPort): Remedy {
  return look('See which container publishes it, then stop that one', `docker ps --filter publish=${port}`);
}
