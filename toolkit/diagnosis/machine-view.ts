import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { contains, formatPortRange, isSameRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { countPorts, intersectRanges } from '../ports/port-set.ts';
import { WELL_KNOWN_PORTS } from '../ports/well-known-ports.ts';
import { resetDynamicRange } from './block-remedies.ts';
import type { Cause } from './cause.ts';
import { rangeCause } from './cause-of.ts';
import { COPIED_MISTAKES, holdsMaxUserPort, isNarrow, isWiderThanIana } from './dynamic-range-state.ts';
import { isStoredAsText, STORED_AS_TEXT } from './hns-registry.ts';
import { viewLinuxMachine } from './linux/view-linux-machine.ts';
import type { Origin } from './origin.ts';
import { originIn } from './port-facts.ts';
import { maxUserPortText } from './range-evidence.ts';
import { look, portwright, type Remedy } from './remedy.ts';
import type { DynamicPortRange, Snapshot } from './snapshot.ts';
import { wslFindings, wslRemedies } from './wsl-findings.ts';

export type FindingCode =
  | 'blocks'
  | 'well-known-ports-blocked'
  | 'dynamic-range'
  | 'dynamic-range-wider-than-iana'
  | 'dynamic-range-narrow'
  | 'dynamic-range-families-differ'
  | 'table-not-read'
  | 'dynamic-range-not-read'
  | 'copied-mistake'
  | 'max-user-port'
  | 'registry-as-text'
  | 'wsl'
  | 'wsl-restart-pending'
  | 'wsl-without-network'
  | 'stale-port-proxy'
  | 'disagreement'
  | 'not-read';

/** One fact about the machine. `trouble` should be cured, `note` should be known. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: 'note' | 'trouble';
  /** One sentence, without a full stop. */
  readonly text: string;
}

/** What can be said of a machine when no port is asked about. */
export interface MachineView {
  /** What is wrong with the machine as a whole; absent where nothing is known to be. */
  readonly cause?: Cause;
  readonly findings: readonly Finding[];
  readonly remedies: readonly Remedy[];
}

/** Looks at the machine as a whole. Pure; says what was not read. */
export function viewMachine(snapshot: Snapshot): MachineView {
  if (snapshot.host.kind === 'linux') return viewLinuxMachine(snapshot);
  const findings = [
    ...PROTOCOLS.flatMap((protocol) => tableFindings(snapshot, protocol)),
    ...PROTOCOLS.flatMap((protocol) => dynamicFindings(snapshot, protocol)),
    ...mistakeFindings(snapshot),
    ...wslFindings(snapshot),
    ...snapshot.disagreements.map(
      ({ what, said }): Finding => ({
        code: 'disagreement',
        level: 'trouble',
        text: `${what}: sources disagree (${said.join('; ')})`,
      }),
    ),
    ...snapshot.unread.map(
      ({ what, message }): Finding => ({
        code: 'not-read',
        level: 'note',
        text: `could not be read: ${what} (${message})`,
      }),
    ),
  ];
  const cause = causeOfMachine(snapshot);
  return { ...(cause && { cause }), findings, remedies: remedies(snapshot, findings) };
}

/** Either source may be right where they disagree, so both are looked at. */
function causeOfMachine(snapshot: Snapshot): Cause | undefined {
  const { dynamicPortRanges, tcpSettings = [] } = snapshot;
  const answered = tcpSettings.flatMap(({ startPort, numberOfPorts }) =>
    startPort !== null && numberOfPorts !== null ? [{ startPort, numberOfPorts }] : [],
  );
  const cause = rangeCause([...dynamicPortRanges, ...answered], snapshot);
  if (cause === undefined && holdsMaxUserPort(snapshot)) return 'max-user-port';
  return cause ?? (isStoredAsText(snapshot) ? 'registry-as-REG_SZ' : undefined);
}

/** What is copied from page to page, and does harm or nothing. */
function mistakeFindings(snapshot: Snapshot): Finding[] {
  const ranges = snapshot.dynamicPortRanges;
  const copied = COPIED_MISTAKES.filter((mistake) => ranges.some((range) => isSameRange(range, mistake)));
  return [
    ...copied.map(({ text }): Finding => ({ code: 'copied-mistake', level: 'trouble', text })),
    ...maxUserPortText(ranges, snapshot).map(
      (text): Finding => ({ code: 'max-user-port', level: 'trouble', text }),
    ),
    ...(isStoredAsText(snapshot)
      ? [{ code: 'registry-as-text', level: 'trouble', text: STORED_AS_TEXT } as const]
      : []),
  ];
}

