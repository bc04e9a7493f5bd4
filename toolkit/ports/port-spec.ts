import { ToolkitError } from '../errors/toolkit-error.ts';
import { formatPortRange, MAX_PORT, type PortRange, PROTOCOLS, type Protocol } from './port-range.ts';

/** Ports as a person means them: `8065`, `8065/udp`, `9000-9010`. */
export interface PortSpec {
  readonly protocol: Protocol;
  readonly range: PortRange;
}

/**
 * Reads one port or range of ports. The protocol may be in any case; without one it is tcp.
 *
 * @throws {@link ToolkitError} `ports.invalid-port` (not a number in 1-65535, or nothing),
 *   `ports.invalid-range` (end below start), `ports.invalid-protocol`.
 *
 * @example
 * parsePortSpec('9000-9010/udp'); // { protocol: 'udp', range: { startPort: 9000, numberOfPorts: 11 } }
 */
export function parsePortSpec(text: string): PortSpec {
  const spec = text.trim();
  const slash = spec.indexOf('/');
  const ports = slash === -1 ? spec : spec.slice(0, slash);
  const protocol = slash === -1 ? 'tcp' : readProtocol(spec.slice(slash + 1), spec);
  return { protocol, range: readRange(ports, spec) };
}

/**
 * Reads what was typed: each text is one spec or a list of them, split at commas and blanks.
 *
 * @returns Specs in the order written. Empty only when `texts` is.
 * @throws {@link ToolkitError} as {@link parsePortSpec}; a text with nothing in it is `ports.invalid-port`.
 */
export function parsePortSpecs(texts: readonly string[]): readonly PortSpec[] {
  return texts.flatMap((text) => {
    const specs = text.split(/[\s,]+/).filter((word) => word !== '');
    return (specs.length === 0 ? [''] : specs).map(parsePortSpec);
  });
}

/** Whether {@link parsePortSpec} takes the text. */
export function isPortSpec(text: string): boolean {
  try {
    parsePortSpec(text);
    return true;
  } catch (error) {
    if (error instanceof ToolkitError) return false;
    throw error;
  }
}

/** The shortest text that reads back to the same: tcp is not printed. */
export function formatPortSpec({ protocol, range }: PortSpec): string {
  return protocol === 'tcp' ? formatPortRange(range) : `${formatPortRange(range)}/${protocol}`;
}

function readProtocol(word: string, spec: string): Protocol {
  const protocol = PROTOCOLS.find((known) => known === word.toLowerCase());
  if (protocol !== undefined) return protocol;
  throw new ToolkitError(
    'ports.invalid-protocol',
    `unknown protocol ${JSON.stringify(word)} in ${JSON.stringify(spec)}: write tcp or udp after the slash`,
  );
}

function readRange(ports: string, spec: string): PortRange {
  const words = ports.split('-');
  const [first = '', last = first] = words;
  if (words.length > 2) throw notAPort(ports, spec);
  const startPort = readPort(first, spec);
  const lastPort = readPort(last, spec);
  if (lastPort >= startPort) return { startPort, numberOfPorts: lastPort - startPort + 1 };
  throw new ToolkitError(
    'ports.invalid-range',
    `range ${JSON.stringify(spec)} ends below its start: write the lower port first, as ${lastPort}-${startPort}`,
  );
}

function readPort(word: string, spec: string): number {
  const port = /^\d+$/.test(word) ? Number(word) : 0;
  if (port < 1 || port > MAX_PORT) throw notAPort(word, spec);
  return port;
}

function notAPort(word: string, spec: string): ToolkitError {
  const place = word === spec ? '' : ` in ${JSON.stringify(spec)}`;
  return new ToolkitError(
    'ports.invalid-port',
    `${JSON.stringify(word)}${place} is not a port: write a number from 1 to ${MAX_PORT}, such as 8065, 8065/udp or 9000-9010`,
  );
}
