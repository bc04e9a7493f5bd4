import type { Estimate } from '../diagnosis/estimate.ts';
import type { RiskInput } from '../diagnosis/suggest-ports.ts';
import { countHits } from './simulate-boots.ts';

const BOOTS = 20_000;
const SEED = 8065;

/**
 * The share of boots at which a block of winnat falls on each port, by the placement model. The seed is fixed: the same machine
 * gives the same answer.
 */
export function bootRisk({ protocol, dynamicPortRange, occupied, ports }: RiskInput): Map<number, Estimate> {
  const { boots, hits } = countHits({
    boots: BOOTS,
    seed: SEED,
    dynamicRange: dynamicPortRange,
    occupied,
    protocol,
    ports,
  });
  const assumptions = `winnat draws its blocks of 100 as in ${BOOTS.toLocaleString('en')} simulated boots of this dynamic port range`;
  return new Map([...hits].map(([port, count]) => [port, { probability: count / boots, assumptions }]));
}
