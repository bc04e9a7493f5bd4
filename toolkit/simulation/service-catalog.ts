import type { Feature, FeatureState, MachineState, SimulatedService } from './machine-state.ts';
import { WIN32 } from './win32-error.ts';

interface CatalogEntry {
  readonly name: string;
  readonly displayName: string;
  /** As sc.exe shows it, in hexadecimal: 1 kernel driver, 10 own process, 20 shared process, 30 both. */
  readonly type: number;
  /** Not started by a boot. */
  readonly onDemand?: true;
  /** Present when one of these is enabled; without, on every machine. */
  readonly features?: readonly Feature[];
}

const VIRTUALISATION: readonly Feature[] = ['Microsoft-Hyper-V', 'VirtualMachinePlatform', 'Containers'];

/** Names, display names and types as public `sc query` and `net start` captures show them. */
const CATALOG: readonly CatalogEntry[] = [
  { name: 'iphlpsvc', displayName: 'IP Helper', type: 0x20 },
  { name: 'LanmanServer', displayName: 'Server', type: 0x20 },
  { name: 'SharedAccess', displayName: 'Internet Connection Sharing (ICS)', type: 0x20, onDemand: true },
  { name: 'winnat', displayName: 'Windows NAT Driver', type: 1, features: VIRTUALISATION },
  { name: 'hns', displayName: 'Host Network Service', type: 0x30, features: VIRTUALISATION },
  { name: 'vmcompute', displayName: 'Hyper-V Host Compute Service', type: 0x10, features: VIRTUALISATION },
  {
    name: 'vfpext',
    displayName: 'Microsoft Azure VFP Switch Extension',
    type: 1,
    features: VIRTUALISATION,
  },
  {
    name: 'vmms',
    displayName: 'Hyper-V Virtual Machine Management',
    type: 0x10,
    features: ['Microsoft-Hyper-V'],
  },
  {
    name: 'WslService',
    displayName: 'WSL Service',
    type: 0x10,
    features: ['Microsoft-Windows-Subsystem-Linux'],
  },
];

/** A service that is not in the catalogue: Docker Desktop's, or one a test invents. */
export function makeService(
  service: Pick<SimulatedService, 'name' | 'displayName'> &
    Partial<Pick<SimulatedService, 'type' | 'dependents' | 'startsAtBoot'>>,
): SimulatedService {
  return {
    type: 0x10,
    dependents: [],
    startsAtBoot: true,
    status: 'stopped',
    win32ExitCode: WIN32.serviceNeverStarted,
    ...service,
  };
}

function isOn(state: FeatureState): boolean {
  return state === 'Enabled' || state === 'DisablePending';
}

/** Adds the services that the enabled features bring, and removes those whose features are gone. */
export function matchServicesToFeatures(machine: MachineState): void {
  for (const { features, onDemand, ...entry } of CATALOG) {
    const key = entry.name.toLowerCase();
    const isPresent = !features || features.some((feature) => isOn(machine.features[feature]));
    if (!isPresent) delete machine.services[key];
    else machine.services[key] ??= makeService({ ...entry, startsAtBoot: !onDemand });
  }
}
