import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayCommand } from '../host/command.ts';
import {
  contains,
  endPort,
  formatPortRange,
  MAX_PORT,
  overlaps,
  type PortRange,
  type Protocol,
} from '../ports/port-range.ts';
import { countPorts, mergeRanges, type PortSet, subtractRanges } from '../ports/port-set.ts';
import { showDynamicPortRange } from '../windows/dynamic-port-range.ts';
import { showExcludedPortRange } from '../windows/excluded-port-range.ts';
import { showSockets } from '../windows/netstat.ts';
import { type AvoidedRange, avoidedPorts, measuredDynamicRanges, RISKS } from './avoided-ports.ts';
import { probeFacts } from './bind-probe.ts';
import type { Estimate, RiskModel } from './estimate.ts';
import { lastingRows } from './lasting-rows.ts';
import { nearestPlace, nearestPorts, nearestTo, upwardsFrom } from './nearest-ports.ts';
import { areSocketsCut } from './port-facts.ts';
import { portwright } from './remedies.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the search begins when no port is to be near: far from what tools take by default, below every dynamic range's default. */
export const SUGGEST_FROM = 20000;

export interface SuggestQuestion {
  /** @defaultValue 'tcp' */
  readonly protocol?: Protocol;
  /** How many ports, at least 1. @defaultValue 3 */
  readonly count?: number;
  /** The nearest to this port come first. @defaultValue {@link SUGGEST_FROM}, upwards only */
  readonly near?: number;
  /** Whether the ports must follow each other. @defaultValue false */
  readonly consecutive?: boolean;
  /** Asked only where no port lies outside the dynamic port range. */
  readonly risk?: RiskModel;
}

export interface SuggestedPort {
  readonly port: number;
  /** Whether Windows never hands it out by itself, as long as the dynamic port range stays as it is. */
  readonly isOutsideDynamicRange: boolean;
  /** Only of a port inside the dynamic port range, and only where a model was given. */
  readonly estimate?: Estimate;
  /** Whether binding it for a moment, alone, succeeded. */
  readonly isProbed: boolean;
}

export interface Suggestion {
  readonly protocol: Protocol;
  readonly near: number;
  /** Ports of the dynamic range that was measured, by every source. */
  readonly dynamicPortRanges: readonly PortRange[];
  /** Best first; with `consecutive` ascending. */
  readonly ports: readonly SuggestedPort[];
  /** How many ports would have been good: 0 where the dynamic port range covers all that are left. */
  readonly numberOfSafePorts: number;
  /** What was passed over between the place the search began at and the last port found, ascending. */
  readonly avoided: readonly AvoidedRange[];
  /** Keeps the ports for good. */
  readonly reserveCommand: string;
}

/**
 * Suggests ports that nothing of Windows and no well-known service will take. Pure.
 *
 * Safe is 1024-49151, outside the dynamic port range as measured, outside every excluded range, not in use, not a well-known
 * port of others, not refused by browsers. The order is fixed, so the same machine gives the same answer: nearest to `near`
 * first, of two equally near the higher; without `near` ascending from 20000, then descending from 19999. Where fewer than `count` ports are safe and a dynamic
 * range is the only reason, the ports inside it with the least risk are given.
 *
 * @throws {@link ToolkitError} `suggest.not-read` where a table, the dynamic port range or the sockets are not known;
 *   `suggest.none` where no place is left.
 */
export function suggestPorts(snapshot: Snapshot, question: SuggestQuestion = {}): Suggestion {
  const { protocol = 'tcp', near = SUGGEST_FROM } = question;
  assertRead(snapshot, protocol);
  const avoided = avoidedPorts(snapshot, protocol);
  const everything = [{ startPort: 1, numberOfPorts: MAX_PORT }];
  const safe = subtractRanges(everything, avoided);
  const found = choose(safe, question);
  const { chosen, estimates } =
    found === undefined ? leastRisk(snapshot, avoided, question) : { chosen: found, estimates: undefined };
  const dynamicPortRanges = measuredDynamicRanges(snapshot, protocol);
  const ports = chosen.map((port) => {
    const given = estimates?.get(port);
    const isInside = dynamicPortRanges.some((range) => contains(range, port));
    return {
      port,
      isOutsideDynamicRange: !isInside,
      ...(isInside && given && { estimate: given }),
      isProbed: probeFacts(snapshot, { port, protocol }).bound !== undefined,
    };
  });
  return {
    protocol,
    near,
    dynamicPortRanges,
    ports,
    numberOfSafePorts: countPorts(safe),
    avoided: passedOver(avoided, near, chosen),
    reserveCommand: reserveCommand(snapshot, protocol, chosen),
  };
}

const DEFAULT_COUNT = 3;

function choose(free: PortSet, { count = DEFAULT_COUNT, near, consecutive = false }: SuggestQuestion) {
  const distance = near === undefined ? upwardsFrom(SUGGEST_FROM) : nearestTo(near);
  return (consecutive ? nearestPlace : nearestPorts)(free, count, distance);
}

