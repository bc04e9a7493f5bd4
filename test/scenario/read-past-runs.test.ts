import { appendFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { portRange } from '../../toolkit/ports/port-range.ts';
import { createJournal } from '../../toolkit/scenario/journal.ts';
import type { JournalEvent } from '../../toolkit/scenario/journal-event.ts';
import { readPastRuns } from '../../toolkit/scenario/read-past-runs.ts';
import { journalPath } from '../../toolkit/scenario/run-store.ts';
import { inFolder } from '../support/run-bench.ts';

const HOST = { kind: 'simulated', machine: 'a' } as const;
const ROW = portRange(8065);
const OTHER = portRange(9000, 9010);
const ADD = 'excluded-port-ranges-tcp';
const TAKE = 'no-excluded-port-ranges-tcp';
const idOf = (number: number) => `20260131-14250${number}-fix-00000${number}`;

/** One event of a run, at a time on the machine's clock. */
type At = readonly [atMs: number, event: JournalEvent];

const added = (...rows: readonly object[]): JournalEvent => ({
  type: 'step-started',
  stepId: ADD,
  before: { missing: rows },
});
const taken = (...rows: readonly object[]): JournalEvent => ({
  type: 'step-started',
  stepId: TAKE,
  before: { removable: rows },
});
const applied = (stepId: string, pending = false): JournalEvent => ({
  type: 'step-applied',
  stepId,
  pending,
});
const undone = (stepId: string): JournalEvent => ({ type: 'step-undone', stepId });

function write(folder: string, number: number, events: readonly At[], host: object = HOST): string {
  let nowMs = events[0]?.[0] ?? 0;
  const path = journalPath(folder, idOf(number));
  const journal = createJournal(path, () => nowMs);
  journal.append({
    type: 'run-started',
    runId: idOf(number),
    scenario: 'fix',
    title: 'Fix',
    source: { kind: 'built-in' },
    parameters: {},
    host: { ...HOST, ...host },
    version: '0',
  });
  for (const [atMs, event] of events) {
    nowMs = atMs;
    journal.append(event);
  }
  journal.close();
  return path;
}

const known = (folder: string, protocol: 'tcp' | 'udp' = 'tcp') =>
  readPastRuns(folder, HOST).addedExcludedPortRanges(protocol);

const ADDED: readonly At[] = [
  [10, added(ROW, OTHER)],
  [11, applied(ADD)],
];

describe('rows that earlier runs added', () => {
  it.each<[string, readonly (readonly At[])[], readonly object[]]>([
    ['none, where nothing ran', [], []],
    ['those of a step that was verified', [ADDED], [ROW, OTHER]],
    ['none of a step that was begun only', [[[10, added(ROW)]]], []],
    ['none of a step that was undone', [[...ADDED, [12, undone(ADD)]]], []],
    [
      'those that could not be taken back',
      [[...ADDED, [12, { type: 'undo-failed', stepId: ADD, error: 'no' }]]],
      [ROW, OTHER],
    ],
    [
      'without what a later run gave back',
      [
        ADDED,
        [
          [20, taken(ROW)],
          [21, applied(TAKE)],
        ],
      ],
      [OTHER],
    ],
    ['with what a later run only began to give back', [ADDED, [[20, taken(ROW)]]], [ROW, OTHER]],
    [
      'with what was given back and put there again',
      [
        ADDED,
        [
          [20, taken(ROW)],
          [21, applied(TAKE)],
          [22, undone(TAKE)],
        ],
      ],
      [ROW, OTHER],
    ],
    [
      'without what the first run took back before the second put it there no more',
      [
        [...ADDED, [30, undone(ADD)]],
        [
          [20, taken(ROW)],
          [21, applied(TAKE)],
        ],
      ],
      [],
    ],
    [
      'with what the second run put there again after the first was rolled back',
      [
        [...ADDED, [30, undone(ADD)]],
        [
          [20, taken(ROW)],
          [21, applied(TAKE)],
          [40, undone(TAKE)],
        ],
      ],
      [ROW],
    ],
    [
      'once, where two runs added the same one after the other',
      [
        ADDED,
        [
          [20, added(ROW)],
          [21, applied(ADD)],
        ],
      ],
      [ROW, OTHER],
    ],
    [
      'none of another step of that machine',
      [
        [
          [10, { ...added(ROW), stepId: 'mine' } as JournalEvent],
          [11, applied('mine')],
        ],
      ],
      [],
    ],
  ])('are %s', (_what, runs, rows) =>
    inFolder((folder) => {
      for (const [index, events] of runs.entries()) write(folder, index + 1, events);
      expect(known(folder)).toEqual(rows);
      expect(known(folder, 'udp')).toEqual([]);
    }),
  );

  it('are those of this very machine', () =>
    inFolder((folder) => {
      write(folder, 1, ADDED, { machine: 'b' });
      write(folder, 2, ADDED, { kind: 'windows' });
      expect(known(folder)).toEqual([]);
    }));

  it.each([
    null,
    7,
    'text',
    {},
    { missing: 'all' },
    { missing: [null, {}, { startPort: '1', numberOfPorts: 1 }, 8065] },
  ])('are none of a step of that name with another state: %j', (before) =>
    inFolder((folder) => {
      write(folder, 1, [
        [10, { type: 'step-started', stepId: ADD, before }],
        [11, applied(ADD)],
      ]);
      expect(known(folder)).toEqual([]);
    }),
  );
});

describe('a damaged journal', () => {
  it('says nothing of its own rows', () =>
    inFolder((folder) => {
      appendFileSync(write(folder, 1, ADDED), 'rubbish\n');
      expect(known(folder)).toEqual([]);
    }));

  it('takes what earlier runs say away too, since it may have removed those rows', () =>
    inFolder((folder) => {
      write(folder, 1, ADDED);
      writeFileSync(
        write(folder, 2, [
          [20, taken(ROW)],
          [21, applied(TAKE)],
        ]),
        'rubbish\n',
      );
      expect(known(folder)).toEqual([]);
    }));

  it('leaves what later runs say', () =>
    inFolder((folder) => {
      writeFileSync(write(folder, 1, ADDED), 'rubbish\n');
      write(folder, 2, [
        [20, added(ROW)],
        [21, applied(ADD)],
      ]);
      expect(known(folder)).toEqual([ROW]);
    }));
});

it('the journals are read when they are first asked for, and once', () =>
  inFolder((folder) => {
    const past = readPastRuns(folder, HOST);
    const path = write(folder, 1, ADDED);
    expect(past.addedExcludedPortRanges('tcp')).toEqual([ROW, OTHER]);
    writeFileSync(path, 'rubbish\n');
    expect(past.addedExcludedPortRanges('tcp')).toEqual([ROW, OTHER]);
  }));
