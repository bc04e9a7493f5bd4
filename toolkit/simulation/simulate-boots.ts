import { endPort, type PortRange, type Protocol } from '../ports/port-range.ts';
import { firstAtLeast, toObstacles } from './obstacles.ts';
import { BLOCK_SIZE, drawBlockCount, drawBlockStarts } from './placement.ts';
import { createRandom } from './random.ts';
import { uniformPlacement } from './uniform-placement.ts';

/**
 * Where blocks fall. `bursts` is the model of the simulated machine; `uniform` knows no bursts and has a closed form, so that a
 * count can be checked against it.
 */
export const PLACEMENTS = ['bursts', 'uniform'] as const;
export type Placement = (typeof PLACEMENTS)[number];

export interface BootsToSimulate {
  /** How many boots; at least 1. */
  readonly boots: number;
  readonly seed: number;
  /** The dynamic port range winnat draws from. */
  readonly dynamicRange: PortRange;
  /** Excluded ranges and ports in use at the time of the draw; in any order. */
  readonly occupied: readonly PortRange[];
  /** @defaultValue 'tcp' */
  readonly protocol?: Protocol;
  /** @defaultValue 'bursts' */
  readonly placement?: Placement;
}

/**
 * Boots over and over, reporting where winnat's blocks lie after each.
 *
 * @param visit - Gets the first port of each block (100 ports each), in the order drawn; the array is its to keep.
 */
export function simulateBoots(
  { boots, seed, dynamicRange, occupied, protocol = 'tcp', placement = 'bursts' }: BootsToSimulate,
  visit: (blockStarts: readonly number[], boot: number) => void,
): void {
  const random = createRandom(seed);
  const obstacles = toObstacles(occupied);
  const draw =
    placement === 'uniform'
      ? uniformPlacement(random, dynamicRange, occupied)
      : (count: number) => drawBlockStarts(random, dynamicRange, obstacles, count);
  for (let boot = 0; boot < boots; boot++) visit(draw(drawBlockCount(random, protocol)), boot);
}

export interface HitCount {
  readonly boots: number;
  /** Boots after which a block held the port, by port. */
  readonly hits: ReadonlyMap<number, number>;
  /** Boots after which a block held at least one of the ports. */
  readonly bootsWithAnyHit: number;
  /** Boots after which a block held a port of the range: one number a range of the question. */
  readonly rangeHits: readonly number[];
}

/**
 * Counts in how many boots winnat takes a port. An estimate of the model, not of Windows.
 *
 * @param options.ports - The ports to watch; every one is in the result's `hits`, with 0 where nothing hit it.
 * @param options.ranges - Ranges to watch as one; a block that reaches into one holds a port of it. @defaultValue none
 * @param options.onHit - Called once with the number of each boot that hits any of them, from 0.
 */
export function countHits({
  ports,
  ranges = [],
  onHit,
  ...options
}: BootsToSimulate & {
  readonly ports: readonly number[];
  readonly ranges?: readonly PortRange[];
  readonly onHit?: (boot: number) => void;
}): HitCount {
  const watched = Uint16Array.from(new Set(ports)).sort();
  const counts = new Uint32Array(watched.length);
  const rangeHits = ranges.map(() => 0);
  const reached = ranges.map((range) => ({ first: range.startPort - BLOCK_SIZE + 1, last: endPort(range) }));
  let bootsWithAnyHit = 0;
  simulateBoots(options, (starts, boot) => {
    let hit = false;
    for (const start of starts) {
      for (let index = firstAtLeast(watched, start); index < watched.length; index++) {
        if ((watched[index] ?? 0) >= start + BLOCK_SIZE) break;
        counts[index] = (counts[index] ?? 0) + 1;
        hit = true;
      }
    }
    reached.forEach(({ first, last }, index) => {
      if (starts.some((start) => first <= start && start <= last))
        rangeHits[index] = (rangeHits[index] ?? 0) + 1;
    });
    if (!hit) return;
    bootsWithAnyHit++;
    onHit?.(boot);
  });
  const hits = new Map(Array.from(watched, (port, index) => [port, counts[index] ?? 0]));
  return { boots: options.boots, hits, bootsWithAnyHit, rangeHits };
}
