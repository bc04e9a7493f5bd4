import type { PortRange } from '../ports/port-range.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { AskedPort } from './asked-port.ts';

/** What a model says about a port; never more than a model. */
export interface Estimate {
  /** That a block covers the port after the next boot, 0 to 1. */
  readonly probability: number;
  /** A clause that follows "assuming". */
  readonly assumptions: string;
}

export interface EstimateInput extends AskedPort {
  readonly dynamicPortRange: PortRange;
  readonly excludedPortRanges: readonly ExcludedPortRange[];
}

/** A model of where blocks fall. Given by the caller: a diagnosis itself simulates nothing. */
export type Estimator = (input: EstimateInput) => Estimate | undefined;
