import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Command } from '../host/command.ts';
import { assertPortRange, endPort, MAX_PORT, type PortRange } from '../ports/port-range.ts';
import { netsh, type PortTable, type Store } from './netsh.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/** Windows takes no range below this start. KB929851 says 1025; 1024 is accepted in practice (seen in public captures). */
export const MIN_DYNAMIC_START_PORT = 1024;

/** Fewest ports of a dynamic port range (KB929851). */
export const MIN_DYNAMIC_NUMBER_OF_PORTS = 255;

const SUBJECT = 'dynamicportrange';

/** `store` left out is netsh's own default, `active`. */
export function showDynamicPortRange({
  family,
  protocol,
  store,
}: PortTable & { readonly store?: Store }): Command {
  return netsh({ verb: 'show', context: [family], subject: SUBJECT, tags: { protocol, store } });
}

/**
 * Sets the range clients are given ports from. New picks follow it at once; what is reserved already does not move.
 *
 * @throws {@link ToolkitError} `ports.invalid-range` for a start below 1024, fewer than 255 ports, or an end above 65535.
 */
export function setDynamicPortRange(
  change: PortTable & { readonly range: PortRange; readonly store: Store },
): Command {
  const { family, protocol, range, store } = change;
  assertDynamicPortRange(range);
  const tags = { protocol, startport: range.startPort, numberofports: range.numberOfPorts, store };
  return netsh({ verb: 'set', context: [family], subject: SUBJECT, tags });
}

function assertDynamicPortRange(range: PortRange): void {
  assertPortRange(range);
  const { startPort, numberOfPorts } = range;
  if (startPort >= MIN_DYNAMIC_START_PORT && numberOfPorts >= MIN_DYNAMIC_NUMBER_OF_PORTS) return;
  throw new ToolkitError(
    'ports.invalid-range',
    `Windows takes no dynamic port range of ${numberOfPorts} port(s) from ${startPort}: ` +
      `start at ${MIN_DYNAMIC_START_PORT} or above, with at least ${MIN_DYNAMIC_NUMBER_OF_PORTS} ports`,
  );
}

const WHAT = 'a dynamic port range';
const RULER = /^\s*-{4,}\s*$/;
const NUMBER_AFTER_COLON = /^\s*\S.*?[:\uFF1A]\s*(\d+)\s*$/u;

/**
 * Reads what `netsh interface ipv4|ipv6 show dynamicportrange` prints: a ruler, then two lines that end in a number after a
 * colon, first the start port and then the number of ports. Labels are translated and not always aligned.
 *
 * @throws {@link UnrecognizedOutputError} for anything else, and for numbers that are no range within 1-65535.
 */
export function parseDynamicPortRange(stdout: string): PortRange {
  const lines = printedLines(stdout);
  const ruler = lines.findIndex((line) => RULER.test(line.text));
  if (ruler === -1) throw unrecognized(WHAT, lines[0]);
  const [start, count, extra] = lines.slice(ruler + 1);
  const startPort = readNumber(start?.text);
  const numberOfPorts = readNumber(count?.text);
  if (startPort === undefined) throw unrecognized(WHAT, start ?? lines[ruler]);
  if (numberOfPorts === undefined) throw unrecognized(WHAT, count ?? start);
  if (extra !== undefined) throw unrecognized(WHAT, extra);
  const range = dynamicRange(startPort, numberOfPorts);
  if (range === undefined) throw unrecognized(WHAT, count);
  return range;
}

/** The range of two printed numbers, or undefined when it is not within 1-65535. */
export function dynamicRange(startPort: number, numberOfPorts: number): PortRange | undefined {
  const range = { startPort, numberOfPorts };
  return startPort >= 1 && numberOfPorts >= 1 && endPort(range) <= MAX_PORT ? range : undefined;
}

function readNumber(line: string | undefined): number | undefined {
  const match = line === undefined ? null : NUMBER_AFTER_COLON.exec(line);
  return match ? Number(match[1]) : undefined;
}
