import type { AvoidedRange } from '../diagnosis/avoided-ports.ts';
import { percentText } from '../diagnosis/percent-text.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import type { SuggestedPort, Suggestion } from '../diagnosis/suggest-ports.ts';
import { systemName } from '../diagnosis/system-name.ts';
import { formatPortRange } from '../ports/port-range.ts';
import { type Paint, painter, type TextOptions } from './paint.ts';
import { wrapText } from './wrap-text.ts';

/** More than these are counted, not listed. */
const MOST_AVOIDED = 8;

type System = ReturnType<typeof systemName>;

/** When a port inside the range is given away, and until when. */
const USUAL: Readonly<Record<System, string>> = {
  Windows: 'at any boot until they are reserved, or the range is set back to 49152-65535',
  Linux: 'to any outgoing connection until they are reserved, or the range is set back to 32768-60999',
};

/** Prints suggested ports: what to take, how sure that is, what was passed over, and how to keep them. */
export function suggestionText(
  { host }: Snapshot,
  suggestion: Suggestion,
  options: TextOptions = {},
): string {
  const paint = painter(options.colour ?? false);
  const { ports, protocol, reserveCommand } = suggestion;
  const system = systemName(host);
  return [
    ...ports.map((port) => portLine(port, protocol, { paint, system })),
    '',
    ...wrapText(headline(suggestion, system), options),
    ...avoidedLines(suggestion.avoided, options),
    '',
    `To keep them for good, as ${system === 'Linux' ? 'root' : 'administrator'}:`,
    `  ${paint('cyan', reserveCommand)}`,
    '',
    paint('dim', `[host: ${host.kind}]`),
  ].join('\n');
}

function portLine(
  { port, isOutsideDynamicRange, isProbed, estimate }: SuggestedPort,
  protocol: string,
  { paint, system }: { readonly paint: Paint; readonly system: System },
): string {
  const proof = isProbed ? 'bound for a moment, alone: works' : 'not bound to prove it';
  const risk =
    estimate === undefined ? '' : `; taken at ${percentText(estimate.probability)} of boots, by a model`;
  const place = isOutsideDynamicRange
    ? `outside the range ${system} hands out`
    : `inside the range ${system} hands out`;
  return `${paint(['bold', isOutsideDynamicRange ? 'green' : 'yellow'], `${port}/${protocol}`)}  ${paint('dim', `${place}${risk}; ${proof}`)}`;
}

function headline(
  { ports, dynamicPortRanges, numberOfSafePorts, protocol }: Suggestion,
  system: System,
): string {
  const ranges = dynamicPortRanges.map(formatPortRange).join(' and ');
  if (ports.every(({ isOutsideDynamicRange }) => isOutsideDynamicRange)) {
    return `Safe: outside the dynamic ${protocol} port range ${ranges}, below 49152, outside every excluded range, not in use, and not a well-known port of others. ${numberOfSafePorts} ports are.`;
  }
  const assumptions = ports.find(({ estimate }) => estimate !== undefined)?.estimate?.assumptions;
  const assuming = assumptions === undefined ? '' : ` The estimate assumes that ${assumptions}.`;
  const left = numberOfSafePorts === 0 ? 'No port' : `Only ${numberOfSafePorts}`;
  return `${left} that is otherwise free lies outside the dynamic ${protocol} port range ${ranges}: ${system} may give each of these away ${USUAL[system]}.${assuming}`;
}

function avoidedLines(avoided: readonly AvoidedRange[], options: TextOptions): string[] {
  if (avoided.length === 0) return [];
  const shown = avoided
    .slice(0, MOST_AVOIDED)
    .flatMap((range) =>
      wrapText(`${formatPortRange(range)}: ${range.why}`, { ...options, indent: '  - ', hanging: '    ' }),
    );
  const rest = avoided.length - MOST_AVOIDED;
  return ['', 'Passed over:', ...shown, ...(rest > 0 ? [`  … and ${rest} more; --json has them all`] : [])];
}