interface LeastRisk {
  readonly chosen: readonly number[];
  readonly estimates: ReadonlyMap<number, Estimate> | undefined;
}

/** Ports that only the dynamic port range speaks against: those that no block fits onto first, clearly worse ones last. */
function leastRisk(
  snapshot: Snapshot,
  avoided: readonly AvoidedRange[],
  question: SuggestQuestion,
): LeastRisk {
  const certain = avoided.filter(({ code }) => !RISKS.has(code));
  const free = subtractRanges([{ startPort: 1, numberOfPorts: MAX_PORT }], certain);
  const candidates = free.flatMap((range) =>
    Array.from({ length: range.numberOfPorts }, (_, index) => range.startPort + index),
  );
  const estimates = estimate(snapshot, question, candidates);
  for (const worst of estimates === undefined ? [] : tiers(estimates)) {
    const good = candidates.filter((port) => (estimates?.get(port)?.probability ?? 1) <= worst);
    const chosen = choose(mergeRanges(good.map((startPort) => ({ startPort, numberOfPorts: 1 }))), question);
    if (chosen !== undefined) return { chosen, estimates };
  }
  return { chosen: choose(free, question) ?? fail(question, free), estimates };
}

/** A sample separates no ports that are nearly alike, so only what stands out counts. */
const STANDS_OUT = 1.5;

/** The highest probabilities to put up with, strictest first. */
function tiers(estimates: ReadonlyMap<number, Estimate>): number[] {
  const sorted = [...estimates.values()].map(({ probability }) => probability).sort((a, b) => a - b);
  return [0, (sorted[Math.floor(sorted.length / 2)] ?? 0) * STANDS_OUT];
}

function estimate(
  snapshot: Snapshot,
  { protocol = 'tcp', risk }: SuggestQuestion,
  ports: readonly number[],
): ReadonlyMap<number, Estimate> | undefined {
  const [dynamicPortRange] = measuredDynamicRanges(snapshot, protocol);
  const isModelled = snapshot.host.kind !== 'linux';
  if (risk === undefined || dynamicPortRange === undefined || !isModelled) return undefined;
  return risk({ protocol, dynamicPortRange, occupied: lastingRows(snapshot, protocol), ports });
}

function assertRead(snapshot: Snapshot, protocol: Protocol): void {
  const { excludedPortRanges, incomplete, sockets } = snapshot;
  const isTableWhole =
    excludedPortRanges[protocol] !== undefined && !incomplete.includes(`excludedPortRanges ${protocol}`);
  const areSocketsWhole = sockets !== undefined && !areSocketsCut(snapshot, protocol);
  const missing = [
    ...(isTableWhole
      ? []
      : [
          [
            `the excluded ${protocol} port ranges`,
            showExcludedPortRange({ family: 'ipv4', protocol }),
          ] as const,
        ]),
    ...(measuredDynamicRanges(snapshot, protocol).length > 0
      ? []
      : [
          [`the dynamic ${protocol} port range`, showDynamicPortRange({ family: 'ipv4', protocol })] as const,
        ]),
    ...(areSocketsWhole ? [] : [['the sockets in use', showSockets()] as const]),
  ];
  if (missing.length === 0) return;
  const commands = missing.map(([, command]) => displayCommand(command)).join('\n');
  throw new ToolkitError(
    'suggest.not-read',
    `no port can be called safe: ${missing.map(([what]) => what).join(' and ')} could not be read in full`,
    {
      remedy: `run this on that Windows machine, and give its output to \`portwright suggest --from FILE\`:\n${commands}`,
    },
  );
}

function fail(
  { protocol = 'tcp', count = DEFAULT_COUNT, consecutive = false }: SuggestQuestion,
  free: PortSet,
): never {
  const longest = Math.max(0, ...free.map(({ numberOfPorts }) => numberOfPorts));
  throw new ToolkitError(
    'suggest.none',
    consecutive
      ? `there is no place for ${count} consecutive ${protocol} ports: the longest free stretch has ${longest}`
      : `there are no ${count} ${protocol} ports to suggest: only ${countPorts(free)} are left`,
    { remedy: `ask for fewer ports with --count` },
  );
}

function passedOver(
  avoided: readonly AvoidedRange[],
  near: number,
  chosen: readonly number[],
): AvoidedRange[] {
  const first = Math.min(near, ...chosen);
  const searched = { startPort: first, numberOfPorts: Math.max(near, ...chosen) - first + 1 };
  return avoided
    .filter((range) => overlaps(range, searched))
    .sort((left, right) => left.startPort - right.startPort || endPort(left) - endPort(right));
}

function reserveCommand(snapshot: Snapshot, protocol: Protocol, ports: readonly number[]): string {
  const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
  const ranges = mergeRanges(ports.map((startPort) => ({ startPort, numberOfPorts: 1 })));
  const list = ranges.map((range) => `${formatPortRange(range)}${suffix}`).join(',');
  const scenario = snapshot.host.kind === 'linux' ? 'linux-reserve-ports' : 'reserve-ports';
  return portwright(snapshot, `run ${scenario} --ports ${list}`);
}
