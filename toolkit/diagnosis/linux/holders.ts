import type { SocketInUse } from '../../host/questions.ts';
import { isOwned } from '../../linux/socket-holder.ts';
import { WSAEADDRINUSE } from '../bind-probe.ts';
import type { PortFacts } from '../port-facts.ts';

/**
 * The connections that keep a port from a server: those of a process, and where the port was refused as in use those that are
 * closing too. A server binds over most of the latter.
 */
export function holdersOf({
  connections,
  refused,
}: Pick<PortFacts, 'connections' | 'refused'>): SocketInUse[] {
  const owned = connections.filter(isOwned);
  return owned.length > 0 || refused?.socketError !== WSAEADDRINUSE ? owned : [...connections];
}
