import fs, { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createJournal, openJournal, readJournal } from '../../toolkit/scenario/journal.ts';
import type { JournalEvent, JournalRecord } from '../../toolkit/scenario/journal-event.ts';
import { foldJournal, standingSteps } from '../../toolkit/scenario/run-record.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { journalPath } from '../../toolkit/scenario/run-store.ts';
import { fakeMachine, hostOf } from '../support/fake-machine.ts';
import { fakeBracket, fakeStep, UP } from '../support/fake-steps.ts';
import { builtIn, inFolder, onlyRun, scenarioOf, settingsOf } from '../support/run-bench.ts';

// A disk that is full cannot be made in a test: only there the system call is a spy.
vi.mock('node:fs', { spy: true });
const real = await vi.importActual<typeof fs>('node:fs');

const now = () => 1_769_869_501_000;
const applied: JournalEvent = { type: 'step-applied', stepId: '포트 "8065"\n', pending: false };
const damaged = expect.objectContaining({ code: 'run.journal-damaged' });

/** The journal of a real run, and what it says. */
async function realJournal(): Promise<{ bytes: Buffer; records: readonly JournalRecord[] }> {
  return inFolder(async (folder) => {
    const host = hostOf(fakeMachine({ 'ä 포트': 'off', nat: UP, b: 'off' }));
    const scenario = scenarioOf([fakeStep('ä 포트'), fakeBracket('nat', [fakeStep('b')])]);
    await runScenario(settingsOf(host, folder), { scenario, ...builtIn });
    const path = journalPath(folder, onlyRun(folder).started.runId);
    return { bytes: readFileSync(path), records: readJournal(path) };
  });
}
const { bytes, records } = await realJournal();
const lineEnds = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([index]) => index + 1);

describe('a journal that was cut off', () => {
  it('anywhere opens as the records before the cut, and is gone on with', () =>
    inFolder((folder) => {
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        const path = join(folder, `${cut}.jsonl`);
        writeFileSync(path, bytes.subarray(0, cut));
        const whole = records.slice(0, lineEnds.filter((end) => end <= cut).length);
        expect(readJournal(path)).toEqual(whole);
        const journal = openJournal(path, now);
        journal.append(applied, 'sync');
        journal.close();
        expect(readJournal(path)).toEqual([...whole, { seq: whole.length + 1, atMs: now(), ...applied }]);
      }
    }));

  it('with nothing whole in it tells of no run', () => {
    expect(foldJournal([])).toBeUndefined();
  });
});

describe('a journal that is damaged', () => {
  it('by any bit before its last line is refused by the line, and left as it is', () =>
    inFolder((folder) => {
      const lastLine = lineEnds.at(-2) ?? 0;
      fc.assert(
        fc.property(fc.nat({ max: lastLine - 1 }), fc.nat({ max: 7 }), (at, bit) => {
          const path = join(folder, 'journal.jsonl');
          const broken = Buffer.from(bytes);
          broken[at] = (broken[at] ?? 0) ^ (1 << bit);
          writeFileSync(path, broken);
          const line = lineEnds.findIndex((end) => end > at) + 1;
          expect(() => readJournal(path)).toThrow(damaged);
          expect(() => openJournal(path, now)).toThrow(new RegExp(`line ${line}$`));
          expect(readFileSync(path).equals(broken)).toBe(true);
        }),
      );
    }));

  it.each([
    ['a line left out', (lines: string[]) => lines.toSpliced(1, 1)],
    ['two lines exchanged', (lines: string[]) => lines.with(1, lines[2] ?? '').with(2, lines[1] ?? '')],
    ['a line twice', (lines: string[]) => lines.toSpliced(1, 0, lines[1] ?? '')],
    ['an empty line', (lines: string[]) => lines.toSpliced(1, 0, '')],
  ])('by %s is refused', (_how, damage) =>
    inFolder((folder) => {
      const path = join(folder, 'journal.jsonl');
      writeFileSync(path, damage(bytes.toString('utf8').split('\n')).join('\n'));
      expect(() => readJournal(path)).toThrow(damaged);
      expect(existsSync(path)).toBe(true);
    }),
  );

  it('that never was one is refused', () =>
    inFolder((folder) => {
      const path = join(folder, 'journal.jsonl');
      writeFileSync(path, 'Dear diary');
      expect(() => readJournal(path)).toThrow(damaged);
    }));
});