function tableFindings(snapshot: Snapshot, protocol: Protocol): Finding[] {
  const table = snapshot.excludedPortRanges[protocol];
  if (table === undefined) {
    return [
      { code: 'table-not-read', level: 'note', text: `the excluded ${protocol} port ranges were not read` },
    ];
  }
  const closed = table.filter(({ administered }) => !administered);
  const kept = table.length - closed.length;
  const origins = new Map<Origin, number>();
  for (const range of closed) {
    const { origin } = originIn(snapshot, { protocol }, range);
    origins.set(origin, (origins.get(origin) ?? 0) + 1);
  }
  const owners = [...origins].map(([origin, count]) => `${count} ${origin}`).join(', ');
  const text = `${protocol}: ${counted(closed.length, 'reserved block')} over ${counted(countPorts(closed), 'port')}${owners && ` (${owners})`}, ${counted(kept, 'administered range')}`;
  return [{ code: 'blocks', level: 'note', text }, ...blockedServices(snapshot, protocol)];
}

function blockedServices(snapshot: Snapshot, protocol: Protocol): Finding[] {
  const closed = (snapshot.excludedPortRanges[protocol] ?? []).filter(
    (range) => !range.administered && originIn(snapshot, { protocol }, range).origin !== 'http.sys',
  );
  const hit = WELL_KNOWN_PORTS.filter((known) => known.protocol === protocol).flatMap(({ range, name }) =>
    intersectRanges([range], closed).map((part) => `${formatPortRange(part)} ${name}`),
  );
  if (hit.length === 0) return [];
  const shown = hit.slice(0, 6).join('; ');
  const rest = hit.length > 6 ? `; and ${hit.length - 6} more` : '';
  return [
    {
      code: 'well-known-ports-blocked',
      level: 'trouble',
      text: `${protocol}: default ports of development tools lie in reserved blocks: ${shown}${rest}`,
    },
  ];
}

function dynamicFindings(snapshot: Snapshot, protocol: Protocol): Finding[] {
  const ranges = snapshot.dynamicPortRanges.filter((range) => range.protocol === protocol);
  const [first] = ranges;
  if (first === undefined) {
    const text = `the dynamic ${protocol} port range was not read`;
    return [{ code: 'dynamic-range-not-read', level: 'note', text }];
  }
  const differs = ranges.some((range) => spanText(range) !== spanText(first));
  const differing: Finding = {
    code: 'dynamic-range-families-differ',
    level: 'trouble',
    text: `${protocol}: the dynamic port range of ipv4 and ipv6 differ (${ranges.map((range) => `${range.family ?? 'both'} ${spanText(range)}`).join(', ')})`,
  };
  return [
    ...(differs ? [differing] : []),
    dynamicFinding(ranges.find(isWiderThanIana) ?? ranges.find(isNarrow) ?? first),
  ];
}

function dynamicFinding(range: DynamicPortRange): Finding {
  const head = `${range.protocol}: dynamic port range ${formatPortRange(range)} (${spanText(range)})`;
  if (isWiderThanIana(range)) {
    const exposed = WELL_KNOWN_PORTS.filter(
      (known) => known.protocol === range.protocol && contains(range, known.range.startPort),
    ).length;
    const text = `${head} reaches below ${IANA_DYNAMIC_PORT_RANGE.startPort}: blocks may fall on ports of servers, ${exposed} well-known ones among them`;
    return { code: 'dynamic-range-wider-than-iana', level: 'trouble', text };
  }
  if (isNarrow(range)) {
    const text = `${head} leaves only ${range.numberOfPorts} ports for outgoing connections`;
    return { code: 'dynamic-range-narrow', level: 'trouble', text };
  }
  return { code: 'dynamic-range', level: 'note', text: head };
}

function remedies(snapshot: Snapshot, findings: readonly Finding[]): Remedy[] {
  const has = (...codes: FindingCode[]) => findings.some(({ code }) => codes.includes(code));
  const isOff = has(
    'dynamic-range-wider-than-iana',
    'dynamic-range-narrow',
    'dynamic-range-families-differ',
    'max-user-port',
    'wsl-without-network',
  );
  const one = look('Look at one port', portwright(snapshot, 'diagnose 8065'));
  const isOneUseful = has('well-known-ports-blocked') && snapshot.host.kind !== 'paste';
  return [
    ...(isOff ? [resetDynamicRange(snapshot)] : []),
    ...wslRemedies(snapshot),
    ...(isOneUseful ? [one] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function spanText({ startPort, numberOfPorts }: DynamicPortRange): string {
  return `${startPort}+${numberOfPorts}`;
}
