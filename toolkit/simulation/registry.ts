import type { MachineState } from './machine-state.ts';

/** Full key paths as reg.exe prints them. */
export const REGISTRY_KEYS = {
  tcpipParameters: 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
  hnsState: 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\hns\\State',
  lxss: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss',
  lxssOfUser: 'HKEY_CURRENT_USER\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss',
  windowsVersion: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion',
} as const;

/** Where the settings of a service are. */
export function serviceKey(name: string): string {
  return `HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\${name}`;
}

/**
 * Reads a REG_DWORD; keys and names in any case.
 *
 * @returns Undefined when it is not there or of another type: Windows ignores `EnableExcludedPortRange` as REG_SZ "0".
 */
export function registryNumber(machine: MachineState, key: string, name: string): number | undefined {
  const values = lookUp(machine.registry, key);
  const value = values && lookUp(values, name);
  return value?.type === 'REG_DWORD' ? Number(value.data) : undefined;
}

function lookUp<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const found = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : record[found];
}
