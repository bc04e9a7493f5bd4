import { type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { rowRange } from './excluded-port-range.ts';
import { isObject, type JsonReader } from './json-value.ts';

/** A port of a container and the port of the host it is reached by. */
export interface PublishedPort {
  /** Address of the host; `` (empty) where none was asked for, which means all. */
  readonly hostIp: string;
  /** 0 where Docker chooses: none, 0 or a range was asked for. */
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: Protocol;
}

/**
 * Reads Docker's map of ports: `HostConfig.PortBindings` and `NetworkSettings.Ports` look the same.
 *
 * @returns Empty for null, and for ports without a binding. sctp ports are left out: Windows has none.
 */
export function readPortMap(value: unknown, path: string, json: JsonReader): PublishedPort[] {
  if (value === null || value === undefined) return [];
  return Object.entries(json.object(value, path)).flatMap(([key, bindings]) => {
    const [, port, word] = /^(\d+)\/([a-z]+)$/.exec(key) ?? json.fail(`${path} ${key}`);
    const protocol = PROTOCOLS.find((known) => known === word);
    if (protocol === undefined || bindings === null) return [];
    return json.array(bindings, `${path} ${key}`).map((binding) => {
      const { HostIp = '', HostPort = '' } = isObject(binding) ? binding : json.fail(`${path} ${key}`);
      const hostPort = json.string(HostPort, `${path} ${key} HostPort`);
      return {
        hostIp: json.string(HostIp, `${path} ${key} HostIp`),
        hostPort: /^\d{1,5}$/.test(hostPort) ? Number(hostPort) : 0,
        containerPort: Number(port),
        protocol,
      };
    });
  });
}

/** `ADDRESS:PORTS->PORTS/PROTOCOL`, or without the first half for a port that is not published. */
const PORTS_ENTRY = /^(?:(.*):(\d+)(?:-(\d+))?->)?(\d+)(?:-(\d+))?\/([a-z]+)$/;

/**
 * Reads the `Ports` column of `docker ps`: `0.0.0.0:8065->8065/tcp, [::]:8065->8065/tcp, 9988/tcp`. Consecutive ports are
 * printed as ranges on both sides and come back one by one.
 *
 * @returns Published ports only, undefined when the text has another shape. sctp is left out.
 */
export function parsePortsColumn(text: string): PublishedPort[] | undefined {
  const published: PublishedPort[] = [];
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue;
    const [, address, first, last, inner, innerLast, word] = PORTS_ENTRY.exec(entry) ?? [];
    const container = rowRange(inner, innerLast ?? inner);
    if (container === undefined) return undefined;
    const protocol = PROTOCOLS.find((known) => known === word);
    if (address === undefined || protocol === undefined) continue;
    const host = first === '0' ? container : rowRange(first, last ?? first);
    if (host?.numberOfPorts !== container.numberOfPorts) return undefined;
    const offset = first === '0' ? undefined : host.startPort - container.startPort;
    published.push(...expand(address.replace(/^\[(.*)\]$/, '$1'), container, offset, protocol));
  }
  return published;
}

function expand(
  hostIp: string,
  container: PortRange,
  offset: number | undefined,
  protocol: Protocol,
): PublishedPort[] {
  return Array.from({ length: container.numberOfPorts }, (_, index) => {
    const containerPort = container.startPort + index;
    return { hostIp, hostPort: offset === undefined ? 0 : containerPort + offset, containerPort, protocol };
  });
}

const ANY_ADDRESS = ['', '0.0.0.0', '::'];

/** Whether `actual` is the binding that `wanted` asked for. Asking for no address is answered by 0.0.0.0, `::` or both. */
export function answersBinding(actual: PublishedPort, wanted: PublishedPort): boolean {
  const isSameAddress =
    actual.hostIp === wanted.hostIp || (wanted.hostIp === '' && ANY_ADDRESS.includes(actual.hostIp));
  return (
    isSameAddress &&
    actual.protocol === wanted.protocol &&
    actual.containerPort === wanted.containerPort &&
    (wanted.hostPort === 0 ? actual.hostPort > 0 : actual.hostPort === wanted.hostPort)
  );
}
