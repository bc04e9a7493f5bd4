import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { readActiveMode, readNatNetwork, readRunningWsl } from '../steps/read-wsl.ts';
import { runCommand } from '../steps/run-command.ts';
import { listHnsNetworks, parseHnsNetworks, WSL_NETWORKS } from '../windows/hns-network.ts';
import { formatIpv4Network, type Ipv4Network, isInNetwork } from '../windows/ipv4-network.ts';
import { isDockerDistribution, listAddresses, parseAddresses } from '../windows/wsl.ts';
import { readPart, type SnapshotPart } from './snapshot-part.ts';

/**
 * How WSL is networked while it runs. What runs is listed first, and only what runs is asked: WSL would start anything else.
 * That nothing runs is an answer.
 */
export function readWslFacts(host: Host): Promise<SnapshotPart> {
  return readPart('how WSL is networked', async () => {
    const [running, network] = await Promise.all([readRunningWsl(host), readNatNetwork(host)]);
    const [activeMode, address] = await Promise.all([
      readActiveMode(host, running),
      network === undefined ? undefined : readAddress(host, running, network),
    ]);
    return {
      wsl: {
        running,
        ...(network && { natNetwork: formatIpv4Network(network) }),
        ...(activeMode && { activeMode }),
        ...(address && { address }),
      },
    };
  });
}

/**
 * WSL's network as the Host Network Service has it, a second source beside the registry. The tool is there only with Hyper-V or
 * containers, and may want elevation: without an answer nothing is missing that is not known from elsewhere.
 */
export async function readHnsNetwork(host: Host): Promise<SnapshotPart> {
  try {
    const result = await host.run(listHnsNetworks());
    const network =
      result.exitCode === 0
        ? parseHnsNetworks(result.stdout).find(({ id }) => WSL_NETWORKS.has(id))
        : undefined;
    return network === undefined ? {} : { wsl: { hnsNetwork: network } };
  } catch (error) {
    if (error instanceof ToolkitError && error.code !== 'host.aborted') return {};
    throw error;
  }
}

/** Every distribution is reached at the address of the one virtual machine; Docker's has a network of its own in it. */
async function readAddress(
  host: Host,
  running: readonly string[],
  network: Ipv4Network,
): Promise<string | undefined> {
  const name = running.find((each) => !isDockerDistribution(each));
  if (name === undefined) return undefined;
  const { stdout } = await runCommand(host, listAddresses(name), `list the addresses of ${name}`);
  return parseAddresses(stdout).find((each) => isInNetwork(network, each));
}
