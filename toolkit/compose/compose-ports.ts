import type { Protocol } from '../ports/port-range.ts';
import type { PortEntry } from './compose-service.ts';
import type { ComposeProject } from './load-compose-project.ts';

/** One port of the host that a compose project publishes. */
export interface ComposePort {
  readonly port: number;
  readonly protocol: Protocol;
  /** Empty for every address. */
  readonly hostIp: string;
  readonly service: string;
  /** Absent where compose merged several files and does not say which. */
  readonly file?: string;
  readonly text: string;
}

/**
 * Which ports of the host a project publishes, in the order of its services. Pure.
 *
 * Not among them: ports that Docker chooses (none, 0, or a range for one port of the container), services whose profile is off,
 * and those in the network of the host, of another container or in none, which publish nothing.
 */
export function composePorts({ services, profiles }: ComposeProject): ComposePort[] {
  return [...services].flatMap(([service, { ports, networkMode, profiles: own }]) => {
    const isOn =
      own.length === 0 || profiles.includes('*') || own.some((profile) => profiles.includes(profile));
    return isOn && publishes(networkMode) ? ports.flatMap((entry) => entryPorts(entry, service)) : [];
  });
}

/** `ports` beside another network than a bridge is ignored by Docker, or refused. */
export function publishes(networkMode: string | undefined): boolean {
  return networkMode === undefined || !/^(?:host|none|service:.*|container:.*)$/.test(networkMode);
}

export function entryPorts(
  { mapping, text, file }: Omit<PortEntry, 'file'> & { readonly file?: string },
  service: string,
): ComposePort[] {
  const { published, protocol, hostIp } = mapping;
  if (published === undefined || protocol === 'other') return [];
  return Array.from({ length: published.numberOfPorts }, (_, offset) => ({
    port: published.startPort + offset,
    protocol,
    hostIp,
    service,
    ...(file !== undefined && { file }),
    text,
  }));
}
