/** A share that was counted, with the interval its true value lies in 95 times out of 100. */
export interface CountedShare {
  readonly hits: number;
  readonly trials: number;
  /** `hits` ÷ `trials`. */
  readonly share: number;
  /** Both ends 0 to 1; wider than nothing even where `hits` is 0. */
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959964;

/**
 * Wilson's score interval of 95 % (Wilson 1927; NIST/SEMATECH e-Handbook 7.2.4.1), which holds near 0 and 1 too.
 *
 * @param trials - At least 1.
 */
export function wilsonInterval(hits: number, trials: number): CountedShare {
  const share = hits / trials;
  const weight = (Z * Z) / trials;
  const middle = (share + weight / 2) / (1 + weight);
  const reach = (Z * Math.sqrt((share * (1 - share) + weight / 4) / trials)) / (1 + weight);
  const low = hits === 0 ? 0 : Math.max(0, middle - reach);
  const high = hits === trials ? 1 : Math.min(1, middle + reach);
  return { hits, trials, share, low, high };
}
