import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Command } from '../host/command.ts';
import type { Host } from '../host/host.ts';
import { jsonReader, parseJson } from '../windows/json-value.ts';
import { type ComposePort, entryPorts, publishes } from './compose-ports.ts';
import type { ComposeRequest } from './compose-request.ts';
import { formatPortMapping, PortMappingError, readLongPort } from './port-mapping.ts';

const WHAT = 'docker compose config';
/** It starts a plugin, and fetches nothing. */
const TIMEOUT_MS = 20_000;

/**
 * Asks compose what it makes of its files. It needs no engine, and changes nothing.
 *
 * @param request - Paths are absolute: the host has a working folder of its own.
 */
export function composeConfig({ files, envFiles = [], profiles = [] }: ComposeRequest): Command {
  const option = (name: string, values: readonly string[]) => values.map((value) => `--${name}=${value}`);
  const args = [...option('file', files), ...option('env-file', envFiles), ...option('profile', profiles)];
  return {
    file: 'docker.exe',
    args: ['compose', ...args, 'config', '--format', 'json'],
    effect: 'read',
    timeoutMs: TIMEOUT_MS,
  };
}

/**
 * Reads the ports in what `docker compose config --format json` prints.
 *
 * @param file - The one file they came from, where it is one.
 * @throws UnrecognizedOutputError
 */
export function parseComposeConfig(stdout: string, file?: string): ComposePort[] {
  const json = jsonReader(WHAT);
  const { services = {} } = json.object(parseJson(stdout, WHAT), 'the whole');
  return Object.entries(json.object(services, 'services')).flatMap(([service, value]) => {
    const { ports = [], network_mode } = json.object(value, service);
    if (typeof network_mode === 'string' && !publishes(network_mode)) return [];
    return json.array(ports, `${service} ports`).flatMap((entry) => {
      const mapping = readPort(entry, () => json.fail(`${service} ports ${JSON.stringify(entry)}`));
      return entryPorts(
        { mapping, text: formatPortMapping(mapping), ...(file !== undefined && { file }) },
        service,
      );
    });
  });
}

function readPort(entry: unknown, fail: () => never) {
  try {
    return readLongPort(entry);
  } catch (error) {
    if (error instanceof PortMappingError) return fail();
    throw error;
  }
}

/**
 * Lets compose itself read the files, on the machine that they are for.
 *
 * @param absolute - Makes a path of the request one that holds in any working folder.
 * @returns undefined where compose is not there or refuses the files: it refuses them for values that no port hangs on too.
 * @throws ToolkitError `host.aborted`
 */
export async function askCompose(
  host: Host,
  request: ComposeRequest,
  absolute: (path: string) => string,
): Promise<ComposePort[] | undefined> {
  try {
    const { files, envFiles } = request;
    const paths = { files: files.map(absolute), ...(envFiles && { envFiles: envFiles.map(absolute) }) };
    const { exitCode, stdout } = await host.run(composeConfig({ ...request, ...paths }));
    const [only, ...others] = files;
    return exitCode === 0 ? parseComposeConfig(stdout, others.length === 0 ? only : undefined) : undefined;
  } catch (error) {
    if (error instanceof ToolkitError && error.code !== 'host.aborted') return undefined;
    throw error;
  }
}
