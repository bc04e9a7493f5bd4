import type { AskedPort } from '../diagnosis/asked-port.ts';
import { sourcesOf } from '../diagnosis/port-source.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import type { PortSpec } from '../ports/port-spec.ts';
import { forecastAssumptions } from './forecast-assumptions.ts';
import { forecastGround } from './forecast-ground.ts';
import { type Forecast, forecastHits } from './forecast-hits.ts';
import type { Placement } from './simulate-boots.ts';

export interface ForecastOptions {
  readonly boots: number;
  readonly seed: number;
  readonly placement: Placement;
}

/** Consecutive ports that were named as one. */
export interface NamedRange extends PortSpec {
  /** The tools that take them by default, where nobody named a port. */
  readonly name?: string;
}

/** What a model says of ports on one machine, and what it takes for granted. */
export interface BootForecast extends ForecastOptions {
  readonly host: Snapshot['host'];
  /** What is estimated, with who names each port. */
  readonly ports: readonly Required<AskedPort>[];
  /** The same as it was named, each range once. */
  readonly ranges: readonly NamedRange[];
  /** What winnat draws from now, of each protocol asked about. */
  readonly dynamicPortRanges: readonly (PortRange & { readonly protocol: Protocol })[];
  readonly assumptions: readonly string[];
  /** One a measure. */
  readonly forecasts: readonly Forecast[];
}

/**
 * Estimates how often winnat takes ports of a machine at a boot, as things are and after each measure. Pure.
 *
 * @param ports - At least one.
 * @param options.ranges - Which of the ports were named as one. @defaultValue each by itself
 * @throws As `forecastGround`.
 */
export function forecast(
  snapshot: Snapshot,
  ports: readonly AskedPort[],
  { ranges = ports.map(alone), ...options }: ForecastOptions & { readonly ranges?: readonly NamedRange[] },
): BootForecast {
  const protocols = PROTOCOLS.filter((protocol) => ports.some((port) => port.protocol === protocol));
  const grounds = protocols.map((protocol) => ({ protocol, ...forecastGround(snapshot, protocol) }));
  return {
    host: snapshot.host,
    ports: ports.map((asked) => ({ ...asked, sources: sourcesOf(asked) })),
    ranges,
    ...options,
    dynamicPortRanges: grounds.map(({ protocol, dynamicRange: { startPort, numberOfPorts } }) => ({
      protocol,
      startPort,
      numberOfPorts,
    })),
    assumptions: forecastAssumptions(options.placement),
    forecasts: forecastHits({
      ...options,
      ranges,
      ports: ports.map(({ port, protocol }) => ({ port, protocol })),
      grounds: Object.fromEntries(grounds.map((ground) => [ground.protocol, ground])),
    }),
  };
}

function alone({ port, protocol }: AskedPort): NamedRange {
  return { protocol, range: { startPort: port, numberOfPorts: 1 } };
}
