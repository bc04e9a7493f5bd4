import type { AskedPort } from '../diagnosis/asked-port.ts';
import { formatPortSpec } from '../ports/port-spec.ts';
import type { NamedRange } from '../simulation/forecast.ts';

/** Consecutive ports that one mapping publishes as one range; every other by itself. */
export function publishedRanges(ports: readonly AskedPort[]): NamedRange[] {
  const ranges: NamedRange[] = [];
  let before: AskedPort | undefined;
  for (const asked of ports) {
    const last = ranges.at(-1);
    if (last !== undefined && before !== undefined && isNext(before, asked)) {
      const { protocol, range } = last;
      ranges[ranges.length - 1] = { protocol, range: { ...range, numberOfPorts: range.numberOfPorts + 1 } };
    } else {
      ranges.push({ protocol: asked.protocol, range: { startPort: asked.port, numberOfPorts: 1 } });
    }
    before = asked;
  }
  return ranges;
}

function isNext(before: AskedPort, asked: AskedPort): boolean {
  const isBeside = before.port + 1 === asked.port && before.protocol === asked.protocol;
  return isBeside && sourceKey(before) !== undefined && sourceKey(before) === sourceKey(asked);
}

/** Undefined for a port that several places name, or none. */
function sourceKey({ sources = [] }: AskedPort): string | undefined {
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) return undefined;
  return JSON.stringify([source.kind, source.file, source.service, source.text]);
}

/** Every range once, in the order of its first place. */
export function distinctRanges(ranges: readonly NamedRange[]): NamedRange[] {
  const found = new Map<string, NamedRange>();
  for (const range of ranges) if (!found.has(formatPortSpec(range))) found.set(formatPortSpec(range), range);
  return [...found.values()];
}
