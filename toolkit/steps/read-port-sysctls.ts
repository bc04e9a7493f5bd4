import { posix } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { OWN_SYSCTL_FILES } from '../linux/own-sysctl-file.ts';
import {
  DEFAULT_LOCAL_PORT_RANGE,
  DEFAULT_UNPRIVILEGED_PORT_START,
  PORT_SYSCTLS,
  type PortSysctl,
  parseLocalPortRange,
  parseReservedPorts,
  parseUnprivilegedPortStart,
  sysctlPath,
} from '../linux/port-sysctl.ts';
import {
  type BootConfiguration,
  type BootValue,
  LOCAL_SYSCTL_FOLDER,
  lastBootValue,
  SYSCTL_FOLDERS,
  sysctlFileOrder,
} from '../linux/sysctl-configuration.ts';
import type { PortRange } from '../ports/port-range.ts';
import type { PortSet } from '../ports/port-set.ts';

/** Reads the range that automatic assignment draws from, as the kernel has it now. @throws ToolkitError `host.file-failed` */
export async function readLocalPortRange(host: Host): Promise<PortRange> {
  return parseLocalPortRange(await readSysctl(host, PORT_SYSCTLS.localPortRange));
}

/** Reads the ports that automatic assignment skips, as the kernel has them now. @throws ToolkitError `host.file-failed` */
export async function readReservedPorts(host: Host): Promise<PortSet> {
  return parseReservedPorts(await readSysctl(host, PORT_SYSCTLS.reservedPorts));
}

/** Reads the first port that a process without rights may bind. Kernels before 4.11 have no such setting: 1024 then. */
export async function readUnprivilegedPortStart(host: Host): Promise<number> {
  const text = await host.readText(sysctlPath(PORT_SYSCTLS.unprivilegedPortStart));
  return text === undefined ? DEFAULT_UNPRIVILEGED_PORT_START : parseUnprivilegedPortStart(text);
}

async function readSysctl(host: Host, key: PortSysctl): Promise<string> {
  const text = await host.readText(sysctlPath(key));
  if (text !== undefined) return text;
  throw new ToolkitError('host.file-failed', `this kernel has no ${key}`);
}

/** The files that set the kernel up at the next boot. Portwright's own are among them, there or not. */
export interface SysctlConfiguration extends BootConfiguration {
  /** Whether there is an `/etc/sysctl.d` to put a file in. */
  readonly hasLocalFolder: boolean;
}

const OWN_NAMES = Object.values(OWN_SYSCTL_FILES).map((path) => posix.basename(path));

/** Is there while systemd is the one who boots the machine (sd_booted(3)). */
const SYSTEMD_FOLDER = '/run/systemd/system';

/** Reads the files that hold settings of the kernel. @throws ToolkitError `host.file-failed` where one cannot be read */
export async function readSysctlConfiguration(host: Host): Promise<SysctlConfiguration> {
  const [systemd, ...listings] = await Promise.all(
    [SYSTEMD_FOLDER, ...SYSCTL_FOLDERS].map((folder) => host.listFolder(folder)),
  );
  const loader = systemd === undefined ? 'sysctl --system' : 'systemd-sysctl';
  const names = new Map(SYSCTL_FOLDERS.map((folder, index) => [folder, listings[index] ?? []]));
  names.set(LOCAL_SYSCTL_FOLDER, [...(names.get(LOCAL_SYSCTL_FOLDER) ?? []), ...OWN_NAMES]);
  const files = await Promise.all(
    sysctlFileOrder(names, loader).map(async (path) => ({ path, text: await host.readText(path) })),
  );
  return {
    loader,
    files,
    hasLocalFolder: listings[0] !== undefined,
  };
}

/** The reserved ports that the files will set; with whose they are. Without any the kernel begins with none. */
export function reservedPortsAtBoot(configuration: BootConfiguration): {
  readonly ports: PortSet;
  readonly by: BootValue | undefined;
} {
  const by = lastBootValue(configuration, PORT_SYSCTLS.reservedPorts, isAcceptedBy(parseReservedPorts));
  return { ports: by === undefined ? [] : parseReservedPorts(by.value), by };
}

/** The local port range that the files will set; with whose it is. Without any it is the kernel's default. */
export function localPortRangeAtBoot(configuration: BootConfiguration): {
  readonly range: PortRange;
  readonly by: BootValue | undefined;
} {
  const by = lastBootValue(configuration, PORT_SYSCTLS.localPortRange, isAcceptedBy(parseLocalPortRange));
  return { range: by === undefined ? DEFAULT_LOCAL_PORT_RANGE : parseLocalPortRange(by.value), by };
}

function isAcceptedBy(parse: (value: string) => unknown): (value: string) => boolean {
  return (value) => {
    try {
      parse(value);
      return true;
    } catch {
      return false;
    }
  };
}
