import { contains } from '../ports/port-range.ts';
import { MIRRORED } from '../windows/wsl-config.ts';
import type { AskedPort } from './asked-port.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Where a port lies to the block of 4096 ports that WSL takes from Windows in mirrored mode and that netsh may not list.
 * `none`: WSL is not known to be in that mode.
 */
export type MirroredPlace = 'none' | 'inside' | 'outside' | 'unknown';

/** Linux is told to hand out the very ports of the block (microsoft/WSL source), so its `ip_local_port_range` shows the place. */
export function mirroredPlace(
  { wsl, excludedPortRanges }: Snapshot,
  { port, protocol }: AskedPort,
): MirroredPlace {
  if (wsl?.networkingMode !== MIRRORED) return 'none';
  const listed = excludedPortRanges[protocol]?.find(
    ({ numberOfPorts, administered }) => numberOfPorts === 4096 && !administered,
  );
  const block = wsl.localPortRange ?? listed;
  if (block === undefined) return 'unknown';
  return contains(block, port) ? 'inside' : 'outside';
}
