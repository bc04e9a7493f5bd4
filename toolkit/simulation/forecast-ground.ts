import { lastingRows } from '../diagnosis/lasting-rows.ts';
import { areSocketsCut } from '../diagnosis/port-facts.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';

/** What blocks of one protocol are drawn on. */
export interface ForecastGround {
  readonly dynamicRange: PortRange;
  /** Rows that a boot does not move: administered ones, and those of anybody but winnat. */
  readonly lasting: readonly ExcludedPortRange[];
  /** Ports in use right now; undefined where the sockets were not read. */
  readonly inUse?: readonly PortRange[];
}

/**
 * Takes from a snapshot what a forecast needs. Where the ranges of ipv4 and ipv6 differ, ipv4's counts.
 *
 * @throws ToolkitError where the exclusion table or the dynamic port range is not known: `input.unrecognised-paste` of a
 *   paste, else the code it could not be read with.
 */
export function forecastGround(snapshot: Snapshot, protocol: Protocol): ForecastGround {
  const table = snapshot.excludedPortRanges[protocol];
  const dynamic = snapshot.dynamicPortRanges.filter((range) => range.protocol === protocol);
  const dynamicRange = dynamic.find(({ family }) => family !== 'ipv6') ?? dynamic[0];
  if (table === undefined) throw notRead(snapshot, protocol, 'excluded port ranges');
  if (dynamicRange === undefined) throw notRead(snapshot, protocol, 'dynamic port range');
  const sockets = areSocketsCut(snapshot, protocol) ? undefined : snapshot.sockets;
  return {
    dynamicRange,
    lasting: lastingRows(snapshot, protocol),
    ...(sockets && {
      inUse: sockets
        .filter((socket) => socket.protocol === protocol)
        .map(({ localPort }) => ({ startPort: localPort, numberOfPorts: 1 })),
    }),
  };
}

function notRead({ host, unread }: Snapshot, protocol: Protocol, part: string): ToolkitError {
  const what = `${part} ${protocol}`;
  const why = unread.find((each) => each.what === what);
  const command = `netsh interface ipv4 show ${part.startsWith('dynamic') ? 'dynamicportrange' : 'excludedportrange'} protocol=${protocol}`;
  const reason = why === undefined ? '' : `: ${why.message}`;
  return new ToolkitError(
    host.kind === 'paste' ? 'input.unrecognised-paste' : 'host.unrecognised-output',
    `the ${part} of ${protocol} are not known, and where blocks may fall depends on them${reason}`,
    {
      remedy:
        host.kind === 'paste'
          ? `Paste what this prints as well: ${command}`
          : `See what it prints: ${command}`,
    },
  );
}
