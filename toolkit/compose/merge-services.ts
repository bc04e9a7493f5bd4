import type { ComposeService, PortEntry } from './compose-service.ts';
import { formatPortMapping } from './port-mapping.ts';

/**
 * Merges a service of a later file, or one that extends another, over what was there
 * (https://docs.docker.com/reference/compose-file/merge/): ports are appended and those of the same address, ports and protocol
 * count once; `!override` replaces, `!reset` clears.
 *
 * @returns undefined where the later file resets the whole service.
 */
export function mergeService(
  base: ComposeService | undefined,
  later: ComposeService,
): ComposeService | undefined {
  if (later.override === 'reset') return undefined;
  if (base === undefined || later.override === 'override') {
    return { ...later, ports: uniquePorts(later.ports) };
  }
  const replaces = (key: string) => later.overrides[key] !== undefined;
  return {
    // Its tags go on: it may extend one service and then be merged over another.
    ...later,
    ports: uniquePorts(replaces('ports') ? later.ports : [...base.ports, ...later.ports]),
    networkMode: replaces('network_mode') ? later.networkMode : (later.networkMode ?? base.networkMode),
    profiles: replaces('profiles') ? later.profiles : [...new Set([...base.profiles, ...later.profiles])],
  };
}

/** The last one stands, in the place of the first. */
function uniquePorts(entries: readonly PortEntry[]): PortEntry[] {
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()];
}

/** No address is every address. */
function keyOf({ mapping }: PortEntry): string {
  const { hostIp } = mapping;
  return formatPortMapping({ ...mapping, hostIp: hostIp === '0.0.0.0' ? '' : hostIp });
}
