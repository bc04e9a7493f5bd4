import type { MachineState, RegistryValue } from '../machine-state.ts';

const HIVES: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKU: 'HKEY_USERS',
  HKCC: 'HKEY_CURRENT_CONFIG',
};

/** IP Helper keeps portproxy rules here: name `0.0.0.0/4000`, data `192.168.101.100/4000` (public captures). */
const PORT_PROXY = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\PortProxy\\v4tov4\\tcp';

export type RegistryValues = Readonly<Record<string, RegistryValue>>;

/** What reg.exe finds: the machine's registry, and its portproxy rules where IP Helper stores them. */
export function registryView(machine: MachineState): Readonly<Record<string, RegistryValues>> {
  const rules = machine.portProxies.filter(
    ({ listenAddress, connectAddress }) => !listenAddress.includes(':') && !connectAddress.includes(':'),
  );
  const values = rules.map(({ listenAddress, listenPort, connectAddress, connectPort }) => [
    `${listenAddress}/${listenPort}`,
    { type: 'REG_SZ', data: `${connectAddress}/${connectPort}` } as const,
  ]);
  return rules.length === 0
    ? machine.registry
    : { ...machine.registry, [PORT_PROXY]: Object.fromEntries(values) };
}

/**
 * A key in full, the hive spelled out.
 *
 * @returns Undefined for a path that begins with no hive.
 */
export function fullKey(typed: string): string | undefined {
  const [hive = '', ...path] = typed.replace(/\\+$/, '').split('\\');
  const long = HIVES[hive.toUpperCase()] ?? Object.values(HIVES).find((each) => each === hive.toUpperCase());
  return long && [long, ...path].join('\\');
}

/** The entry of a record whose name is this one in any case: keys and values of the registry have no case. */
export function findName(record: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.keys(record).find((each) => each.toLowerCase() === wanted);
}

/** Full paths of the keys right below one. */
export function subkeysOf(view: Readonly<Record<string, unknown>>, key: string): string[] {
  const prefix = `${key.toLowerCase()}\\`;
  const below = Object.keys(view).filter((each) => each.toLowerCase().startsWith(prefix));
  return [...new Set(below.map((each) => `${key}\\${each.slice(prefix.length).split('\\')[0]}`))];
}
