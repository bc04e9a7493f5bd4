import { DEVELOPMENT_POOLS } from '../ports/development-ports.ts';
import { contains, formatPortRange } from '../ports/port-range.ts';
import { formatPortSpec } from '../ports/port-spec.ts';
import type { BootForecast, NamedRange } from '../simulation/forecast.ts';
import type { Chance, Forecast, Measure, Place, RangeForecast } from '../simulation/forecast-hits.ts';
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

type PlaceTexts = Readonly<Record<Exclude<Place, 'drawn-from'>, string>>;

const PLACE_TEXTS: PlaceTexts = {
  'outside-range': 'outside the range winnat draws from',
  kept: 'kept by an administered row, which winnat goes round',
  held: 'held by another row, which a boot does not move',
  'in-use': 'in use now, and winnat goes round it',
  'no-room': 'in a gap too small for a block',
};

/** More rows than this are listed in one table, with a column a measure. */
const MOST_IN_FULL = 3;

const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  now: 'now',
  'reserve-ports': 'reserved',
  'reset-iana-dynamic-range': 'range reset',
  'reserve-ports+reset-iana-dynamic-range': 'both',
  'restart-winnat': 'winnat restarted',
};

/** For a cell; {@link PLACE_TEXTS} says it in full below the table. */
const PLACE_NAMES: PlaceTexts = {
  'outside-range': 'outside',
  kept: 'kept',
  held: 'held',
  'in-use': 'in use',
  'no-room': 'no room',
};

/** Of the ports of development tools, these many rows are shown: those that are taken most. */
const MOST_OF_TOOLS = 15;

/** One row of every measure. */
interface Row {
  readonly range: NamedRange;
  readonly names: string;
  /** One a measure, in their order. */
  readonly estimates: readonly (RangeForecast | undefined)[];
}

/** Prints a forecast: how often each port is hit, before and after each measure, and what the model takes for granted. */
export function forecastText(forecast: BootForecast, options: TextOptions = {}): string {
  const paint = painter(options.colour ?? false);
  const { boots, seed, dynamicPortRanges, assumptions, host } = forecast;
  const drawnFrom = dynamicPortRanges
    .map((range) => `${range.protocol} ${formatPortRange(range)}`)
    .join(', ');
  const taken = forecast.ports.length > 1 ? 'ports' : 'the port';
  const headline = `A model's estimate of how often Windows NAT takes ${taken} at a boot: ${boots.toLocaleString('en')} simulated boots, seed ${seed}, drawn from ${drawnFrom}.`;
  const rows = rowsOf(forecast);
  return [
    ...wrapText(headline, options),
    '',
    ...(rows.length > 1 ? [paint('bold', subjectOf(forecast)), ...anyLines(forecast.forecasts), ''] : []),
    ...(rows.length > MOST_IN_FULL
      ? [...tableLines(forecast, rows, options), '']
      : rows.flatMap((row) => [
          paint('bold', formatPortSpec(row.range)) + paint('dim', detailOf(row)),
          ...measureLines(forecast.forecasts.map(({ measure }, index) => [measure, row.estimates[index]])),
          '',
        ])),
    'Assuming that',
    ...assumptions.flatMap((text) => wrapText(text, { ...options, indent: '  - ', hanging: '    ' })),
    paint('dim', `[host: ${host.kind}]`),
  ].join('\n');
}

function rowsOf(forecast: BootForecast): Row[] {
  return forecast.ranges.map((range, index) => ({
    range,
    names: range.name ?? namesOf(forecast, range),
    estimates: forecast.forecasts.map(({ ranges }) => ranges[index]),
  }));
}

/** Who names a port of the range, where a file does. */
function namesOf({ ports }: BootForecast, { protocol, range }: NamedRange): string {
  const within = ports.filter((asked) => asked.protocol === protocol && contains(range, asked.port));
  return sourceNames({ sources: within.flatMap(({ sources }) => sources) });
}

/** What a share is over. */
function subjectOf(forecast: BootForecast): string {
  const count = `any of the ${forecast.ports.length.toLocaleString('en')} ports`;
  return isOfTools(forecast) ? `${count} that development tools take by default` : count;
}

