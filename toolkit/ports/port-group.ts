import type { PortRange, Protocol } from './port-range.ts';
import { PROTOCOLS } from './port-range.ts';
import { mergeRanges } from './port-set.ts';
import { parsePortSpecs } from './port-spec.ts';

/** Ports of one protocol, in the fewest ranges. */
export interface PortGroup {
  readonly protocol: Protocol;
  readonly ranges: readonly PortRange[];
}

/**
 * Reads what a person wrote into one group for each protocol that occurs, tcp first.
 *
 * @throws ToolkitError `ports.invalid-port`, `ports.invalid-range`, `ports.invalid-protocol`
 */
export function parsePortGroups(texts: readonly string[]): readonly PortGroup[] {
  const specs = parsePortSpecs(texts);
  return PROTOCOLS.map((protocol) => ({
    protocol,
    ranges: mergeRanges(specs.filter((spec) => spec.protocol === protocol).map(({ range }) => range)),
  })).filter(({ ranges }) => ranges.length > 0);
}
