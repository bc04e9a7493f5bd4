import { contains, type PortRange, type Protocol } from '../ports/port-range.ts';
import { gaps, type PortSet } from '../ports/port-set.ts';
import { firstAtLeast, type Obstacles, toObstacles } from './obstacles.ts';
import { nextBelow, nextBetween, type RandomSource } from './random.ts';

/** Ports in one winnat block, as every capture since Windows 10 1803 shows it. */
export const BLOCK_SIZE = 100;

/** Most blocks one draw places: few captures hold more than a little over 40. */
export const MOST_BLOCKS = 40;

/**
 * Draws how many blocks winnat takes at one start: tcp 4-16, one time in ten up to 40; udp 1-4. The counts are those of
 * public captures; how often each comes is a guess.
 */
export function drawBlockCount(random: RandomSource, protocol: Protocol): number {
  if (protocol === 'udp') return nextBetween(random, 1, 4);
  return nextBelow(random, 10) === 0 ? nextBetween(random, 17, MOST_BLOCKS) : nextBetween(random, 4, 16);
}

/**
 * How often {@link drawBlockCount} says each number.
 *
 * @returns Probabilities that add up to 1, by the number of blocks; 0 up to {@link MOST_BLOCKS}.
 */
export function blockCountProbabilities(protocol: Protocol): readonly number[] {
  const spread = (share: number, low: number, high: number) =>
    Array.from({ length: MOST_BLOCKS + 1 }, (_, count) =>
      count < low || count > high ? 0 : share / (high - low + 1),
    );
  if (protocol === 'udp') return spread(1, 1, 4);
  const many = spread(0.1, 17, MOST_BLOCKS);
  return spread(0.9, 4, 16).map((share, count) => share + (many[count] ?? 0));
}

/** The obstacles of before the draw, and the blocks placed so far in it. */
interface Ground {
  readonly first: number;
  /** Last port at which a block may still start. */
  readonly lastStart: number;
  readonly occupied: Obstacles;
  readonly placed: number[];
}

/** @returns The last port in the way of a block that starts here, or 0 when nothing is. */
function bump({ occupied, placed }: Ground, start: number): number {
  const index = firstAtLeast(occupied.ends, start);
  const obstacleStart = occupied.starts[index];
  if (obstacleStart !== undefined && obstacleStart < start + BLOCK_SIZE) return occupied.ends[index] ?? 0;
  for (const other of placed) {
    if (other < start + BLOCK_SIZE && start < other + BLOCK_SIZE) return other + BLOCK_SIZE - 1;
  }
  return 0;
}

/** Next fit: the first free stretch at or after `from`, going round once; 0 when no block fits anywhere. */
function nextFit(ground: Ground, from: number): number {
  for (let round = 0, start = from; round < 2; round++, start = ground.first) {
    while (start <= ground.lastStart) {
      const end = bump(ground, start);
      if (end === 0) return start;
      start = end + 1;
    }
  }
  return 0;
}

/** Guess: one burst in eight begins at the range's first port, as 49152-49251 and 1024-1123 do in captures. */
function drawBase(random: RandomSource, ground: Ground): number {
  return nextBelow(random, 8) === 0 ? ground.first : nextBetween(random, ground.first, ground.lastStart);
}

/**
 * How far behind a block its burst goes on. Guess: three times in ten up to 200 ports further, else at once. So contiguous
 * blocks are as frequent as in public captures, and bursts as wide (`test/simulation/recorded-spread.test.ts`).
 */
function drawLeap(random: RandomSource): number {
  return nextBelow(random, 10) < 3 ? nextBetween(random, 1, 200) : 0;
}

/**
 * Draws where winnat's blocks lie: bursts of neighbouring blocks, each burst from a random base, each block by next fit past
 * whatever is taken. So a block often starts right after an occupied port (`1433 *`, then 1434-1533), as captures show.
 *
 * @param dynamicRange - The blocks come from nowhere else.
 * @param occupied - No block touches these.
 * @param count - How many are wanted; fewer come when no more fit.
 * @returns Ascending, disjoint. Empty when the range is too small or too full.
 */
export function drawBlocks(
  random: RandomSource,
  dynamicRange: PortRange,
  occupied: PortSet,
  count: number,
): PortRange[] {
  return drawBlockStarts(random, dynamicRange, toObstacles(occupied), count)
    .sort((left, right) => left - right)
    .map((startPort) => ({ startPort, numberOfPorts: BLOCK_SIZE }));
}

/** {@link drawBlocks} without the ceremony, for millions of boots: first ports in the order they were drawn. */
export function drawBlockStarts(
  random: RandomSource,
  { startPort, numberOfPorts }: PortRange,
  occupied: Obstacles,
  count: number,
): number[] {
  const placed: number[] = [];
  if (numberOfPorts < BLOCK_SIZE) return placed;
  const ground: Ground = {
    first: startPort,
    lastStart: startPort + numberOfPorts - BLOCK_SIZE,
    occupied,
    placed,
  };
  let from = 0;
  for (let left = 0; placed.length < count; left--) {
    if (left === 0) {
      from = drawBase(random, ground);
      left = nextBetween(random, 1, 8);
    }
    const start = nextFit(ground, from);
    if (start === 0) break;
    placed.push(start);
    from = start + BLOCK_SIZE + drawLeap(random);
  }
  return placed;
}

/**
 * Draws one block that covers a port.
 *
 * @returns Undefined where no block may lie: outside the dynamic range, taken, or in a gap of fewer than 100 ports.
 */
export function drawBlockOnto(
  random: RandomSource,
  dynamicRange: PortRange,
  occupied: PortSet,
  port: number,
): PortRange | undefined {
  const gap = gaps(occupied, dynamicRange).find((each) => contains(each, port));
  if (!gap || gap.numberOfPorts < BLOCK_SIZE) return undefined;
  const low = Math.max(gap.startPort, port - BLOCK_SIZE + 1);
  const high = Math.min(port, gap.startPort + gap.numberOfPorts - BLOCK_SIZE);
  return { startPort: nextBetween(random, low, high), numberOfPorts: BLOCK_SIZE };
}
