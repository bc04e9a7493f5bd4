import { endPort, MAX_PORT, type PortRange, type Protocol } from '../ports/port-range.ts';
import type { MachineState } from './machine-state.ts';
import type { Store } from './ranges.ts';
import { WIN32 } from './win32-error.ts';

export type Family = 'ipv4' | 'ipv6';

/** Least number of ports and lowest start Windows takes. KB929851 says 1025; captures show 1024 accepted. */
const MINIMUM_PORTS = 255;
const MINIMUM_START = 1024;

/** What `netsh interface ipv4|ipv6 show dynamicportrange` prints. */
export function getDynamicRange(
  machine: MachineState,
  family: Family,
  protocol: Protocol,
  store: Store = 'active',
): PortRange {
  return machine.dynamic[store][machine.switches.dynamicRangePerFamily ? family : 'ipv4'][protocol];
}

/**
 * `netsh ... set dynamicportrange`. `persistent` changes the live stack too; no existing entry moves.
 *
 * @returns 0; 740 not elevated; 87 when the start is below 1024, there are fewer than 255 ports, or they leave 65535.
 */
export function setDynamicRange(
  machine: MachineState,
  family: Family,
  protocol: Protocol,
  range: PortRange,
  store: Store = 'persistent',
): number {
  if (!machine.elevated) return WIN32.elevationRequired;
  if (!isDynamicRange(range)) return WIN32.invalidParameter;
  const families: readonly Family[] = machine.switches.dynamicRangePerFamily ? [family] : ['ipv4', 'ipv6'];
  const { startPort, numberOfPorts } = range;
  for (const each of families) {
    machine.dynamic.active[each][protocol] = { startPort, numberOfPorts };
    if (store === 'persistent') machine.dynamic.persistent[each][protocol] = { startPort, numberOfPorts };
  }
  return WIN32.success;
}

function isDynamicRange({ startPort, numberOfPorts }: PortRange): boolean {
  return (
    Number.isInteger(startPort) &&
    Number.isInteger(numberOfPorts) &&
    startPort >= MINIMUM_START &&
    numberOfPorts >= MINIMUM_PORTS &&
    endPort({ startPort, numberOfPorts }) <= MAX_PORT
  );
}
