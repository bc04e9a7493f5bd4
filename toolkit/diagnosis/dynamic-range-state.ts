import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { type PortRange, PROTOCOLS } from '../ports/port-range.ts';
import type { Cause } from './cause.ts';
import type { Disagreement, Snapshot } from './snapshot.ts';

/** Whether Windows hands out ports below 49152: the root cause of most blocked ports. */
export function isWiderThanIana({ startPort }: PortRange): boolean {
  return startPort < IANA_DYNAMIC_PORT_RANGE.startPort;
}

/** Whether so few ports are left that outgoing connections may run out; `num=1638` is a typo that many pages copy. */
export function isNarrow({ numberOfPorts }: PortRange): boolean {
  return numberOfPorts < IANA_DYNAMIC_PORT_RANGE.numberOfPorts / 2;
}

/** A dynamic port range that pages recommend by mistake. */
export interface CopiedMistake extends PortRange {
  readonly cause: Cause;
  /** One sentence, without a full stop. */
  readonly text: string;
}

/** Both stand in several public answers. */
export const COPIED_MISTAKES: readonly CopiedMistake[] = [
  {
    startPort: 49_152,
    numberOfPorts: 1638,
    cause: 'copied-mistake-1638',
    text: 'num=1638 is a slip of 16384 that pages copy from each other: only 1638 ports are left for outgoing connections, and blocks have to fall among them',
  },
  {
    startPort: 10_000,
    numberOfPorts: 55_535,
    cause: 'copied-mistake-10000-55535',
    text: 'start=10000 num=55535 is a recommendation that pages copy from each other: it hands out 10000-65534, with the ports of many servers in it',
  },
];

/** Where netsh and PowerShell say different things about a protocol's dynamic port range. Pure. */
export function dynamicRangeDisagreements({
  dynamicPortRanges,
  tcpSettings = [],
}: Pick<Snapshot, 'dynamicPortRanges' | 'tcpSettings'>): Disagreement[] {
  return PROTOCOLS.flatMap((protocol) => {
    const printed = unique(dynamicPortRanges.filter((range) => range.protocol === protocol).map(spanOf));
    const answered = unique(
      tcpSettings.flatMap(({ protocol: of, startPort, numberOfPorts }) =>
        of === protocol && startPort && numberOfPorts ? [spanOf({ startPort, numberOfPorts })] : [],
      ),
    );
    const agree = answered.every((span) => printed.includes(span));
    if (printed.length === 0 || answered.length === 0 || agree) return [];
    return [
      {
        what: `dynamic port range ${protocol}`,
        said: [`netsh: ${printed.join(', ')}`, `PowerShell: ${answered.join(', ')}`],
      },
    ];
  });
}

function spanOf({ startPort, numberOfPorts }: PortRange): string {
  return `${startPort}+${numberOfPorts}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
