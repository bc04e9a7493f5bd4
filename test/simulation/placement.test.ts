import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, endPort, overlaps, type PortRange } from '../../toolkit/ports/port-range.ts';
import { mergeRanges } from '../../toolkit/ports/port-set.ts';
import { BLOCK_SIZE, drawBlockCount, drawBlockOnto, drawBlocks } from '../../toolkit/simulation/placement.ts';
import { createRandom } from '../../toolkit/simulation/random.ts';
import { countHits, simulateBoots } from '../../toolkit/simulation/simulate-boots.ts';

const range: fc.Arbitrary<PortRange> = fc
  .tuple(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 1, max: 3000 }))
  .map(([startPort, numberOfPorts]) => ({
    startPort,
    numberOfPorts: Math.min(numberOfPorts, 65536 - startPort),
  }));
const dynamicRange: fc.Arbitrary<PortRange> = fc
  .tuple(fc.integer({ min: 1024, max: 65281 }), fc.integer({ min: 255, max: 64512 }))
  .map(([startPort, numberOfPorts]) => ({
    startPort,
    numberOfPorts: Math.min(numberOfPorts, 65536 - startPort),
  }));
const draw = fc.record({
  seed: fc.integer(),
  dynamicRange,
  occupied: fc.array(range, { maxLength: 30 }).map(mergeRanges),
  count: fc.integer({ min: 0, max: 40 }),
});

describe('blocks', () => {
  it('lie inside the dynamic range, overlap nothing that is taken and not each other', () => {
    fc.assert(
      fc.property(draw, ({ seed, dynamicRange, occupied, count }) => {
        const blocks = drawBlocks(createRandom(seed), dynamicRange, occupied, count);
        expect(blocks.length).toBeLessThanOrEqual(count);
        for (const [index, block] of blocks.entries()) {
          expect(block.numberOfPorts).toBe(BLOCK_SIZE);
          expect(block.startPort).toBeGreaterThanOrEqual(dynamicRange.startPort);
          expect(endPort(block)).toBeLessThanOrEqual(endPort(dynamicRange));
          expect(occupied.some((taken) => overlaps(taken, block))).toBe(false);
          const next = blocks[index + 1];
          if (next) expect(next.startPort).toBeGreaterThan(endPort(block));
        }
      }),
    );
  });

  it('are as many as wanted while there is room', () => {
    const dynamicRange = { startPort: 49152, numberOfPorts: 16384 };
    expect(drawBlocks(createRandom(1), dynamicRange, [], 40)).toHaveLength(40);
    expect(drawBlocks(createRandom(1), { startPort: 61000, numberOfPorts: 255 }, [], 4).length).toBeLessThan(
      4,
    );
  });

  it('are the same for the same seed', () => {
    fc.assert(
      fc.property(draw, ({ seed, dynamicRange, occupied, count }) => {
        const once = () => drawBlocks(createRandom(seed), dynamicRange, occupied, count);
        expect(once()).toEqual(once());
      }),
    );
  });

  it('often start right after an occupied port', () => {
    const starts = new Set<number>();
    const options = { boots: 3000, seed: 3, dynamicRange: { startPort: 1024, numberOfPorts: 64511 } };
    simulateBoots({ ...options, occupied: [{ startPort: 2222, numberOfPorts: 1 }] }, (blocks) => {
      for (const start of blocks) starts.add(start);
    });
    expect(starts.has(2223)).toBe(true);
    expect(starts.has(1024)).toBe(true);
  });

  it('can be made to cover a port, where there is room around it', () => {
    fc.assert(
      fc.property(draw, fc.integer({ min: 1, max: 65535 }), ({ seed, dynamicRange, occupied }, port) => {
        const block = drawBlockOnto(createRandom(seed), dynamicRange, occupied, port);
        if (!block) return;
        expect(contains(block, port)).toBe(true);
        expect(occupied.some((taken) => overlaps(taken, block))).toBe(false);
      }),
    );
    const iana = { startPort: 49152, numberOfPorts: 16384 };
    expect(drawBlockOnto(createRandom(1), iana, [], 8065)).toBeUndefined();
    expect(drawBlockOnto(createRandom(1), iana, [], 49152)).toEqual({ startPort: 49152, numberOfPorts: 100 });
    expect(
      drawBlockOnto(createRandom(1), iana, [{ startPort: 49200, numberOfPorts: 1 }], 49199),
    ).toBeUndefined();
  });

  it('come in the numbers that captures show', () => {
    const random = createRandom(5);
    const tcp = Array.from({ length: 2000 }, () => drawBlockCount(random, 'tcp'));
    const udp = Array.from({ length: 2000 }, () => drawBlockCount(random, 'udp'));
    expect([Math.min(...tcp), Math.max(...tcp)]).toEqual([4, 40]);
    expect(tcp.filter((count) => count > 16).length / 2000).toBeLessThan(0.2);
    expect([Math.min(...udp), Math.max(...udp)]).toEqual([1, 4]);
  });
});

describe('counting hits over boots', () => {
  const everywhere = { startPort: 1024, numberOfPorts: 64511 };

  it('agrees with the boots one by one', () => {
    const options = { boots: 2000, seed: 11, dynamicRange: everywhere, occupied: [] };
    const counted = countHits({ ...options, ports: [8065, 50100, 8065] });
    let hits = 0;
    simulateBoots(options, (starts) => {
      if (starts.some((start) => start <= 8065 && 8065 < start + BLOCK_SIZE)) hits++;
    });
    expect(counted.hits.get(8065)).toBe(hits);
    expect(counted.hits.size).toBe(2);
    expect(hits).toBeGreaterThan(0);
    expect(counted.bootsWithAnyHit).toBeGreaterThanOrEqual(hits);
  });

  it('finds nothing outside the dynamic range and on an excluded port', () => {
    const options = { boots: 2000, seed: 11, ports: [8065] };
    const iana = { startPort: 49152, numberOfPorts: 16384 };
    expect(countHits({ ...options, dynamicRange: iana, occupied: [] }).bootsWithAnyHit).toBe(0);
    const occupied = [{ startPort: 8065, numberOfPorts: 1 }];
    expect(countHits({ ...options, dynamicRange: everywhere, occupied }).hits.get(8065)).toBe(0);
  });

  it('draws few blocks over udp', () => {
    const longest: number[] = [];
    const options = { boots: 200, seed: 2, dynamicRange: everywhere, occupied: [], protocol: 'udp' } as const;
    simulateBoots(options, (starts) => longest.push(starts.length));
    expect(Math.max(...longest)).toBe(4);
  });
});
