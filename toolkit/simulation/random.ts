/** Anything that carries the generator's one number: a MachineState does. */
export interface RandomSource {
  random: number;
}

/** A generator of its own, for work that must not move a machine's. */
export function createRandom(seed: number): RandomSource {
  return { random: seed | 0 };
}

/**
 * Draws the next 32 bits (mulberry32: one integer of state, so that a machine's whole future is one number in its JSON).
 *
 * @returns An integer in 0..2^32-1.
 */
export function nextBits(source: RandomSource): number {
  source.random = (source.random + 0x6d2b79f5) | 0;
  let bits = Math.imul(source.random ^ (source.random >>> 15), source.random | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}

/** Draws an integer in 0..below-1. @param below - At least 1. */
export function nextBelow(source: RandomSource, below: number): number {
  return Math.floor((nextBits(source) / 0x1_0000_0000) * below);
}

/** Draws an integer, both ends in. */
export function nextBetween(source: RandomSource, low: number, high: number): number {
  return low + nextBelow(source, high - low + 1);
}
