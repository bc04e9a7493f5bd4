import type { Host } from '../host/host.ts';
import type { PortRange, Protocol } from '../ports/port-range.ts';
import { parseDynamicPortRange, showDynamicPortRange } from '../windows/dynamic-port-range.ts';
import type { Family, Store } from '../windows/netsh.ts';
import { localPortRangeAtBoot, readLocalPortRange, readSysctlConfiguration } from './read-port-sysctls.ts';

/** One of the four tables in one of the two stores. */
export interface DynamicPortRangeKey {
  readonly family: Family;
  readonly protocol: Protocol;
}

/** Reads one table; Linux has one range for all of them. @throws UnrecognizedOutputError when netsh prints anything but the two numbers. */
export async function readDynamicPortRange(
  host: Host,
  key: DynamicPortRangeKey,
  store: Store,
): Promise<PortRange> {
  if (host.kind === 'linux') return localPortRange(host, store);
  const { stdout } = await host.run(showDynamicPortRange({ ...key, store }));
  return parseDynamicPortRange(stdout);
}

async function localPortRange(host: Host, store: Store): Promise<PortRange> {
  if (store === 'active') return readLocalPortRange(host);
  return localPortRangeAtBoot(await readSysctlConfiguration(host)).range;
}
