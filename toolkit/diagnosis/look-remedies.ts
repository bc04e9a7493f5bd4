import { displayCommand } from '../host/command.ts';
import type { SocketInUse } from '../host/questions.ts';
import { showExcludedPortRange } from '../windows/excluded-port-range.ts';
import { showSockets } from '../windows/netstat.ts';
import { isKernel } from '../windows/socket-holder.ts';
import type { AskedPort } from './asked-port.ts';
import type { PortFacts } from './port-facts.ts';
import { look, portwright, type Remedy } from './remedy.ts';

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
  return processesOf(sockets).map((id) =>
    look(`See what process ${id} is, then end it in its own way`, `tasklist /svc /fi "PID eq ${id}"`),
  );
}

/** Whose the processes are, each once. */
export function listOwners(sockets: readonly SocketInUse[]): Remedy[] {
  return processesOf(sockets).map((id) =>
    look(
      `See under which account process ${id} runs; administrators see every account`,
      `tasklist /v /fi "PID eq ${id}"`,
    ),
  );
}

function processesOf(sockets: readonly SocketInUse[]): number[] {
  return [...new Set(sockets.filter((socket) => !isKernel(socket)).map(({ processId }) => processId))];
}

export function findHolder(): Remedy {
  return look(
    'See which process has the port, in the last column; then end that program in its own way',
    displayCommand(showSockets()),
  );
}

/** The nearest port that is safe; of a paste it is found in that paste, which only its owner has as a file. */
export function otherPort({
  snapshot,
  protocol,
  port,
}: Pick<PortFacts, 'snapshot' | 'protocol' | 'port'>): Remedy {
  const words = `suggest --near ${port}${protocol === 'tcp' ? '' : ` --protocol ${protocol}`}`;
  return look('Or move to a port that nothing will take', portwright(snapshot, words), 'other-port');
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
