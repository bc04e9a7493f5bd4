import type { PortSpec } from '../ports/port-spec.ts';
import type { BootForecast } from '../simulation/forecast.ts';
import type { ForecastDocument } from './documents/forecast-schema.ts';

/** Makes the JSON document of a forecast. The same machine, boots and seed give the same document. */
export function forecastDocument({ host, ranges, forecasts, ...forecast }: BootForecast): ForecastDocument {
  return {
    schemaVersion: 1,
    host: { kind: host.kind },
    ...forecast,
    ranges: ranges.map(spanOf),
    forecasts: forecasts.map((each) => ({ ...each, ranges: each.ranges.map(spanOf) })),
  };
}

/** A range whose ends stand beside the rest of it, as in every document. */
function spanOf<Spec extends PortSpec>({ range, ...rest }: Spec) {
  return { ...rest, startPort: range.startPort, numberOfPorts: range.numberOfPorts };
}
