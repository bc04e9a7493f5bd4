import { type AskedPort, formatAskedPort } from './asked-port.ts';

/** Where a port was found: on the command line, in an error, in a file of the project, or at a container. */
export const PORT_SOURCE_KINDS = [
  'asked',
  'error',
  'compose',
  'launch-settings',
  'devcontainer',
  'container',
] as const;
export type PortSourceKind = (typeof PORT_SOURCE_KINDS)[number];

/** One place that names a port. */
export interface PortSource {
  readonly kind: PortSourceKind;
  readonly file?: string;
  /** The service of a compose file, the profile of launch settings, or the container. */
  readonly service?: string;
  /** The address to bind, as written; every address where none is named. */
  readonly address?: string;
  /** What stands there. */
  readonly text: string;
}

/** Every port once, in the order of its first place, with all places that name it. */
export function joinAskedPorts(ports: readonly AskedPort[]): AskedPort[] {
  const joined = new Map<string, AskedPort>();
  for (const asked of ports) {
    const key = formatAskedPort(asked);
    joined.set(key, { ...asked, sources: [...(joined.get(key)?.sources ?? []), ...sourcesOf(asked)] });
  }
  return [...joined.values()];
}

/** A container that asks for the port, or publishes it; `hostIp` is empty for every address. */
export function containerSource(name: string, asked: AskedPort, hostIp = ''): PortSource {
  return {
    kind: 'container',
    service: name,
    ...(hostIp !== '' && { address: hostIp }),
    text: formatAskedPort(asked),
  };
}

/** A port without a place was typed. */
export function sourcesOf(asked: AskedPort): readonly PortSource[] {
  return asked.sources ?? [{ kind: 'asked', text: formatAskedPort(asked) }];
}
