import type { Command, CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/** Holds `MaxUserPort`, the legacy value that moves the dynamic port range to 1024. */
export const TCPIP_PARAMETERS = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
export const MAX_USER_PORT = 'MaxUserPort';
/** Holds `EnableExcludedPortRange` and the rest of HNS's own 50000-50059 range (public HNS registry notes). */
export const HNS_STATE = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\hns\\State';
export const ENABLE_EXCLUDED_PORT_RANGE = 'EnableExcludedPortRange';
/** One REG_SZ per rule: name `0.0.0.0/4000`, data `192.168.101.100/4000`. */
export const PORT_PROXY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\PortProxy\\v4tov4\\tcp';
/** Holds the network WSL uses: `NatGatewayIpAddress`, `NatNetwork`. */
export const LXSS = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss';

/** `172.19.128.0/20`, a REG_SZ of {@link LXSS}; written when WSL's network comes up in NAT mode (microsoft/WSL source). */
export const NAT_NETWORK = 'NatNetwork';
/** Holds `CurrentBuild`, a REG_SZ of digits: 22621 is Windows 11 22H2. */
export const WINDOWS_VERSION = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
export const CURRENT_BUILD = 'CurrentBuild';

/** Holds how a service starts: `Start`, a REG_DWORD of which 4 is "disabled" (Windows SDK, SERVICE_DISABLED). */
export function serviceKey(name: string): string {
  return `HKLM\\SYSTEM\\CurrentControlSet\\Services\\${name}`;
}

/** As reg.exe prints and takes it: `REG_SZ`, `REG_DWORD` … */
export type RegistryType = `REG_${string}`;

export interface RegistryValue {
  readonly name: string;
  readonly type: RegistryType;
  /** As reg.exe prints it: `0xfffe` for a REG_DWORD, `\0` between the strings of a REG_MULTI_SZ. */
  readonly data: string;
}

export function queryRegistryValue(key: string, name: string): Command {
  return { file: 'reg.exe', args: ['query', key, '/v', name], effect: 'read' };
}

export function queryRegistryKey(key: string): Command {
  return { file: 'reg.exe', args: ['query', key], effect: 'read' };
}

/** Writes a value, creating the key, without asking. The type is always named: reg.exe would write REG_SZ for a number. */
export function addRegistryValue(value: {
  readonly key: string;
  readonly name: string;
  readonly type: RegistryType;
  readonly data: string;
}): Command {
  const { key, name, type, data } = value;
  return { file: 'reg.exe', args: ['add', key, '/v', name, '/t', type, '/d', data, '/f'], effect: 'write' };
}

export function deleteRegistryValue(key: string, name: string): Command {
  return { file: 'reg.exe', args: ['delete', key, '/v', name, '/f'], effect: 'write' };
}

/**
 * Reads how {@link queryRegistryValue} ended. Exit code 1 is reg.exe's answer for "no such key or value".
 *
 * @returns The value, or undefined when there is none.
 * @throws {@link CommandError} `host.program-failed` for other exit codes; {@link UnrecognizedOutputError}.
 */
export function readRegistryValue(result: CommandResult): RegistryValue | undefined {
  if (result.exitCode === 1) return undefined;
  if (result.exitCode !== 0)
    throw new CommandError('host.program-failed', 'cannot read the registry', result);
  const [value, ...others] = parseRegistryValues(result.stdout);
  if (value === undefined || others.length > 0)
    throw unrecognized('a registry value', printedLines(result.stdout)[0]);
  return value;
}

const VALUE = /^ {4}(\S.*?) {4}REG_([A-Z_]+)(?: {4}(.*))?$/;
const KEY = /^HKEY_[A-Z_]+(\\|\s*$)/;

/**
 * Reads what `reg.exe query` prints: key paths at the margin, below them `name`, `type` and `data` four blanks apart.
 *
 * @returns The values of every key printed, in order; empty for a key without values.
 * @throws {@link UnrecognizedOutputError} for any other line. A string that holds a line break is one.
 */
export function parseRegistryValues(stdout: string): RegistryValue[] {
  return printedLines(stdout).flatMap((line) => {
    if (KEY.test(line.text)) return [];
    const value = registryValueIn(line.text);
    if (value === undefined) throw unrecognized('registry values', line);
    return value;
  });
}

/** The value that one line of `reg.exe query` shows, or undefined. */
export function registryValueIn(line: string): RegistryValue | undefined {
  const [, name, type, data = ''] = VALUE.exec(line) ?? [];
  return name === undefined || type === undefined ? undefined : { name, type: `REG_${type}`, data };
}

/**
 * The number a value holds.
 *
 * @returns undefined for a value that is no number to Windows: the text `0` of a REG_SZ is not 0.
 */
export function registryNumber(value: RegistryValue): number | undefined {
  const isNumber = value.type === 'REG_DWORD' || value.type === 'REG_QWORD';
  return isNumber && /^0x[0-9a-f]+$/i.test(value.data) ? Number(value.data) : undefined;
}
