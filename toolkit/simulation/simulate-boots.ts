import type { PortRange } from '../ports/port-range.ts';
import { firstAtLeast, toObstacles } from './obstacles.ts';
import { BLOCK_SIZE, drawBlockCount, drawBlockStarts } from './placement.ts';
import { createRandom } from './random.ts';

export interface BootsToSimulate {
  /** How many boots; at least 1. */
  readonly boots: number;
  readonly seed: number;
  /** The dynamic port range winnat draws from. */
  readonly dynamicRange: PortRange;
  /** Excluded ranges and ports in use at the time of the draw; in any order. */
  readonly occupied: readonly PortRange[];
  readonly protocol?: 'tcp' | 'udp';
}

/**
 * Boots over and over, reporting where winnat's blocks lie after each.
 *
 * @param visit - Gets the first port of each block (100 ports each), in the order drawn; the array is its to keep.
 */
export function simulateBoots(
  { boots, seed, dynamicRange, occupied, protocol = 'tcp' }: BootsToSimulate,
  visit: (blockStarts: readonly number[]) => void,
): void {
  const random = createRandom(seed);
  const obstacles = toObstacles(occupied);
  for (let boot = 0; boot < boots; boot++) {
    visit(drawBlockStarts(random, dynamicRange, obstacles, drawBlockCount(random, protocol)));
  }
}

export interface HitCount {
  readonly boots: number;
  /** Boots after which a block held the port, by port. */
  readonly hits: ReadonlyMap<number, number>;
  /** Boots after which a block held at least one of the ports. */
  readonly bootsWithAnyHit: number;
}

/**
 * Counts in how many boots winnat takes a port. An estimate of the model, not of Windows.
 *
 * @param options.ports - The ports to watch; every one is in the result's `hits`, with 0 where nothing hit it.
 */
export function countHits({
  ports,
  ...options
}: BootsToSimulate & { readonly ports: readonly number[] }): HitCount {
  const watched = Uint16Array.from(new Set(ports)).sort();
  const counts = new Uint32Array(watched.length);
  let bootsWithAnyHit = 0;
  simulateBoots(options, (starts) => {
    let hit = false;
    for (const start of starts) {
      for (let index = firstAtLeast(watched, start); index < watched.length; index++) {
        if ((watched[index] ?? 0) >= start + BLOCK_SIZE) break;
        counts[index] = (counts[index] ?? 0) + 1;
        hit = true;
      }
    }
    if (hit) bootsWithAnyHit++;
  });
  const hits = new Map(Array.from(watched, (port, index) => [port, counts[index] ?? 0]));
  return { boots: options.boots, hits, bootsWithAnyHit };
}
