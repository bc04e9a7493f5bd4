import type { Host } from '../host/host.ts';
import type { Protocol } from '../ports/port-range.ts';
import {
  type ExcludedPortRange,
  parseExcludedPortRanges,
  showExcludedPortRange,
} from '../windows/excluded-port-range.ts';
import type { Store } from '../windows/netsh.ts';

/**
 * Reads one protocol's table. The ipv4 and the ipv6 commands show the same store (BigFix fixlet 27007), so one is read.
 *
 * @throws UnrecognizedOutputError when netsh prints anything but its table.
 */
export async function readExcludedPortRanges(
  host: Host,
  protocol: Protocol,
  store: Store,
): Promise<ExcludedPortRange[]> {
  const { stdout } = await host.run(showExcludedPortRange({ family: 'ipv4', protocol, store }));
  return parseExcludedPortRanges(stdout);
}
