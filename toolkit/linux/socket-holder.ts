import type { SocketInUse } from '../host/questions.ts';

/** Whether some process has the socket. One of nobody's is closing, and goes by itself. */
export function isOwned({ processId, userId }: SocketInUse): boolean {
  return processId !== 0 || userId !== undefined;
}

/** `redis-server (process 15598)`, or what is known of a process that only root may look at. */
export function linuxHolderName({ processId, processName, userId }: SocketInUse): string {
  if (processId !== 0) return `${processName ?? 'a program'} (process ${processId})`;
  return userId === undefined
    ? 'no process any more'
    : `a process of user ${userId} that is not shown to you`;
}

/** `192.168.1.4:48121`, `[::1]:8065`. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** `an outgoing connection of redis-server (process 15598) to 192.168.1.4:6379`, or a closing one of nobody's. */
export function describeClient(client: SocketInUse): string {
  const { remoteAddress, remotePort = 0 } = client;
  const where = remoteAddress === undefined ? '' : ` to ${endpoint(remoteAddress, remotePort)}`;
  if (!isOwned(client)) return `a closing connection${where}`;
  return `an outgoing connection of ${linuxHolderName(client)}${where}`;
}