function isOfTools({ ranges }: BootForecast): boolean {
  return ranges.some(({ name }) => name !== undefined);
}

function anyLines(forecasts: readonly Forecast[]): string[] {
  return measureLines(
    forecasts.map(({ measure, ports, any }) => [
      measure,
      any === undefined
        ? { places: [...new Set(ports.map(({ place }) => place))] }
        : { places: ['drawn-from'], chance: any },
    ]),
  );
}

function detailOf({ range: { range }, names }: Row): string {
  const several =
    range.numberOfPorts > 1 ? `at least one of the ${range.numberOfPorts.toLocaleString('en')} ports` : '';
  return [several, names].map((text) => (text === '' ? '' : `  ${text}`)).join('');
}

type Estimated = Pick<RangeForecast, 'places' | 'chance'>;

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

function estimateText({ places, chance }: Estimated): string {
  if (chance === undefined) return placesText(places, PLACE_TEXTS);
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

function placesText(places: readonly Place[], texts: PlaceTexts): string {
  return places.flatMap((place) => (place === 'drawn-from' ? [] : texts[place])).join('; ');
}

/** Each row before and after each measure, and below it what the words in it mean. */
function tableLines(forecast: BootForecast, all: readonly Row[], options: TextOptions): string[] {
  const rows = isOfTools(forecast) ? mostTaken(all) : all;
  const isNamed = rows.some(({ names }) => names !== '');
  const head = [{ title: 'port', align: 'right' as const }, ...(isNamed ? [{ title: 'of' }] : [])];
  const columns = forecast.forecasts.map(({ measure }) => ({
    title: MEASURE_TITLES[measure],
    align: 'right' as const,
  }));
  const cells = rows.map(({ range, names, estimates }) => [
    formatPortSpec(range),
    ...(isNamed ? [names] : []),
    ...estimates.map((estimate) => (estimate === undefined ? '' : cellText(estimate))),
  ]);
  return [
    ...textTable([...head, ...columns], cells),
    ...(isOfTools(forecast) ? restLines(all, rows, options) : []),
    ...legendOf(rows),
  ];
}

function shareNow({ estimates: [now] }: Row): number {
  return now?.chance?.share ?? 0;
}

/** In the order they were in. */
function mostTaken(rows: readonly Row[]): Row[] {
  const most = new Set(
    rows.toSorted((one, other) => shareNow(other) - shareNow(one)).slice(0, MOST_OF_TOOLS),
  );
  return rows.filter((row) => most.has(row));
}

function restLines(all: readonly Row[], shown: readonly Row[], options: TextOptions): string[] {
  const rest = all.filter((row) => !shown.includes(row));
  const pools = DEVELOPMENT_POOLS.map(({ name, range }) => `${name} ${formatPortRange(range)}`).join(', ');
  return [
    `  and ${rest.length} more, none above ${percent(Math.max(...rest.map(shareNow)))} % as things are: --json has all`,
    ...wrapText(`left out, because a tool takes any free port of them: ${pools}`, {
      ...options,
      indent: '  ',
      hanging: '  ',
    }),
  ];
}

function legendOf(rows: readonly Row[]): string[] {
  const estimates = rows.flatMap((row) => row.estimates);
  const used = new Set(estimates.flatMap((each) => (each?.chance === undefined ? (each?.places ?? []) : [])));
  const places = Object.entries(PLACE_NAMES).flatMap(([place, name]) =>
    // The keys of a record of places are places.
    used.has(place as Place) ? [`  ${name}: ${PLACE_TEXTS[place as Exclude<Place, 'drawn-from'>]}`] : [],
  );
  const hasRange = rows.some(({ range: { range } }) => range.numberOfPorts > 1);
  return [...places, ...(hasRange ? ['  a range: at least one of its ports'] : [])];
}

function cellText({ places, chance }: Estimated): string {
  if (chance === undefined) return placesText(places, PLACE_NAMES);
  return chance.hits === 0 ? 'not once' : `${percent(chance.share)} %`;
}
