import type { Host } from '../../host/host.ts';
import { PORT_SYSCTLS } from '../../linux/port-sysctl.ts';
import { formatPortRange, type PortRange, PROTOCOLS } from '../../ports/port-range.ts';
import { subtractRanges } from '../../ports/port-set.ts';
import { readDynamicPortRange } from '../../steps/read-dynamic-port-ranges.ts';
import { readExcludedPortRanges } from '../../steps/read-excluded-port-ranges.ts';
import {
  localPortRangeAtBoot,
  readLocalPortRange,
  readReservedPorts,
  readSysctlConfiguration,
  readUnprivilegedPortStart,
  reservedPortsAtBoot,
} from '../../steps/read-port-sysctls.ts';
import type { Disagreement } from '../snapshot.ts';
import { readPart, type SnapshotPart } from '../snapshot-part.ts';

/** Reads what Linux hands out and what it skips, now and from the next boot on, and every socket of the network namespace. */
export function linuxReads(host: Host): Promise<SnapshotPart>[] {
  return [
    readPart('sockets in use', async () => ({ sockets: (await host.ask('listeners', {})).sockets })),
    readPart(PORT_SYSCTLS.reservedPorts, async () => {
      const rows = await readExcludedPortRanges(host, 'tcp', 'active');
      return { excludedPortRanges: { tcp: rows, udp: rows } };
    }),
    readPart(PORT_SYSCTLS.localPortRange, async () => {
      const range = await readDynamicPortRange(host, { family: 'ipv4', protocol: 'tcp' }, 'active');
      return { dynamicPortRanges: PROTOCOLS.map((protocol) => ({ protocol, ...range })) };
    }),
    readPart(PORT_SYSCTLS.unprivilegedPortStart, async () => ({
      unprivilegedPortStart: await readUnprivilegedPortStart(host),
    })),
    readPart('settings for the next boot', () => readNextBoot(host)),
  ];
}

async function readNextBoot(host: Host): Promise<SnapshotPart> {
  const [configuration, range, rows] = await Promise.all([
    readSysctlConfiguration(host),
    readLocalPortRange(host),
    readExcludedPortRanges(host, 'tcp', 'persistent'),
  ]);
  const reserved = reservedPortsAtBoot(configuration);
  const local = localPortRangeAtBoot(configuration);
  return {
    persistentExclusions: { tcp: rows, udp: rows },
    nextBoot: {
      loader: configuration.loader,
      localPortRange: local.range,
      ...(reserved.by && { reservedPortsFile: reserved.by.path }),
      ...(local.by && { localPortRangeFile: local.by.path }),
    },
    disagreements: [
      ...differing(PORT_SYSCTLS.localPortRange, [range], [local.range], local.by?.path),
      ...differing(
        PORT_SYSCTLS.reservedPorts,
        await readReservedPorts(host),
        reserved.ports,
        reserved.by?.path,
      ),
    ],
  };
}

function differing(
  what: string,
  now: readonly PortRange[],
  boot: readonly PortRange[],
  file = 'the kernel’s default',
): Disagreement[] {
  const differs = subtractRanges(now, boot).length + subtractRanges(boot, now).length > 0;
  if (!differs) return [];
  return [{ what, said: [`now: ${shown(now)}`, `from the next boot on (${file}): ${shown(boot)}`] }];
}

/** More ranges than this are counted, not listed. */
const MOST_RANGES = 8;

function shown(ranges: readonly PortRange[]): string {
  if (ranges.length === 0) return 'none';
  const rest = ranges.length - MOST_RANGES;
  const listed = ranges.slice(0, MOST_RANGES).map(formatPortRange).join(', ');
  return rest > 0 ? `${listed} and ${rest} more` : listed;
}
