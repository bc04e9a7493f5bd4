import type { AskedPort } from '../diagnosis/asked-port.ts';
import type { Estimate, RiskInput, RiskModel } from '../diagnosis/estimate.ts';
import { contains } from '../ports/port-range.ts';
import { gaps } from '../ports/port-set.ts';
import { BLOCK_SIZE } from './placement.ts';
import { countHits } from './simulate-boots.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Enough to tell ports from each other. */
const BOOTS = 20_000;
/** Enough for a number beside a diagnosis: more would take longer than all the rest of it. */
const FEW_BOOTS = 2000;
const SEED = 8065;
const NO_HITS: ReadonlyMap<number, number> = new Map();

/**
 * The share of boots at which a block of winnat falls on each port, by the placement model. The seed is fixed: the same machine
 * gives the same answer.
 *
 * @param boots - How many are simulated, at least 1.
 * @returns An estimate of every port; none at all, 0 to 0, of one that no block fits onto.
 */
export function bootRisk(input: RiskInput, boots = BOOTS): Map<number, Estimate> {
  const { protocol, dynamicPortRange, occupied, ports } = input;
  const places = gaps(occupied, dynamicPortRange).filter(({ numberOfPorts }) => numberOfPorts >= BLOCK_SIZE);
  const drawnFrom = ports.filter((port) => places.some((place) => contains(place, port)));
  const { hits } =
    drawnFrom.length === 0
      ? { hits: NO_HITS }
      : countHits({
          boots,
          seed: SEED,
          dynamicRange: dynamicPortRange,
          occupied,
          protocol,
          ports: drawnFrom,
        });
  const said = {
    boots,
    assumptions:
      `Windows NAT (winnat) draws ${protocol === 'tcp' ? '4 to 40' : '1 to 4'} blocks of 100 ports from the dynamic port range at every boot, ` +
      `in bursts as public captures show (${boots} simulated boots)`,
  };
  return new Map(
    ports.map((port) => {
      const hit = hits.get(port);
      if (hit === undefined) return [port, { probability: 0, low: 0, high: 0, ...said }];
      const { share: probability, low, high } = wilsonInterval(hit, boots);
      return [port, { probability, low, high, ...said }];
    }),
  );
}

/** {@link bootRisk} by few boots, for ports that are asked about one by one: those of one ground are drawn together, once. */
export function sharedBootRisk(ports: readonly Pick<AskedPort, 'port' | 'protocol'>[]): RiskModel {
  const drawn = new Map<string, ReadonlyMap<number, Estimate>>();
  return ({ ports: asked, ...ground }) => {
    const key = JSON.stringify(ground);
    const alike = ports.filter(({ protocol }) => protocol === ground.protocol).map(({ port }) => port);
    const estimates =
      drawn.get(key) ?? bootRisk({ ...ground, ports: [...new Set([...alike, ...asked])] }, FEW_BOOTS);
    drawn.set(key, estimates);
    return new Map(
      asked.flatMap((port) => {
        const estimate = estimates.get(port);
        return estimate === undefined ? [] : [[port, estimate]];
      }),
    );
  };
}
