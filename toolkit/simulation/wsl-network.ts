import { readNetworkingMode } from '../windows/wsl-config.ts';
import { FIRST_MIRRORED_BUILD } from './firewall.ts';
import type { MachineState } from './machine-state.ts';

type NetworkingMode = NonNullable<MachineState['wsl']['runningMode']>;

/** Where the simulated person's settings of WSL are. */
export const WSL_CONFIG_FILE = 'C:\\Users\\user\\.wslconfig';

/** The network of a public capture. WSL asks for the same one again at every start (microsoft/WSL source). */
export const NAT_NETWORK = '172.19.128.0/20';
export const NAT_GATEWAY = '172.19.128.1';

/** What WSL's network is while a distribution runs, else what the next one will bring up. */
export function networkingModeOf(machine: MachineState): NetworkingMode {
  return machine.wsl.runningMode ?? modeAskedFor(machine);
}

/** Unknown modes count as NAT, and mirrored does before Windows 11 22H2 (microsoft/WSL source). */
export function modeAskedFor({ wsl, files, windowsBuild }: MachineState): NetworkingMode {
  const asked = readNetworkingMode(files[WSL_CONFIG_FILE] ?? '') ?? wsl.networkingMode;
  if (asked === 'mirrored')
    return (windowsBuild ?? FIRST_MIRRORED_BUILD) < FIRST_MIRRORED_BUILD ? 'nat' : asked;
  return asked === 'none' ? asked : 'nat';
}

/** The address of WSL's virtual machine, which all distributions share: another one after each start. Guess: how it moves. */
export function natAddress({ wsl }: Pick<MachineState, 'wsl'>): string {
  const starts = Math.max((wsl.natStarts ?? 1) - 1, 0);
  return `172.19.${130 + (starts % 13)}.${7 + ((starts * 31) % 240)}`;
}

/** What `hostname -I` prints in a distribution. Guess: the bridge that Docker makes there comes last. */
export function linuxAddresses(machine: MachineState): string {
  const mode = networkingModeOf(machine);
  const own = mode === 'nat' ? natAddress(machine) : mode === 'mirrored' ? '192.168.1.20' : undefined;
  return `${[...(own === undefined ? [] : [own]), '172.17.0.1'].join(' ')} \n`;
}
