import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { type PortRange, PROTOCOLS } from '../ports/port-range.ts';
import type { Disagreement, Snapshot } from './snapshot.ts';

/** Whether Windows hands out ports below 49152: the root cause of most blocked ports. */
export function isWiderThanIana({ startPort }: PortRange): boolean {
  return startPort < IANA_DYNAMIC_PORT_RANGE.startPort;
}

/** Whether so few ports are left that outgoing connections may run out; `num=1638` is a typo that many pages copy. */
export function isNarrow({ numberOfPorts }: PortRange): boolean {
  return numberOfPorts < IANA_DYNAMIC_PORT_RANGE.numberOfPorts / 2;
}

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
