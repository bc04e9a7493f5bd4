import { type PortMapping, PortMappingError, parseShortPort } from '../compose/port-mapping.ts';
import { isObject } from '../windows/json-value.ts';
import { projectFileError, readJsonObject } from './project-file.ts';
import { type ProjectPort, readPortNumber } from './project-port.ts';

export interface DevContainer {
  readonly ports: readonly ProjectPort[];
  /** Compose files it is made of, relative to its own folder. */
  readonly composeFiles: readonly string[];
}

/**
 * Reads the ports of a `devcontainer.json` (https://containers.dev/implementors/json_reference/): `forwardPorts`, which VS Code
 * binds on the host, `appPort`, which Docker publishes, and single ports of `portsAttributes` that are forwarded as soon as
 * something listens. Ranges and patterns of attributes name no port.
 *
 * @throws ToolkitError `input.invalid-project-file` with the file and the value.
 */
export function parseDevContainer(text: string, file: string): DevContainer {
  const settings = readJsonObject(text, file);
  const { forwardPorts = [], appPort = [], portsAttributes = {}, dockerComposeFile = [] } = settings;
  const ports = [
    ...list(forwardPorts).map((value) => forwarded(value, file)),
    ...list(appPort).flatMap((value) => published(value, file)),
    ...Object.entries(isObject(portsAttributes) ? portsAttributes : {}).flatMap(attributed),
  ];
  const isFirst = (port: ProjectPort, index: number) =>
    ports.findIndex((other) => other.port === port.port && other.protocol === port.protocol) === index;
  return {
    ports: ports.filter(isFirst),
    composeFiles: list(dockerComposeFile).filter((path) => typeof path === 'string'),
  };
}

/** `3000`, or `db:5432`, which is 5432 on the host too. */
function forwarded(value: unknown, file: string): ProjectPort {
  const word = typeof value === 'string' ? value.split(':').at(-1) : value;
  const port = readPortNumber(word) ?? fail(file, `forwardPorts: ${JSON.stringify(value)} is not a port`);
  return { port, protocol: 'tcp', text: `forwardPorts ${String(value)}` };
}

/** A number is published under the same number, a text as `docker run --publish` reads it. */
function published(value: unknown, file: string): ProjectPort[] {
  if (typeof value === 'number') {
    const port = readPortNumber(value) ?? fail(file, `appPort: ${value} is not a port`);
    return [{ port, protocol: 'tcp', text: `appPort ${port}` }];
  }
  const range = readMapping(value, file);
  const { protocol } = range;
  if (range.published === undefined || protocol === 'other') return [];
  const { startPort, numberOfPorts } = range.published;
  return Array.from({ length: numberOfPorts }, (_, offset) => ({
    port: startPort + offset,
    protocol,
    text: `appPort ${String(value)}`,
  }));
}

function readMapping(value: unknown, file: string): PortMapping {
  if (typeof value !== 'string') return fail(file, `appPort: ${JSON.stringify(value)} is not a port`);
  try {
    return parseShortPort(/^\d+$/.test(value) ? `${value}:${value}` : value);
  } catch (error) {
    if (error instanceof PortMappingError) return fail(file, `appPort: ${error.message}`);
    throw error;
  }
}

function attributed([key, value]: readonly [string, unknown]): ProjectPort[] {
  const port = readPortNumber(key);
  if (port === undefined || (isObject(value) && value.onAutoForward === 'ignore')) return [];
  const label = isObject(value) && typeof value.label === 'string' ? ` (${value.label})` : '';
  return [{ port, protocol: 'tcp', text: `portsAttributes ${key}${label}` }];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function fail(file: string, what: string): never {
  throw projectFileError(file, what);
}
