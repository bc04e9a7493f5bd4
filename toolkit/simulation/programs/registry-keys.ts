import type { MachineState, RegistryValue } from '../machine-state.ts';
import { REGISTRY_KEYS, serviceKey } from '../registry.ts';
import { NAT_GATEWAY, NAT_NETWORK, natAddress } from '../wsl-network.ts';

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

/** What reg.exe finds: the machine's registry, and what the machine is where Windows writes that down. */
export function registryView(machine: MachineState): Readonly<Record<string, RegistryValues>> {
  const rules = machine.portProxies.filter(
    ({ listenAddress, connectAddress }) => !listenAddress.includes(':') && !connectAddress.includes(':'),
  );
  const values = rules.map(({ listenAddress, listenPort, connectAddress, connectPort }) => [
    `${listenAddress}/${listenPort}`,
    { type: 'REG_SZ', data: `${connectAddress}/${connectPort}` } as const,
  ]);
  return withStored(machine.registry, {
    ...(rules.length > 0 && { [PORT_PROXY]: Object.fromEntries(values) }),
    ...networkOfWsl(machine),
    ...startTypes(machine),
    [REGISTRY_KEYS.windowsVersion]: { CurrentBuild: text(String(machine.windowsBuild ?? DEFAULT_BUILD)) },
  });
}

/** Windows 11 23H2. */
const DEFAULT_BUILD = 22_631;

/** WSL writes its network down once it has come up in NAT mode, and keeps it for the next start (microsoft/WSL source). */
function networkOfWsl({ wsl }: MachineState): Record<string, RegistryValues> {
  if ((wsl.natStarts ?? 0) === 0) return {};
  return {
    [REGISTRY_KEYS.lxss]: { NatGatewayIpAddress: text(NAT_GATEWAY), NatNetwork: text(NAT_NETWORK) },
    [REGISTRY_KEYS.lxssOfUser]: { NatIpAddress: text(natAddress({ wsl })) },
  };
}

/** 2 with Windows, 3 on demand (Windows SDK, QUERY_SERVICE_CONFIG). */
function startTypes({ services }: MachineState): Record<string, RegistryValues> {
  return Object.fromEntries(
    Object.values(services).map(({ name, startsAtBoot }) => [
      serviceKey(name),
      { Start: { type: 'REG_DWORD', data: startsAtBoot ? '0x2' : '0x3' } },
    ]),
  );
}

function text(data: string): RegistryValue {
  return { type: 'REG_SZ', data };
}

/** What somebody has written into the registry wins over what the machine is by itself. */
function withStored(
  stored: MachineState['registry'],
  own: Readonly<Record<string, RegistryValues>>,
): Readonly<Record<string, RegistryValues>> {
  const joined = Object.entries(own).map(([key, values]) => [key, { ...values, ...stored[key] }]);
  return { ...stored, ...Object.fromEntries(joined) };
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
