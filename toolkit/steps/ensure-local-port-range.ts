import type { Host } from '../host/host.ts';
import { OWN_SYSCTL_FILES, ownSysctlText } from '../linux/own-sysctl-file.ts';
import { formatLocalPortRange, PORT_SYSCTLS, sysctlPath, sysctlText } from '../linux/port-sysctl.ts';
import { endPort, formatPortRange, isSameRange, type PortRange } from '../ports/port-range.ts';
import type { Change, Refusal, Step } from '../scenario/step.ts';
import { type KeptSysctlState, keptSysctlRefusal, keptSysctlState } from './kept-sysctl.ts';
import {
  localPortRangeAtBoot,
  readLocalPortRange,
  readSysctlConfiguration,
  readUnprivilegedPortStart,
} from './read-port-sysctls.ts';

export interface LocalPortRangeState {
  readonly active: PortRange;
  readonly unprivilegedPortStart: number;
  /** Null where nothing is to be kept. */
  readonly boot: ({ readonly range: PortRange } & KeptSysctlState) | null;
}

export interface LocalPortRangeOptions {
  readonly range: PortRange;
  /** Keep it across restarts too, by a file of sysctl.d. */
  readonly persist: boolean;
}

const KEY = PORT_SYSCTLS.localPortRange;
const OWN_FILE = OWN_SYSCTL_FILES[KEY];

/**
 * Ensures the range that Linux gives ports from to outgoing connections, tcp and udp. Connections that are open keep theirs.
 *
 * Undo restores the kernel's range and the own file each as they were.
 */
export function ensureLocalPortRange({ range, persist }: LocalPortRangeOptions): Step<LocalPortRangeState> {
  const isSet = ({ active, boot }: LocalPortRangeState) =>
    isSameRange(active, range) && (boot === null || isSameRange(boot.range, range));
  return {
    kind: 'step',
    id: 'local-port-range',
    title: `Give outgoing connections ports of ${formatPortRange(range)}`,
    async check(host) {
      const [active, unprivilegedPortStart, boot] = await Promise.all([
        readLocalPortRange(host),
        readUnprivilegedPortStart(host),
        persist ? readBoot(host, range) : null,
      ]);
      return { active, unprivilegedPortStart, boot };
    },
    isSatisfied: isSet,
    changes: (state) => changes(state, range),
    notes: (state) => (isSet(state) ? [] : notes(range)),
    refusal: (state) => refusalOf(state, range),
    async apply(host, { boot, active }) {
      if (boot !== null && !isSameRange(boot.range, range))
        await host.writeText(OWN_FILE, ownSysctlText(KEY, formatLocalPortRange(range)));
      if (!isSameRange(active, range)) await write(host, range);
    },
    async undo(host, { boot, active }) {
      if (!isSameRange(active, range)) await write(host, active);
      if (boot !== null && !isSameRange(boot.range, range))
        await host.writeText(OWN_FILE, boot.ownText ?? undefined);
    },
    isRestored: (now, before) =>
      isSameRange(now.active, before.active) &&
      (now.boot?.ownText ?? null) === (before.boot?.ownText ?? null),
  };
}

async function readBoot(host: Host, wanted: PortRange): Promise<LocalPortRangeState['boot']> {
  const configuration = await readSysctlConfiguration(host);
  const { range } = localPortRangeAtBoot(configuration);
  return { range, ...keptSysctlState(configuration, KEY, formatLocalPortRange(wanted)) };
}

async function write(host: Host, range: PortRange): Promise<void> {
  await host.writeText(sysctlPath(KEY), sysctlText(formatLocalPortRange(range)));
}

function changes({ active, boot }: LocalPortRangeState, range: PortRange): Change[] {
  const to = formatPortRange(range);
  return [
    ...(isSameRange(active, range)
      ? []
      : [{ action: 'change', what: `${KEY} ${formatPortRange(active)} → ${to} (now)` } as const]),
    ...(boot === null || isSameRange(boot.range, range)
      ? []
      : [
          {
            action: boot.ownText === null ? 'add' : 'change',
            what: `${OWN_FILE}: ${KEY} ${formatPortRange(boot.range)} → ${to} (from every boot on)`,
          } as const,
        ]),
  ];
}

/** Source: https://docs.kernel.org/networking/ip-sysctl.html, ip_local_port_range */
function notes(range: PortRange): string[] {
  const { startPort } = range;
  if (startPort % 2 !== endPort(range) % 2) return [];
  const parity = startPort % 2 === 0 ? 'even' : 'odd';
  return [`${startPort} and ${endPort(range)} are both ${parity}: the kernel does better with one of each`];
}

function refusalOf(
  { unprivilegedPortStart, boot }: LocalPortRangeState,
  range: PortRange,
): Refusal | undefined {
  if (range.startPort < unprivilegedPortStart) {
    return {
      reason: `the kernel refuses a range from ${range.startPort}: it has to start at ${unprivilegedPortStart} (${PORT_SYSCTLS.unprivilegedPortStart}) or above`,
      remedy: `begin with ${unprivilegedPortStart} or more`,
    };
  }
  if (boot === null || isSameRange(boot.range, range)) return undefined;
  return keptSysctlRefusal(boot, KEY, formatLocalPortRange(range));
}
