import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { type PortRange, PROTOCOLS } from '../ports/port-range.ts';
import { COPIED_RANGES } from '../windows/copied-command.ts';
import { MAX_USER_PORT, registryNumber } from '../windows/registry.ts';
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

/** Whether the registry holds the legacy value that moves the range; a text is no number to Windows. */
export function holdsMaxUserPort({ registry = [] }: Pick<Snapshot, 'registry'>): boolean {
  return registry.some((value) => value.name === MAX_USER_PORT && registryNumber(value) !== undefined);
}

/** A dynamic port range that pages recommend by mistake. */
export interface CopiedMistake extends PortRange {
  readonly cause: Cause;
  /** One sentence, without a full stop. */
  readonly text: string;
}

export const COPIED_MISTAKES: readonly CopiedMistake[] = [
  {
    ...COPIED_RANGES['copied-mistake-1638'],
    cause: 'copied-mistake-1638',
    text: 'num=1638 is a slip of 16384 that pages copy from each other: only 1638 ports are left for outgoing connections, and blocks have to fall among them',
  },
  {
    ...COPIED_RANGES['copied-mistake-10000-55535'],
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
