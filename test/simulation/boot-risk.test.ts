import { describe, expect, it, test } from 'vitest';
import { diagnose } from '../../toolkit/diagnosis/diagnose.ts';
import type { Snapshot } from '../../toolkit/diagnosis/snapshot.ts';
import { bootRisk, sharedBootRisk } from '../../toolkit/simulation/boot-risk.ts';
import { forecastHits } from '../../toolkit/simulation/forecast-hits.ts';
import { dynamic, IANA, readMachine, rows, TCP_8065, WIDE, WINDOWS_ENGINE } from '../diagnosis/snapshots.ts';

const GROUND = { protocol: 'tcp', dynamicPortRange: WIDE, occupied: rows('5357', '50000-50059*') } as const;

describe('the risk of a boot', () => {
  it('is the very one that simulate counts', () => {
    const { probability, low, high, boots } = bootRisk({ ...GROUND, ports: [8065] }).get(8065) ?? {
      boots: 0,
    };
    const [now] = forecastHits({
      ports: [TCP_8065],
      grounds: { tcp: { dynamicRange: WIDE, lasting: GROUND.occupied } },
      boots,
      seed: 8065,
    });
    expect({ share: probability, low, high }).toEqual({
      share: now?.any?.share,
      low: now?.any?.low,
      high: now?.any?.high,
    });
  });

  test.each([
    ['outside the range', 443],
    ['in a row that stays', 5357],
    ['between two rows without room for a block', 8100],
  ])('is none at all of a port %s', (_where, port) => {
    const occupied = rows('5357', '8060-8099*', '8110-8199*');
    const risk = bootRisk({ ...GROUND, occupied, ports: [port] }).get(port);
    expect(risk).toMatchObject({ probability: 0, low: 0, high: 0 });
  });

  it('is the same whether ports are asked about together or one by one', () => {
    const ports = [8065, 9000, 30_000];
    const model = sharedBootRisk(ports.map((port) => ({ port, protocol: 'tcp' })));
    const [one] = model({ ...GROUND, ports }).values();
    const together = bootRisk({ ...GROUND, ports }, one?.boots);
    for (const port of ports)
      expect(model({ ...GROUND, ports: [port] }).get(port)).toEqual(together.get(port));
  });
});

describe('a diagnosis of a port at risk', () => {
  const judged = (parts: Partial<Snapshot> = {}, port = 8065) => {
    const snapshot = readMachine({ dynamicPortRanges: dynamic(WIDE), ...parts });
    const asked = { port, protocol: 'tcp' } as const;
    return diagnose(snapshot, [asked], { risk: bootRisk }).ports[0];
  };

  it('quotes the model with its interval and its assumptions, before and after the first remedy', () => {
    const port = judged();
    expect(port?.verdict).toBe('at-risk');
    const text = port?.evidence.find(({ code }) => code === 'estimate')?.text;
    expect(text).toMatch(
      /^a model puts the chance per boot at \d\.\d % \(95 % interval \d\.\d-\d\.\d %\), and at none after the first remedy below, assuming that .* simulated boots/,
    );
    expect(port?.estimate).toMatchObject({ boots: 20_000, afterFirstRemedy: { probability: 0, high: 0 } });
    expect(port?.estimate?.low).toBeLessThan(port?.estimate?.probability ?? 0);
  });

  it('counts again with the range set back where Windows containers forbid an exclusion', () => {
    expect(judged(WINDOWS_ENGINE)?.estimate?.afterFirstRemedy).toMatchObject({ probability: 0, high: 0 });
    const high = judged(WINDOWS_ENGINE, 55_000)?.estimate;
    expect(high?.afterFirstRemedy?.probability).toBeGreaterThan(high?.probability ?? 1);
  });

  it('names no remedy, and so nothing after one, where Windows containers leave the range as it is', () => {
    const port = judged({ ...WINDOWS_ENGINE, dynamicPortRanges: dynamic(IANA) }, 55_000);
    expect(port?.remedies).toEqual([]);
    expect(port?.estimate).toBeDefined();
    expect(port?.estimate).not.toHaveProperty('afterFirstRemedy');
  });

  it('says nothing of a port that is not at risk', () => {
    expect(judged({ dynamicPortRanges: dynamic(IANA) })).not.toHaveProperty('estimate');
  });
});
