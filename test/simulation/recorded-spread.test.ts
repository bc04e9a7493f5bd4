import { describe, expect, test } from 'vitest';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { IANA_DYNAMIC_PORT_RANGE } from '../../toolkit/ports/iana.ts';
import { contains, type PortRange, PROTOCOLS } from '../../toolkit/ports/port-range.ts';
import { toObstacles } from '../../toolkit/simulation/obstacles.ts';
import { BLOCK_SIZE, drawBlockStarts } from '../../toolkit/simulation/placement.ts';
import { createRandom } from '../../toolkit/simulation/random.ts';
import { readPaste } from '../../toolkit/windows/paste.ts';
import { HAS_RECORDED, recordedFiles, recordedOutput } from '../windows/recorded.ts';

/** The dynamic port ranges seen in the field, smallest reach first: IANA's, what MaxUserPort 15000 and 65534 make of it. */
const RANGES: readonly PortRange[] = [
  IANA_DYNAMIC_PORT_RANGE,
  { startPort: 1024, numberOfPorts: 13977 },
  { startPort: 1024, numberOfPorts: 64511 },
];

interface Spread {
  readonly starts: readonly number[];
  readonly range: PortRange;
}

interface RecordedTable extends Spread {
  readonly others: readonly PortRange[];
}

/** Tables with at least two blocks of winnat, one of each machine: a table that repeats a block of another is left out. */
function recordedTables(): RecordedTable[] {
  const seen = new Set<number>();
  const tables: RecordedTable[] = [];
  for (const { ranges } of recordedFiles('excludedportrange-').flatMap(tablesIn)) {
    const isBlock = (row: (typeof ranges)[number]) => !row.administered && row.numberOfPorts === BLOCK_SIZE;
    const starts = ranges.filter(isBlock).map(({ startPort }) => startPort);
    const range = RANGES.find((each) =>
      starts.every((start) => contains(each, start) && contains(each, start + 99)),
    );
    if (starts.length < 2 || range === undefined || starts.some((start) => seen.has(start))) continue;
    for (const start of starts) seen.add(start);
    tables.push({ starts, range, others: ranges.filter((row) => !isBlock(row)) });
  }
  return tables;
}

function tablesIn(file: string) {
  try {
    const { excludedPortRanges } = readPaste(recordedOutput(file));
    return excludedPortRanges.filter(({ protocol, elided }) => PROTOCOLS.includes(protocol) && !elided);
  } catch (error) {
    // A page of help, or a capture that lost its table.
    if (error instanceof ToolkitError) return [];
    throw error;
  }
}

/** First ports of the runs of contiguous blocks. */
function heads(starts: readonly number[]): number[] {
  const sorted = [...starts].sort((left, right) => left - right);
  return sorted.filter((start, index) => start !== (sorted[index - 1] ?? 0) + BLOCK_SIZE);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What is compared, over all tables. */
const STATISTICS: Readonly<Record<string, (tables: readonly Spread[]) => number>> = {
  'blocks that follow another at once': (tables) =>
    tables.reduce((sum, { starts }) => sum + starts.length - heads(starts).length, 0),
  'place of the runs in the dynamic range': (tables) =>
    mean(
      tables.map(({ starts, range }) =>
        mean(heads(starts).map((start) => (start - range.startPort) / range.numberOfPorts)),
      ),
    ),
  'width of the blocks of one table': (tables) =>
    mean(
      tables.map(({ starts, range }) => (Math.max(...starts) - Math.min(...starts)) / range.numberOfPorts),
    ),
};

const SIMULATED = 400;

describe.skipIf(!HAS_RECORDED)('the model draws blocks as they lie in the recorded tables', () => {
  const tables = recordedTables();
  const simulated = Array.from({ length: SIMULATED }, (_, index) => {
    const random = createRandom(index * 7919 + 1);
    return tables.map(({ starts, range, others }): Spread => {
      return { range, starts: drawBlockStarts(random, range, toObstacles(others), starts.length) };
    });
  });

  test('there are enough of them to say so', () => {
    expect(tables.length).toBeGreaterThanOrEqual(10);
    expect(tables.flatMap(({ starts }) => starts).length).toBeGreaterThan(200);
  });

  test.each(Object.entries(STATISTICS))(
    '%s: within the middle 99 %% of what the model gives',
    (_name, statistic) => {
      const values = simulated.map(statistic).sort((left, right) => left - right);
      const recorded = statistic(tables);
      expect(recorded).toBeGreaterThanOrEqual(values[SIMULATED * 0.005] ?? Number.NaN);
      expect(recorded).toBeLessThanOrEqual(values[SIMULATED * 0.995 - 1] ?? Number.NaN);
    },
  );
});

if (!HAS_RECORDED) {
  test('the model draws blocks as they lie in the recorded tables', ({ skip }) => {
    skip('the recorded tables lie beside the project, and are not beside this copy of it');
  });
}
