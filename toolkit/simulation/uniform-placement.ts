import type { PortRange, Protocol } from '../ports/port-range.ts';
import { gaps } from '../ports/port-set.ts';
import { BLOCK_SIZE, blockCountProbabilities, MOST_BLOCKS } from './placement.ts';
import { nextBelow, nextBits, type RandomSource } from './random.ts';

/**
 * Placement that knows no bursts: every arrangement of the blocks that overlaps nothing is as likely as every other. Its
 * probabilities have a closed form, against which counted ones are checked.
 */

/** In how many ways so many blocks lie in a stretch of that many ports: the ports left over and the blocks, in any order. */
function waysInStretch(numberOfPorts: number, blocks: number): number {
  const places = numberOfPorts - blocks * (BLOCK_SIZE - 1);
  if (places < blocks) return 0;
  let ways = 1;
  for (let index = 0; index < blocks; index++) ways *= (places - index) / (index + 1);
  return ways;
}

/**
 * In how many ways 0, 1, 2 … {@link MOST_BLOCKS} blocks lie in stretches of these lengths.
 *
 * @returns One number a count; 0 where so many do not fit.
 */
export function countArrangements(stretches: readonly number[]): readonly number[] {
  const none = Array.from({ length: MOST_BLOCKS + 1 }, (_, blocks) => (blocks === 0 ? 1 : 0));
  return stretches.reduce<readonly number[]>((before, numberOfPorts) => {
    const here = none.map((_, blocks) => waysInStretch(numberOfPorts, blocks));
    return none.map((_, blocks) => {
      let sum = 0;
      for (let inHere = 0; inHere <= blocks; inHere++)
        sum += (here[inHere] ?? 0) * (before[blocks - inHere] ?? 0);
      return sum;
    });
  }, none);
}

export interface UniformQuestion {
  readonly dynamicRange: PortRange;
  /** In any order, overlapping or not. */
  readonly occupied: readonly PortRange[];
  readonly ports: readonly number[];
  readonly protocol: Protocol;
}

/**
 * The probability that a block holds at least one of the ports after a boot, were blocks placed uniformly. Exact: one less the
 * share of the arrangements that go round the ports as they go round what is occupied.
 *
 * @returns 0 to 1.
 */
export function uniformHitProbability({ dynamicRange, occupied, ports, protocol }: UniformQuestion): number {
  const single = ports.map((port) => ({ startPort: port, numberOfPorts: 1 }));
  const all = countArrangements(stretchesOf(occupied, dynamicRange));
  const missing = countArrangements(stretchesOf([...occupied, ...single], dynamicRange));
  const most = all.findLastIndex((ways) => ways > 0);
  const probability = blockCountProbabilities(protocol).reduce((sum, share, count) => {
    const placed = Math.min(count, most);
    return sum + share * (1 - (missing[placed] ?? 0) / (all[placed] ?? 1));
  }, 0);
  return Math.min(1, Math.max(0, probability));
}

function stretchesOf(occupied: readonly PortRange[], dynamicRange: PortRange): number[] {
  return gaps(occupied, dynamicRange).map(({ numberOfPorts }) => numberOfPorts);
}

/**
 * Makes what draws arrangements uniformly: first how many blocks each free stretch gets, then where in it they lie.
 *
 * @returns A function of the number of blocks wanted, to their first ports; fewer where no more fit.
 */
export function uniformPlacement(
  random: RandomSource,
  dynamicRange: PortRange,
  occupied: readonly PortRange[],
): (count: number) => number[] {
  const stretches = gaps(occupied, dynamicRange);
  /** Ways of the stretches from each one on; the last is of none. */
  const waysFrom = stretches
    .map((_, index) => countArrangements(stretchesOf(occupied, dynamicRange).slice(index)))
    .concat([countArrangements([])]);
  const most = waysFrom[0]?.findLastIndex((ways) => ways > 0) ?? 0;
  return (count) => {
    let left = Math.min(count, most);
    return stretches.flatMap((stretch, index) => {
      const inHere = drawShare(random, left, (blocks) => {
        return waysInStretch(stretch.numberOfPorts, blocks) * (waysFrom[index + 1]?.[left - blocks] ?? 0);
      });
      left -= inHere;
      return drawInStretch(random, stretch, inHere);
    });
  };
}

/** Draws 0 to `most`, each as often as its weight says. */
function drawShare(random: RandomSource, most: number, weightOf: (blocks: number) => number): number {
  if (most === 0) return 0;
  const weights = Array.from({ length: most + 1 }, (_, blocks) => weightOf(blocks));
  let rest = (nextBits(random) / 0x1_0000_0000) * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [blocks, weight] of weights.entries()) {
    if (rest < weight) return blocks;
    rest -= weight;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

/** Blocks shrunk to one port each are a set of places; every set is as likely as every other (Floyd's sampling). */
function drawInStretch(
  random: RandomSource,
  { startPort, numberOfPorts }: PortRange,
  blocks: number,
): number[] {
  const places = numberOfPorts - blocks * (BLOCK_SIZE - 1);
  const chosen = new Set<number>();
  for (let last = places - blocks; last < places; last++) {
    const place = nextBelow(random, last + 1);
    chosen.add(chosen.has(place) ? last : place);
  }
  return [...chosen]
    .sort((left, right) => left - right)
    .map((place, index) => startPort + place + index * (BLOCK_SIZE - 1));
}
