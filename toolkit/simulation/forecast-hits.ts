import { type AskedPort, formatAskedPort } from '../diagnosis/asked-port.ts';
import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { contains, type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { gaps } from '../ports/port-set.ts';
import { formatPortSpec, type PortSpec } from '../ports/port-spec.ts';
import type { ForecastGround } from './forecast-ground.ts';
import { BLOCK_SIZE } from './placement.ts';
import { countHits, type HitCount, type Placement } from './simulate-boots.ts';
import { uniformHitProbability } from './uniform-placement.ts';
import { type CountedShare, wilsonInterval } from './wilson-interval.ts';

/** What is done before the blocks are drawn, by the scenarios' own names; `now` is nothing. */
export const MEASURES = [
  'now',
  'reserve-ports',
  'reset-iana-dynamic-range',
  'reserve-ports+reset-iana-dynamic-range',
  'restart-winnat',
] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * Why a block can fall on a port, or why the model draws none there: `outside-range` of what winnat draws from · `kept` by an
 * administered row · `held` by a row of somebody else that a boot does not move · `in-use` now · `no-room` for a whole block.
 */
export type Place = 'drawn-from' | 'outside-range' | 'kept' | 'held' | 'in-use' | 'no-room';

/** What was counted, and what uniform placement would give. */
export interface Chance extends CountedShare {
  /** The closed form for blocks without bursts, 0 to 1. */
  readonly uniform: number;
}

export interface PortForecast extends AskedPort {
  readonly place: Place;
  /** Only where blocks are drawn from. */
  readonly chance?: Chance;
}

/** Ports that are estimated as one. */
export interface RangeForecast extends PortSpec {
  /** Where its ports stand, each place once. */
  readonly places: readonly Place[];
  /** At least one of its ports; only where blocks are drawn from one of them. */
  readonly chance?: Chance;
}

export interface Forecast {
  readonly measure: Measure;
  readonly ports: readonly PortForecast[];
  readonly ranges: readonly RangeForecast[];
  /** At least one of the ports; undefined where blocks are drawn from none of them. */
  readonly any?: Chance;
}

export interface ForecastQuestion {
  /** Each once. */
  readonly ports: readonly AskedPort[];
  /** Ports that are estimated as one besides, all of them in `ports`; each once. @defaultValue none */
  readonly ranges?: readonly PortSpec[];
  /** Of every protocol that occurs in `ports`. */
  readonly grounds: Readonly<Partial<Record<Protocol, ForecastGround>>>;
  /** At least 1. */
  readonly boots: number;
  readonly seed: number;
  /** @defaultValue 'bursts' */
  readonly placement?: Placement;
}

/**
 * Estimates how often winnat takes ports at a boot, as things are and after each measure. Pure, and a model: every measure is
 * tried with the same seed, so that what differs is the measure.
 *
 * @returns One forecast a measure, in the order of {@link MEASURES}; without `restart-winnat` where the sockets are not known.
 */
export function forecastHits(question: ForecastQuestion): Forecast[] {
  const grounds = Object.values(question.grounds);
  const measures = MEASURES.filter(
    (measure) => measure !== 'restart-winnat' || grounds.every(({ inUse }) => inUse !== undefined),
  );
  return measures.map((measure) => forecastAfter(measure, question));
}

/** Estimates after one measure. Pure. */
export function forecastAfter(measure: Measure, question: ForecastQuestion): Forecast {
  const { ports, ranges = [], boots } = question;
  const parts = PROTOCOLS.flatMap((protocol) => protocolForecast(measure, protocol, question) ?? []);
  const forecasts = new Map(parts.flatMap((part) => part.ports).map((port) => [formatAskedPort(port), port]));
  const rangeForecasts = new Map(
    parts.flatMap((part) => part.ranges).map((range) => [formatPortSpec(range), range]),
  );
  const isDrawn = parts.some((part) => part.ports.some(({ place }) => place === 'drawn-from'));
  const hit = countAny(
    parts.map(({ bootsHit }) => bootsHit),
    boots,
  );
  const uniform = 1 - parts.reduce((miss, part) => miss * (1 - part.uniform), 1);
  return {
    measure,
    ports: ports.flatMap((port) => forecasts.get(formatAskedPort(port)) ?? []),
    ranges: ranges.flatMap((range) => rangeForecasts.get(formatPortSpec(range)) ?? []),
    ...(isDrawn && { any: { ...wilsonInterval(hit, boots), uniform } }),
  };
}

interface ProtocolForecast {
  readonly ports: readonly PortForecast[];
  readonly ranges: readonly RangeForecast[];
  /** 1 for each boot that hit any of the ports. */
  readonly bootsHit: Uint8Array;
  /** Of any of the ports, placed uniformly. */
  readonly uniform: number;
}

/** winnat draws tcp and udp by themselves. */
function protocolForecast(
  measure: Measure,
  protocol: Protocol,
  question: ForecastQuestion,
): ProtocolForecast | undefined {
  const asked = question.ports.filter((port) => port.protocol === protocol);
  const ground = question.grounds[protocol];
  if (ground === undefined || asked.length === 0) return undefined;
  // One seed for both would draw both alike.
  const seed = question.seed + PROTOCOLS.indexOf(protocol);
  const drawn = { ...question, seed, protocol, ...groundAfter(measure, ground, asked) };
  const placed = asked.map((port) => ({ ...port, place: placeOf(port.port, drawn) }));
  const watched = placed.filter(({ place }) => place === 'drawn-from').map(({ port }) => port);
  const bootsHit = new Uint8Array(question.boots);
  const onHit = (boot: number) => {
    bootsHit[boot] = 1;
  };
  const ranges = (question.ranges ?? []).filter((range) => range.protocol === protocol);
  const wide = ranges.filter(({ range }) => range.numberOfPorts > 1);
  const { hits, rangeHits } =
    watched.length === 0
      ? NO_HITS
      : countHits({ ...drawn, ports: watched, ranges: wide.map(({ range }) => range), onHit });
  const chanceOf = (count: number, of: readonly number[]): Chance => ({
    ...wilsonInterval(count, question.boots),
    uniform: uniformHitProbability({ ...drawn, ports: of }),
  });
  const ports = placed.map((port) => ({
    ...port,
    ...(port.place === 'drawn-from' && { chance: chanceOf(hits.get(port.port) ?? 0, [port.port]) }),
  }));
  return {
    ports,
    ranges: ranges.map((range) =>
      rangeForecast(range, ports, (of) => chanceOf(rangeHits[wide.indexOf(range)] ?? 0, of)),
    ),
    bootsHit,
    uniform: uniformHitProbability({ ...drawn, ports: watched }),
  };
}

/** @param chanceOf - Of at least one of the ports of a range of several. */
function rangeForecast(
  spec: PortSpec,
  ports: readonly PortForecast[],
  chanceOf: (ports: readonly number[]) => Chance,
): RangeForecast {
  const within = ports.filter(({ port }) => contains(spec.range, port));
  const drawn = within.filter(({ place }) => place === 'drawn-from').map(({ port }) => port);
  const several = () => (drawn.length === 0 ? undefined : chanceOf(drawn));
  const chance = spec.range.numberOfPorts === 1 ? within[0]?.chance : several();
  const places = [...new Set(within.map(({ place }) => place))];
  return { protocol: spec.protocol, range: spec.range, places, ...(chance && { chance }) };
}

function countAny(lists: readonly Uint8Array[], boots: number): number {
  let hit = 0;
  for (let boot = 0; boot < boots; boot++) if (lists.some((bootsHit) => bootsHit[boot] === 1)) hit++;
  return hit;
}

const NO_HITS: Pick<HitCount, 'hits' | 'rangeHits'> = { hits: new Map(), rangeHits: [] };

interface DrawnGround {
  readonly dynamicRange: PortRange;
  readonly occupied: readonly PortRange[];
  readonly kept: readonly PortRange[];
  readonly held: readonly PortRange[];
}

function groundAfter(measure: Measure, ground: ForecastGround, asked: readonly AskedPort[]): DrawnGround {
  const isReserved = measure.startsWith('reserve-ports');
  const isReset = measure.endsWith('reset-iana-dynamic-range');
  const reserved = isReserved ? asked.map(({ port }) => ({ startPort: port, numberOfPorts: 1 })) : [];
  const inUse = measure === 'restart-winnat' ? (ground.inUse ?? []) : [];
  return {
    dynamicRange: isReset ? IANA_DYNAMIC_PORT_RANGE : ground.dynamicRange,
    occupied: [...ground.lasting, ...reserved, ...inUse],
    kept: [...ground.lasting.filter(({ administered }) => administered), ...reserved],
    held: ground.lasting.filter(({ administered }) => !administered),
  };
}

function placeOf(port: number, { dynamicRange, occupied, kept, held }: DrawnGround): Place {
  const isIn = (ranges: readonly PortRange[]) => ranges.some((range) => contains(range, port));
  if (isIn(held)) return 'held';
  if (isIn(kept)) return 'kept';
  if (!contains(dynamicRange, port)) return 'outside-range';
  if (isIn(occupied)) return 'in-use';
  const gap = gaps(occupied, dynamicRange).find((each) => contains(each, port));
  return gap === undefined || gap.numberOfPorts < BLOCK_SIZE ? 'no-room' : 'drawn-from';
}
