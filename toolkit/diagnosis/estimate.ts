import type { PortRange, Protocol } from '../ports/port-range.ts';

/** A share of boots, 0 to 1 each; both ends of the 95 % interval of a count, or alike where the model leaves no choice. */
export interface Share {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
}

/** What a model says of how often a block falls on a port; never more than a model. */
export interface Estimate extends Share {
  /** How many boots were simulated. */
  readonly boots: number;
  /** A clause that follows "assuming that". */
  readonly assumptions: string;
}

/** What a model needs to know to say how probable it is that each port is taken at a boot. */
export interface RiskInput {
  readonly protocol: Protocol;
  readonly dynamicPortRange: PortRange;
  /** What lies there already when winnat draws: rows that come back at every boot. */
  readonly occupied: readonly PortRange[];
  readonly ports: readonly number[];
}

/** A model of where blocks fall, for many ports at once. Given by the caller: a diagnosis itself simulates nothing. */
export type RiskModel = (input: RiskInput) => ReadonlyMap<number, Estimate>;
