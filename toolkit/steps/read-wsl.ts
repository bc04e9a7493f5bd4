import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { type Ipv4Network, parseIpv4Network } from '../windows/ipv4-network.ts';
import { LXSS, NAT_NETWORK, queryRegistryValue, readRegistryValue } from '../windows/registry.ts';
import {
  isDockerDistribution,
  listRunningDistributions,
  readRunningDistributions,
  readRunningMode,
  showNetworkingMode,
} from '../windows/wsl.ts';
import { MIRRORED, readNetworkingMode, wslConfigPath } from '../windows/wsl-config.ts';

/** Names of the running distributions; none where WSL is not installed. Starts nothing. */
export async function readRunningWsl(host: Host): Promise<string[]> {
  try {
    return readRunningDistributions(await host.run(listRunningDistributions()));
  } catch (error) {
    if (error instanceof ToolkitError && error.code === 'host.program-missing') return [];
    throw error;
  }
}

/** The network that WSL has in NAT mode; undefined where Windows has none written down, or nothing that is a network. */
export async function readNatNetwork(host: Host): Promise<Ipv4Network | undefined> {
  const value = readRegistryValue(await host.run(queryRegistryValue(LXSS, NAT_NETWORK)));
  return value === undefined ? undefined : parseIpv4Network(value.data);
}

/**
 * The networking mode that WSL runs in, which may be another one than the settings ask for.
 *
 * @param running - As {@link readRunningWsl} gives them: asked of one that does not run, WSL would start it.
 * @returns undefined where nothing runs, or the WSL is older than the question.
 */
export async function readActiveMode(host: Host, running: readonly string[]): Promise<string | undefined> {
  const name = running.find((each) => !isDockerDistribution(each)) ?? running[0];
  return name === undefined ? undefined : readRunningMode(await host.run(showNetworkingMode(name)));
}

/** The networking mode that a person's settings ask for; undefined where they name none. */
export async function readConfiguredMode(host: Host, userProfile: string): Promise<string | undefined> {
  const text = await host.readText(wslConfigPath(userProfile));
  return text === undefined ? undefined : readNetworkingMode(text);
}

/** Whether WSL is mirrored, now or from its next start on. Without a person's folder only what runs is looked at. */
export async function isMirrored(
  host: Host,
  running: readonly string[],
  userProfile: string | undefined,
): Promise<boolean> {
  const modes = await Promise.all([
    readActiveMode(host, running),
    userProfile === undefined ? undefined : readConfiguredMode(host, userProfile),
  ]);
  return modes.includes(MIRRORED);
}
