import type { Protocol } from '../ports/port-range.ts';
import type { PortSpec } from '../ports/port-spec.ts';
import type { PortSource } from './port-source.ts';

/** One port somebody asks about. */
export interface AskedPort {
  readonly port: number;
  readonly protocol: Protocol;
  /** Who names the port. @defaultValue it was typed */
  readonly sources?: readonly PortSource[];
}

/** Every single port of the specs, in the order written, each once. */
export function askedPorts(specs: readonly PortSpec[]): AskedPort[] {
  const asked = new Map<string, AskedPort>();
  for (const { protocol, range } of specs) {
    for (let offset = 0; offset < range.numberOfPorts; offset++) {
      const port = range.startPort + offset;
      asked.set(`${port}/${protocol}`, { port, protocol });
    }
  }
  return [...asked.values()];
}

/** `8065`, or `8065/udp`: the way it is typed. */
export function formatAskedPort({ port, protocol }: AskedPort): string {
  return protocol === 'tcp' ? `${port}` : `${port}/${protocol}`;
}
