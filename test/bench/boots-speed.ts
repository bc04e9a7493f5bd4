import { WELL_KNOWN_PORTS } from '../../toolkit/ports/well-known-ports.ts';
import { countHits } from '../../toolkit/simulation/simulate-boots.ts';

const BOOTS = 200_000;
const PORTS = 10;

/** Boots per second in which it is counted how often any of ten ports is hit, on one core. */
export function timeHits(): number {
  const known = WELL_KNOWN_PORTS.filter(({ protocol }) => protocol === 'tcp').map(
    ({ range }) => range.startPort,
  );
  const ports = known.slice(-PORTS);
  const occupied = [
    { startPort: 5357, numberOfPorts: 1 },
    { startPort: 50000, numberOfPorts: 60 },
  ];
  const dynamicRange = { startPort: 1024, numberOfPorts: 64511 };
  const startMs = performance.now();
  const { bootsWithAnyHit, hits } = countHits({ boots: BOOTS, seed: 1, dynamicRange, occupied, ports });
  const seconds = (performance.now() - startMs) / 1000;
  if (bootsWithAnyHit === 0 || hits.size !== PORTS) throw new Error('no hits were counted');
  return BOOTS / seconds;
}
