import type { Host } from '../host/host.ts';
import {
  LONGEST_BOOT_VALUE,
  OWN_SYSCTL_FILES,
  ownSysctlText,
  ownSysctlValue,
} from '../linux/own-sysctl-file.ts';
import {
  formatReservedPorts,
  PORT_SYSCTLS,
  parseReservedPorts,
  sysctlPath,
  sysctlText,
} from '../linux/port-sysctl.ts';
import type { BootConfiguration } from '../linux/sysctl-configuration.ts';
import { formatPortRange, type PortRange } from '../ports/port-range.ts';
import {
  intersectRanges,
  mergeRanges,
  type PortSet,
  subtractRanges,
  unionRanges,
} from '../ports/port-set.ts';
import type { Change, Refusal, Step } from '../scenario/step.ts';
import { type KeptSysctlState, keptSysctlRefusal, keptSysctlState } from './kept-sysctl.ts';
import { readReservedPorts, readSysctlConfiguration, reservedPortsAtBoot } from './read-port-sysctls.ts';

export interface LocalReservedPortsState {
  /** Wanted ports that the kernel's list does not hold: those to add. */
  readonly missing: PortSet;
  /** The same for the files that the next boot reads. Null where nothing is to be kept. */
  readonly boot: BootState | null;
}

interface BootState extends KeptSysctlState {
  readonly missing: PortSet;
  /** Wanted ports that stand in the own file. */
  readonly own: PortSet;
  /** How long the line of the own file becomes, in bytes. */
  readonly valueLength: number;
}

export interface LocalReservedPortsOptions {
  /** Ports to keep; they may overlap and be in any order. */
  readonly ranges: readonly PortRange[];
  /** Keep them across restarts too, by a file of sysctl.d. */
  readonly persist: boolean;
}

const KEY = PORT_SYSCTLS.reservedPorts;
const OWN_FILE = OWN_SYSCTL_FILES[KEY];

/**
 * Ensures that automatic assignment skips the wanted ports on Linux: an outgoing connection is never given one of them, and a program
 * that asks for one gets it.
 *
 * A write replaces the kernel's whole list, and so does a later file at boot: both are merged with what stands there. Undo takes
 * out the ports that were added and nothing else, whoever has added to the lists in the meantime.
 */
export function ensureLocalReservedPorts(options: LocalReservedPortsOptions): Step<LocalReservedPortsState> {
  const { persist } = options;
  const wanted = mergeRanges(options.ranges);
  return {
    kind: 'step',
    id: 'local-reserved-ports',
    title: `Keep ${list(wanted)} from automatic assignment`,
    async check(host) {
      const [reserved, boot] = await Promise.all([
        readReservedPorts(host),
        persist ? readBoot(host, wanted) : null,
      ]);
      return { missing: subtractRanges(wanted, reserved), boot };
    },
    isSatisfied: ({ missing, boot }) => missing.length === 0 && (boot?.missing.length ?? 0) === 0,
    changes,
    refusal: refusalOf,
    async apply(host, { missing, boot }) {
      // The file first: where /etc cannot be written, nothing has been changed yet.
      if (boot !== null && boot.missing.length > 0) await keepAtBoot(host, boot.missing);
      if (missing.length > 0) await write(host, unionRanges(await readReservedPorts(host), missing));
    },
    async undo(host, { missing, boot }) {
      const reserved = await readReservedPorts(host);
      const rest = subtractRanges(reserved, missing);
      if (intersectRanges(reserved, missing).length > 0) await write(host, rest);
      if (boot !== null && boot.missing.length > 0) await dropAtBoot(host, boot);
    },
    isRestored: (now, before) =>
      subtractRanges(before.missing, now.missing).length === 0 &&
      intersectRanges(now.boot?.own ?? [], before.boot?.missing ?? []).length === 0,
  };
}

async function readBoot(host: Host, wanted: PortSet): Promise<BootState> {
  const configuration = await readSysctlConfiguration(host);
  const { ports } = reservedPortsAtBoot(configuration);
  const value = formatReservedPorts(unionRanges(ports, wanted));
  const kept = keptSysctlState(configuration, KEY, value);
  return {
    ...kept,
    missing: subtractRanges(wanted, ports),
    own: intersectRanges(ownPorts(kept.ownText), wanted),
    valueLength: value.length,
  };
}

function ownPorts(ownText: string | null): PortSet {
  return parseReservedPorts(ownSysctlValue(KEY, ownText ?? '') ?? '');
}

async function write(host: Host, ports: PortSet): Promise<void> {
  await host.writeText(sysctlPath(KEY), sysctlText(formatReservedPorts(ports)));
}

async function keepAtBoot(host: Host, missing: PortSet): Promise<void> {
  const configuration = await readSysctlConfiguration(host);
  const { ports } = reservedPortsAtBoot(configuration);
  await writeOwnFile(host, unionRanges(ports, missing), configuration);
}

/** Back to the very text where nobody else has changed the file; else the added ports are taken out of what stands there. */
async function dropAtBoot(host: Host, { missing, ownText }: BootState): Promise<void> {
  const configuration = await readSysctlConfiguration(host);
  const now = configuration.files.find(({ path }) => path === OWN_FILE)?.text;
  if (now === undefined) return;
  const rest = subtractRanges(ownPorts(now), missing);
  if (ownText !== null && isSamePorts(rest, ownPorts(ownText))) return host.writeText(OWN_FILE, ownText);
  const others = reservedPortsAtBoot(withoutOwn(configuration)).ports;
  if (subtractRanges(rest, others).length === 0) return host.writeText(OWN_FILE, undefined);
  await writeOwnFile(host, rest, configuration);
}

function withoutOwn({ files, loader }: BootConfiguration): BootConfiguration {
  return { loader, files: files.filter(({ path }) => path !== OWN_FILE) };
}

async function writeOwnFile(host: Host, ports: PortSet, configuration: BootConfiguration): Promise<void> {
  const { by } = reservedPortsAtBoot(withoutOwn(configuration));
  const replaced = by === undefined ? [] : [by.path];
  await host.writeText(OWN_FILE, ownSysctlText(KEY, formatReservedPorts(ports), replaced));
}

function isSamePorts(left: PortSet, right: PortSet): boolean {
  return formatReservedPorts(left) === formatReservedPorts(right);
}

function changes({ missing, boot }: LocalReservedPortsState): Change[] {
  const kept = boot?.missing ?? [];
  return [
    ...(missing.length > 0 ? [{ action: 'add', what: `${KEY} ${list(missing)} (now)` } as const] : []),
    ...(kept.length > 0
      ? [
          {
            action: boot?.ownText === null ? 'add' : 'change',
            what: `${OWN_FILE}: ${KEY} ${list(kept)} (from every boot on)`,
          } as const,
        ]
      : []),
  ];
}

function refusalOf({ boot }: LocalReservedPortsState): Refusal | undefined {
  if (boot === null || boot.missing.length === 0) return undefined;
  const inTheWay = keptSysctlRefusal(boot, KEY, list(boot.missing, ','));
  if (inTheWay !== undefined || boot.valueLength <= LONGEST_BOOT_VALUE) return inTheWay;
  return {
    reason: `the line would have ${boot.valueLength} bytes, and of more than ${LONGEST_BOOT_VALUE} sysctl loses the rest at boot without a word`,
    remedy: 'name ranges instead of single ports, or add --no-persist',
  };
}

function list(ranges: readonly PortRange[], separator = ', '): string {
  return ranges.map(formatPortRange).join(separator);
}
