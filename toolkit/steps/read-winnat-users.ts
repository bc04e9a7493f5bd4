import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { dockerInfo, listContainers } from '../windows/docker.ts';
import { parseContainerList } from '../windows/docker-container.ts';
import { type DockerInfo, parseDockerInfo } from '../windows/docker-engine.ts';
import {
  enumDependents,
  parseDependents,
  parseServiceState,
  queryService,
  WINNAT,
} from '../windows/service.ts';
import { listRunningDistributions, readRunningDistributions } from '../windows/wsl.ts';

/** Who loses something while winnat is down. Empty lists where nothing of the kind is installed. */
export interface WinNatUsers {
  /** Services that Windows stops together with winnat, and that run now. */
  readonly dependents: readonly string[];
  readonly wslDistributions: readonly string[];
  readonly netNats: readonly string[];
  /** Routing and Remote Access or DirectAccess: other people's connections. */
  readonly remoteAccess: boolean;
  /** Whether a Docker engine answers. */
  readonly docker: boolean;
  /** Running containers, by name. */
  readonly containers: readonly string[];
  readonly windowsContainers: boolean;
}

const ROUTING_AND_REMOTE_ACCESS = 'RemoteAccess';

/** Reads them all at the same time. Starts nothing: `wsl --list --running` does not boot a distribution. */
export async function readWinNatUsers(host: Host): Promise<WinNatUsers> {
  const [dependents, wslDistributions, netNats, remoteAccess, containers, engine] = await Promise.all([
    readDependents(host),
    absentIs([], async () => readRunningDistributions(await host.run(listRunningDistributions()))),
    absentIs([], async () => (await host.ask('net-nat', {})).names),
    readRemoteAccess(host),
    absentIs([], () => readRunningContainers(host)),
    absentIs(undefined, () => readEngine(host)),
  ]);
  const docker = engine !== undefined;
  const windowsContainers = engine === 'windows';
  return { dependents, wslDistributions, netNats, remoteAccess, docker, containers, windowsContainers };
}

/** Names of the running containers; empty when the engine does not answer: nothing runs in it then. */
export async function readRunningContainers(host: Host): Promise<string[]> {
  const result = await host.run(listContainers());
  if (result.exitCode !== 0) return [];
  return parseContainerList(result.stdout)
    .filter(({ state }) => state === 'running')
    .map(({ name }) => name);
}

/** Whether the engine runs Windows containers, which refuse administered ports (docker/for-win#12251). False without Docker. */
export async function readWindowsContainers(host: Host): Promise<boolean> {
  return (await absentIs(undefined, () => readEngine(host))) === 'windows';
}

/** What the engine's containers are; undefined when it does not answer. */
async function readEngine(host: Host): Promise<DockerInfo['osType'] | undefined> {
  const result = await host.run(dockerInfo());
  return result.exitCode === 0 ? parseDockerInfo(result.stdout).osType : undefined;
}

async function readDependents(host: Host): Promise<string[]> {
  const found = parseDependents(await host.run(enumDependents(WINNAT)));
  return found.filter(({ state }) => state !== 'stopped').map(({ name }) => name);
}

async function readRemoteAccess(host: Host): Promise<boolean> {
  return parseServiceState(await host.run(queryService(ROUTING_AND_REMOTE_ACCESS))) === 'running';
}

/** What is not installed has no users; anything else that goes wrong is an error. */
async function absentIs<T>(absent: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (
      error instanceof ToolkitError &&
      (error.code === 'host.program-missing' || error.code === 'ask.unavailable')
    )
      return absent;
    throw error;
  }
}
