import type { SocketInUse } from '../host/questions.ts';

/** The kernel's own process: sockets of http.sys are seen under it. */
const KERNEL_PROCESS = 4;
/** Docker Desktop's backend (docker/docs), in older versions vpnkit, behind WSL's relay wslrelay. */
const DOCKER = /docker|vpnkit|wslrelay/i;

/** Whether Windows' kernel holds a socket. */
export function isKernel({ processId }: Pick<SocketInUse, 'processId'>): boolean {
  return processId === KERNEL_PROCESS;
}

/** Whether a process of this name holds the ports that containers publish. */
export function isDockerProcess(processName: string): boolean {
  return DOCKER.test(processName);
}
