import type { SocketInUse } from '../host/questions.ts';

/** The kernel's own process: sockets of http.sys are seen under it. */
const KERNEL_PROCESS = 4;
/**
 * Docker Desktop's backend (docker/docs), in older versions vpnkit, behind WSL's relay wslrelay; on Linux docker-proxy, or
 * dockerd itself without one (moby/moby libnetwork/portallocator), rootlesskit where Docker runs without root
 * (docs.docker.com/engine/security/rootless); for Podman conmon, rootlessport, slirp4netns or pasta
 * (containers/podman docs/tutorials/basic_networking.md), and gvproxy on Windows.
 */
const DOCKER =
  /docker|vpnkit|wslrelay|rootlesskit|rootlessport|^conmon$|^slirp4netns$|^pasta(?:\.avx2)?$|gvproxy/i;

/** Whether Windows' kernel holds a socket. */
export function isKernel({ processId }: Pick<SocketInUse, 'processId'>): boolean {
  return processId === KERNEL_PROCESS;
}

/** Whether a process of this name holds the ports that containers publish. */
export function isDockerProcess(processName: string): boolean {
  return DOCKER.test(processName);
}
