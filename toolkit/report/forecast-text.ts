import { formatAskedPort } from '../diagnosis/asked-port.ts';
import { formatPortRange } from '../ports/port-range.ts';
import type { BootForecast } from '../simulation/forecast.ts';
import type { Chance, Forecast, Measure, Place, PortForecast } from '../simulation/forecast-hits.ts';
import { painter, type TextOptions } from './paint.ts';
import { sourceNames } from './port-source-text.ts';
import { textTable } from './table.ts';
import { wrapText } from './wrap-text.ts';

const MEASURE_TEXTS: Readonly<Record<Measure, string>> = {
  now: 'as things are',
  'reserve-ports': 'ports reserved (run reserve-ports)',
  'reset-iana-dynamic-range': 'range at 49152-65535 (run reset-iana-dynamic-range)',
  'reserve-ports+reset-iana-dynamic-range': 'both',
  'restart-winnat': 'winnat restarted now (run restart-winnat)',
};

const PLACE_TEXTS: Readonly<Record<Exclude<Place, 'drawn-from'>, string>> = {
  'outside-range': 'outside the range winnat draws from',
  kept: 'kept by an administered row, which winnat goes round',
  held: 'held by another row, which a boot does not move',
  'in-use': 'in use now, and winnat goes round it',
  'no-room': 'in a gap too small for a block',
};

/** More ports than this are listed in one table, with a column a measure. */
const MOST_IN_FULL = 3;

const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  now: 'now',
  'reserve-ports': 'reserved',
  'reset-iana-dynamic-range': 'range reset',
  'reserve-ports+reset-iana-dynamic-range': 'both',
  'restart-winnat': 'winnat restarted',
};

/** For a cell; {@link PLACE_TEXTS} says it in full below the table. */
const PLACE_NAMES: Readonly<Record<Exclude<Place, 'drawn-from'>, string>> = {
  'outside-range': 'outside',
  kept: 'kept',
  held: 'held',
  'in-use': 'in use',
  'no-room': 'no room',
};

/** Prints a forecast: how often each port is hit, before and after each measure, and what the model takes for granted. */
export function forecastText(forecast: BootForecast, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const { boots, seed, dynamicPortRanges, forecasts, assumptions, host } = forecast;
  const ports = forecasts[0]?.ports ?? [];
  const ranges = dynamicPortRanges.map((range) => `${range.protocol} ${formatPortRange(range)}`).join(', ');
  const headline = `A model's estimate of how often Windows NAT takes the port at a boot: ${boots.toLocaleString('en')} simulated boots, seed ${seed}, drawn from ${ranges}.`;
  return [
    ...wrapText(headline, options),
    '',
    ...(ports.length > 1
      ? [paint('bold', `any of the ${ports.length} ports`), ...anyLines(forecasts), '']
      : []),
    ...(ports.length > MOST_IN_FULL
      ? [...portTable(forecast), '']
      : ports.flatMap((port, index) => [
          `${paint('bold', formatAskedPort(port))}${paint('dim', namedBy(forecast, port))}`,
          ...measureLines(forecasts.map(({ measure, ports: each }) => [measure, each[index]])),
          '',
        ])),
    'Assuming that',
    ...assumptions.flatMap((text) => wrapText(text, { ...options, indent: '  - ', hanging: '    ' })),
    paint('dim', `[host: ${host.kind}]`),
  ].join('\n');
}

function anyLines(forecasts: readonly Forecast[]): string[] {
  return measureLines(
    forecasts.map(({ measure, ports, any }) => [
      measure,
      any === undefined ? ports[0] : { place: 'drawn-from', chance: any },
    ]),
  );
}

type Estimated = Pick<PortForecast, 'place' | 'chance'>;

function measureLines(rows: readonly (readonly [Measure, Estimated | undefined])[]): string[] {
  const [, , ...lines] = textTable(
    [{ title: '' }, { title: '' }],
    rows.map(([measure, estimated]) => [
      MEASURE_TEXTS[measure],
      estimated === undefined ? '' : estimateText(estimated),
    ]),
  );
  return lines.map((line) => `  ${line}`);
}

function estimateText({ place, chance }: Estimated): string {
  if (chance === undefined) return place === 'drawn-from' ? '' : PLACE_TEXTS[place];
  return `${shareText(chance)} (95 %: ${percent(chance.low)}-${percent(chance.high)} %; placed uniformly ${percent(chance.uniform)} %)`;
}

/** A share of 0 is what was counted, and no promise. */
function shareText({ hits, trials, share }: Chance): string {
  return hits === 0 ? `not once in ${trials.toLocaleString('en')} boots` : `${percent(share)} %`;
}

function percent(share: number): string {
  const digits = share > 0 && share < 0.0095 ? 3 : 2;
  return (share * 100).toFixed(digits);
}

/** Each port before and after each measure, and below it what the words in it mean. */
function portTable({ forecasts, ports }: BootForecast): string[] {
  const cells = forecasts.map(({ ports: each }) => each.map(cellText));
  const names = ports.map(sourceNames);
  const isNamed = names.some((name) => name !== '');
  const rows = ports.map((port, index) => [
    formatAskedPort(port),
    ...(isNamed ? [names[index] ?? ''] : []),
    ...cells.map((column) => column[index] ?? ''),
  ]);
  const columns = forecasts.map(({ measure }) => ({
    title: MEASURE_TITLES[measure],
    align: 'right' as const,
  }));
  const used = new Set(forecasts.flatMap(({ ports: each }) => each.map(({ place }) => place)));
  const legend = Object.entries(PLACE_NAMES).flatMap(([place, name]) =>
    // The keys of a record of places are places.
    used.has(place as Place) ? [`  ${name}: ${PLACE_TEXTS[place as Exclude<Place, 'drawn-from'>]}`] : [],
  );
  const head = [{ title: 'port', align: 'right' as const }, ...(isNamed ? [{ title: 'of' }] : [])];
  return [...textTable([...head, ...columns], rows), ...legend];
}

function cellText({ place, chance }: PortForecast): string {
  if (chance === undefined) return place === 'drawn-from' ? '' : PLACE_NAMES[place];
  return chance.hits === 0 ? 'not once' : `${percent(chance.share)} %`;
}

/** Who names a port, where a file does. */
function namedBy({ ports }: BootForecast, asked: PortForecast): string {
  const found = ports.find(({ port, protocol }) => port === asked.port && protocol === asked.protocol);
  const names = found === undefined ? '' : sourceNames(found);
  return names === '' ? '' : `  ${names}`;
}
