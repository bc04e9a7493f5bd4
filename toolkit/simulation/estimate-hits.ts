import type { Estimate, EstimateInput } from '../diagnosis/estimate.ts';
import { blockOrigin } from '../windows/block-origin.ts';
import { isRedrawn } from './forecast-ground.ts';
import { forecastAfter } from './forecast-hits.ts';

/** Enough for a percent with one digit, in a few milliseconds. */
const BOOTS = 10_000;
const SEED = 8065;

/**
 * The estimate a diagnosis quotes: {@link forecastAfter} of one port, as things are.
 *
 * @returns Undefined where the model draws no block on the port.
 */
export function estimateHit({
  port,
  protocol,
  dynamicPortRange,
  excludedPortRanges,
}: EstimateInput): Estimate | undefined {
  const lasting = excludedPortRanges.filter((range) => !isRedrawn(blockOrigin(range)));
  const { any } = forecastAfter('now', {
    ports: [{ port, protocol }],
    grounds: { [protocol]: { dynamicRange: dynamicPortRange, lasting } },
    boots: BOOTS,
    seed: SEED,
  });
  if (any === undefined) return undefined;
  const percent = (share: number) => (share * 100).toFixed(1);
  return {
    probability: any.share,
    assumptions:
      `that Windows NAT draws ${protocol === 'tcp' ? '4 to 40' : '1 to 4'} blocks of 100 ports from the dynamic port range at every boot, ` +
      `in bursts as public captures show (${BOOTS.toLocaleString('en')} simulated boots, 95 % interval ${percent(any.low)}-${percent(any.high)} %)`,
  };
}
