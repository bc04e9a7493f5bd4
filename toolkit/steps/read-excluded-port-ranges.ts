import type { Host } from '../host/host.ts';
import { MAX_PORT, type Protocol } from '../ports/port-range.ts';
import { intersectRanges } from '../ports/port-set.ts';
import {
  type ExcludedPortRange,
  parseExcludedPortRanges,
  showExcludedPortRange,
} from '../windows/excluded-port-range.ts';
import type { Store } from '../windows/netsh.ts';
import { readReservedPorts, readSysctlConfiguration, reservedPortsAtBoot } from './read-port-sysctls.ts';

/**
 * Reads one protocol's table. The ipv4 and the ipv6 commands show the same store (BigFix fixlet 27007), so one is read.
 *
 * On Linux it is the one list of reserved ports, which means the same: automatic assignment skips them, and who asks for one gets it.
 *
 * @throws UnrecognizedOutputError when netsh prints anything but its table.
 */
export async function readExcludedPortRanges(
  host: Host,
  protocol: Protocol,
  store: Store,
): Promise<ExcludedPortRange[]> {
  if (host.kind === 'linux') return reservedRows(host, store);
  const { stdout } = await host.run(showExcludedPortRange({ family: 'ipv4', protocol, store }));
  return parseExcludedPortRanges(stdout);
}

async function reservedRows(host: Host, store: Store): Promise<ExcludedPortRange[]> {
  const ports =
    store === 'active'
      ? await readReservedPorts(host)
      : reservedPortsAtBoot(await readSysctlConfiguration(host)).ports;
  // The kernel takes port 0 into its list, which nobody can bind.
  return intersectRanges(ports, [{ startPort: 1, numberOfPorts: MAX_PORT }]).map((range) => ({
    ...range,
    administered: true,
  }));
}
