import type { ContainerSummary } from './docker-container.ts';
import { type JsonReader, jsonReader, parseJson } from './json-value.ts';
import type { PublishedPort } from './published-port.ts';

const WHAT = 'podman ps';

/** Whether `podman ps` printed it: one list, where docker prints a line for each container. */
export function isPodmanList(stdout: string): boolean {
  return stdout.trimStart().startsWith('[');
}

/**
 * Reads what `podman ps --format '{{json .}}'` prints, which is the same as `--format json`: one array, with names and ports
 * as lists (seen with Podman 4.3).
 *
 * @returns Empty for an empty array.
 * @throws {@link UnrecognizedOutputError}
 */
export function parsePodmanList(stdout: string): ContainerSummary[] {
  const json = jsonReader(WHAT);
  return json.array(parseJson(stdout, WHAT), 'the whole').map((value) => {
    const row = json.object(value, 'the container');
    const [name] = json.array(row.Names, 'Names');
    return {
      id: json.string(row.Id, 'Id'),
      name: json.string(name, 'Names'),
      image: json.string(row.Image, 'Image'),
      state: json.string(row.State, 'State'),
      published: json.array(row.Ports ?? [], 'Ports').flatMap((port) => readPorts(port, json)),
    };
  });
}

/** One entry is as many consecutive ports as `range` says. sctp is left out. */
function readPorts(value: unknown, json: JsonReader): PublishedPort[] {
  const entry = json.object(value, 'Ports');
  const { protocol } = entry;
  if (protocol !== 'tcp' && protocol !== 'udp') return [];
  const hostIp = json.string(entry.host_ip, 'Ports host_ip');
  const hostPort = json.integer(entry.host_port, 'Ports host_port');
  const containerPort = json.integer(entry.container_port, 'Ports container_port');
  return Array.from({ length: json.integer(entry.range, 'Ports range') }, (_, index) => ({
    hostIp,
    hostPort: hostPort + index,
    containerPort: containerPort + index,
    protocol,
  }));
}
