import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { isInNetwork } from '../windows/ipv4-network.ts';
import { isDockerDistribution, listAddresses, parseAddresses } from '../windows/wsl.ts';
import { readNatNetwork, readRunningWsl } from './read-wsl.ts';
import { runCommand } from './run-command.ts';

/** Where a distribution is reached from Windows. */
export interface WslTarget {
  readonly distribution: string;
  /** The first of its addresses that lies in WSL's own network: docker0's 172.17.0.1 never does. */
  readonly address: string;
}

/**
 * Finds out where a distribution that runs is reached. Starts nothing.
 *
 * @param distribution - Left out it is the one that runs, Docker Desktop's own not counted.
 * @throws ToolkitError `wsl.not-running`, `wsl.several-running`, `wsl.no-address`.
 */
export async function readWslTarget(host: Host, distribution?: string): Promise<WslTarget> {
  const [running, network] = await Promise.all([readRunningWsl(host), readNatNetwork(host)]);
  const name = chooseDistribution(running, distribution);
  const { stdout } = await runCommand(host, listAddresses(name), `list the addresses of ${name}`);
  const addresses = parseAddresses(stdout);
  const address = network && addresses.find((each) => isInNetwork(network, each));
  if (address === undefined) throw noAddress(name, addresses, network !== undefined);
  return { distribution: name, address };
}

/** The address, or why there is none: for who reads while WSL may be down. */
export async function tryWslAddress(
  host: Host,
  distribution: string | undefined,
): Promise<{ readonly address: string | null; readonly problem: string | null }> {
  try {
    return { address: (await readWslTarget(host, distribution)).address, problem: null };
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    return { address: null, problem: error.message };
  }
}

function chooseDistribution(running: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined) {
    const found = running.find((name) => name.toLowerCase() === wanted.toLowerCase());
    if (found !== undefined) return found;
    throw notRunning(`WSL distribution ${wanted} does not run`, `wsl -d ${wanted}`, running);
  }
  const own = running.filter((name) => !isDockerDistribution(name));
  const [first, ...others] = own;
  if (first === undefined) throw notRunning('no WSL distribution runs', 'wsl', running);
  if (others.length === 0) return first;
  throw new ToolkitError('wsl.several-running', `several WSL distributions run: ${own.join(', ')}`, {
    remedy: `name one with --distribution ${first}`,
  });
}

function notRunning(message: string, command: string, running: readonly string[]): ToolkitError {
  const others = running.length === 0 ? '' : ` (running: ${running.join(', ')})`;
  return new ToolkitError('wsl.not-running', `${message}${others}, and Portwright starts none`, {
    remedy: `start it in another window with \`${command}\`, leave it open, and call again; another account's distributions are not seen`,
  });
}

function noAddress(name: string, addresses: readonly string[], hasNetwork: boolean): ToolkitError {
  const found = addresses.join(', ') || 'no IPv4 address';
  const why = hasNetwork
    ? "none of them in WSL's own network"
    : 'and Windows has no network of WSL written down';
  return new ToolkitError('wsl.no-address', `${name} has ${found}, ${why}`, {
    remedy: `wsl -d ${name} --exec wslinfo --networking-mode says how WSL is networked; a portproxy needs nat`,
  });
}
