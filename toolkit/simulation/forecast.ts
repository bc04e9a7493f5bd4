import type { AskedPort } from '../diagnosis/asked-port.ts';
import { sourcesOf } from '../diagnosis/port-source.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { forecastAssumptions } from './forecast-assumptions.ts';
import { forecastGround } from './forecast-ground.ts';
import { type Forecast, forecastHits } from './forecast-hits.ts';
import type { Placement } from './simulate-boots.ts';

export interface ForecastOptions {
  readonly boots: number;
  readonly seed: number;
  readonly placement: Placement;
}

/** What a model says of ports on one machine, and what it takes for granted. */
export interface BootForecast extends ForecastOptions {
  readonly host: Snapshot['host'];
  /** What is estimated, with who names each port. */
  readonly ports: readonly Required<AskedPort>[];
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
 * @throws As `forecastGround`.
 */
export function forecast(
  snapshot: Snapshot,
  ports: readonly AskedPort[],
  options: ForecastOptions,
): BootForecast {
  const protocols = PROTOCOLS.filter((protocol) => ports.some((port) => port.protocol === protocol));
  const grounds = protocols.map((protocol) => ({ protocol, ...forecastGround(snapshot, protocol) }));
  return {
    host: snapshot.host,
    ports: ports.map((asked) => ({ ...asked, sources: sourcesOf(asked) })),
    ...options,
    dynamicPortRanges: grounds.map(({ protocol, dynamicRange: { startPort, numberOfPorts } }) => ({
      protocol,
      startPort,
      numberOfPorts,
    })),
    assumptions: forecastAssumptions(options.placement),
    forecasts: forecastHits({
      ...options,
      ports: ports.map(({ port, protocol }) => ({ port, protocol })),
      grounds: Object.fromEntries(grounds.map((ground) => [ground.protocol, ground])),
    }),
  };
}
