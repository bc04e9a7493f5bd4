import type { BootForecast } from '../simulation/forecast.ts';
import type { ForecastDocument } from './documents/forecast-schema.ts';

/** Makes the JSON document of a forecast. The same machine, boots and seed give the same document. */
export function forecastDocument({ host, ...forecast }: BootForecast): ForecastDocument {
  return { schemaVersion: 1, host: { kind: host.kind }, ...forecast };
}
