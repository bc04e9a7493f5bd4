import type { Host } from '../host/host.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { formatPortRange, type PortRange, type Protocol } from '../ports/port-range.ts';
import { subtractRanges } from '../ports/port-set.ts';
import type { Expectation } from '../scenario/step.ts';
import { probe } from './probe.ts';
import { readContainer } from './read-container.ts';

export interface UsableState {
  /** One entry for each probed port, in order. 0 is a successful exclusive bind. */
  readonly probes: readonly { readonly port: number; readonly socketError: number }[];
}

export interface BindableOptions extends PortGroup {
  /** A container whose own published ports are left out: those are held, and that is right. */
  readonly container?: string | undefined;
  /** Set inside a bracket, where the same is proved again after it. */
  readonly meanwhile?: boolean;
}

/** As many ports as one run probes: the ends and a spread between them tell as much as all of them. */
const MOST_PROBES = 8;

/** Expects that a program can bind the ports: an exclusive bind on 0.0.0.0 succeeds. For ports that nobody holds yet. */
export function expectPortBindable(options: BindableOptions): Expectation<UsableState> {
  const { protocol, ranges, container, meanwhile } = options;
  return {
    kind: 'expectation',
    phase: 'after',
    id: `port-bindable-${protocol}${meanwhile ? '-meanwhile' : ''}`,
    title: `Prove that ${protocol} ${ranges.map(formatPortRange).join(', ')} can be bound`,
    async check(host) {
      const ports = spread(subtractRanges(ranges, await publishedBy(host, container, protocol)), MOST_PROBES);
      const probes = await Promise.all(
        ports.map(async (port) => ({ port, socketError: await probe(host, protocol, port) })),
      );
      return { probes };
    },
    isSatisfied: ({ probes }) => probes.every(({ socketError }) => socketError === 0),
    promises: ({ probes }) =>
      meanwhile || probes.length === 0
        ? []
        : [{ kind: 'port-bindable', protocol, ports: probes.map(({ port }) => port) }],
    describe: ({ probes }) => {
      if (probes.length === 0) return 'every port is published by the container';
      const failed = probes.filter(({ socketError }) => socketError !== 0);
      if (failed.length === 0)
        return `an exclusive bind on 0.0.0.0 succeeded: ${probes.map(({ port }) => port).join(', ')}`;
      return `bind refused: ${failed.map(({ port, socketError }) => `${port} (${socketError})`).join(', ')}`;
    },
  };
}

async function publishedBy(
  host: Host,
  container: string | undefined,
  protocol: Protocol,
): Promise<PortRange[]> {
  if (container === undefined) return [];
  const { wanted } = await readContainer(host, container);
  return wanted
    .filter((port) => port.protocol === protocol)
    .map(({ hostPort }) => ({ startPort: hostPort, numberOfPorts: 1 }));
}

function spread(ranges: readonly PortRange[], most: number): number[] {
  const all = ranges.flatMap(({ startPort, numberOfPorts }) =>
    Array.from({ length: numberOfPorts }, (_, index) => startPort + index),
  );
  if (all.length <= most) return all;
  return Array.from(
    { length: most },
    (_, index) => all[Math.round((index * (all.length - 1)) / (most - 1))] ?? 0,
  );
}