it('an entry is on the disk before the machine is touched', () =>
  inFolder(async (folder) => {
    const order: string[] = [];
    vi.mocked(fs.fdatasyncSync).mockImplementation(() => void order.push('synced'));
    const machine = fakeMachine({ a: 'off', nat: UP, b: 'off' });
    const guard = (cell: string, value: string) => order.push(`${cell}=${value}`);
    try {
      await runScenario(settingsOf(hostOf(machine, { guard }), folder), {
        scenario: scenarioOf([fakeStep('a'), fakeBracket('nat', [fakeStep('b')])]),
        ...builtIn,
      });
    } finally {
      vi.mocked(fs.fdatasyncSync).mockReset();
    }
    expect(order.slice(0, 7)).toEqual(['synced', 'a=on', 'synced', 'nat=down', 'synced', 'b=on', 'nat=up']);
  }));

describe('a disk that is full', () => {
  const write = vi.mocked(fs.writeSync);
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'write' });
  const writePart = (file: number, text: unknown, offset: unknown, _length: unknown, position?: unknown) =>
    real.writeSync(file, Buffer.from(text as Uint8Array), Number(offset), 7, Number(position));

  it('and takes only a part of a line at a time is given the rest', () =>
    inFolder((folder) => {
      const path = join(folder, 'runs', 'journal.jsonl');
      const journal = createJournal(path, now);
      write.mockImplementationOnce(writePart).mockImplementationOnce(writePart);
      journal.append(applied);
      journal.close();
      expect(readJournal(path)).toHaveLength(1);
    }));

  it('for a moment loses the line that did not fit, and damages nothing', () =>
    inFolder((folder) => {
      const path = join(folder, 'runs', 'journal.jsonl');
      const journal = createJournal(path, now);
      journal.append(applied);
      write.mockImplementationOnce(writePart).mockImplementationOnce(() => {
        throw full;
      });
      expect(() => journal.append({ type: 'run-resumed' })).toThrow('no space');
      expect(readJournal(path)).toEqual(journal.records);
      journal.append({ type: 'rollback-started' });
      journal.close();
      expect(readJournal(path).map(({ type }) => type)).toEqual(['step-applied', 'rollback-started']);
    }));

  it('keeps nothing from being put back', () =>
    inFolder(async (folder) => {
      const cells = { a: 'off', nat: UP, b: 'off', c: 'off' };
      const machine = fakeMachine(cells);
      const guard = (cell: string) => {
        if (cell !== 'c') return;
        write.mockImplementation(() => {
          throw full;
        });
        throw new Error('c fails');
      };
      const scenario = scenarioOf([fakeStep('a'), fakeBracket('nat', [fakeStep('b'), fakeStep('c')])]);
      try {
        const run = runScenario(settingsOf(hostOf(machine, { guard }), folder), { scenario, ...builtIn });
        await expect(run).rejects.toThrow('no space');
      } finally {
        write.mockReset();
      }
      expect(Object.fromEntries(machine.cells)).toEqual(cells);
      expect(onlyRun(folder).status).toBe('unfinished');
    }));
});

describe('what a journal says', () => {
  const run = (...events: JournalEvent[]) =>
    foldJournal(
      [records[0] as JournalEvent, ...events].map((event, index) => ({ ...event, seq: index + 1, atMs: 0 })),
    );
  const started = (stepId: string, before: unknown): JournalEvent => ({
    type: 'step-started',
    stepId,
    before,
  });
  const opening = (stepId: string): JournalEvent => ({ type: 'bracket-opening', stepId, before: UP });

  it('of a step begun twice is what was there before the first time', () => {
    expect(run(started('a', 'first'), started('a', 'second'))?.steps.get('a')?.before).toBe('first');
  });

  it('of a step begun again after it was undone is what was there then', () => {
    const undone: JournalEvent = { type: 'step-undone', stepId: 'a' };
    expect(run(started('a', 'first'), undone, started('a', 'second'))?.steps.get('a')?.before).toBe('second');
  });

  it('of a bracket opened again puts the steps inside it back before it', () => {
    const folded = run(opening('nat'), started('b', 'off'), { type: 'run-resumed' }, opening('nat'));
    expect(folded && standingSteps(folded).map(({ stepId }) => stepId)).toEqual(['b', 'nat']);
  });

  it('of tasks is over with the run', () => {
    const paused: JournalEvent = { type: 'run-paused', tasks: ['x'] };
    expect(run(paused)?.tasks).toEqual(['x']);
    expect(run(paused, { type: 'run-finished', outcome: 'done', exitCode: 0 })?.tasks).toEqual([]);
  });
});
