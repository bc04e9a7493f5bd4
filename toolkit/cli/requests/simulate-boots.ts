import type { RequestOf } from '../../powershell/wrapper/request-schema.ts';
import { forecastDocument } from '../../report/forecast-document.ts';
import { readForecast } from '../read-forecast.ts';
import type { Answer, Exchange } from './exchange.ts';
import { requestedHost } from './request-host.ts';
import { fromPasted, requestTerminal } from './request-terminal.ts';

/** Estimates how often winnat takes ports at a boot, now and after each remedy. */
export async function simulateBoots(
  request: RequestOf<'simulate-boots'>,
  exchange: Exchange,
): Promise<Answer> {
  const { host, ports, text, boots, seed, placement } = request;
  const options = { ...requestedHost(host), ...fromPasted(text), boots, seed, placement };
  const forecast = await readForecast(ports, options, requestTerminal(exchange, request));
  return { document: forecastDocument(forecast), exitCode: 0 };
}
