import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isKept, isServed } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';

const FIX = ['fix', '8065', '--container', 'mattermost', '--yes'];

/** Runs `fix` to its end; @returns the run's id. */
async function fixed(place: Place): Promise<string> {
  const ended = await place.on([...FIX, '--json']);
  expect(ended.exitCode, ended.stderr).toBe(0);
  return (lastDocument(ended) as { runId: string }).runId;
}

/** Makes a finished run look as if it had been killed after its n-th journal line: what a kill leaves behind. */
function cutJournal(place: Place, runId: string, lines: number): void {
  const path = place.journalPath(runId);
  const kept = readFileSync(path, 'utf8').split('\n').slice(0, lines);
  writeFileSync(path, `${kept.join('\n')}\n`);
}

function damageJournal(place: Place, runId: string): string {
  const path = place.journalPath(runId);
  const text = readFileSync(path, 'utf8').replace('step-started', 'step-stopped');
  writeFileSync(path, text);
  return text;
}

describe('runs', () => {
  test('says so when there are none', async () => {
    const { exitCode, stdout } = await newPlace().call(['runs']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('nothing was run');
  });

  test('lists those of one kind of machine alone, and takes no other kind', async () => {
    const place = newPlace();
    const id = await fixed(place);
    expect((await place.call(['runs', '--host', 'simulated'])).stdout).toContain(id);
    const none = await place.call(['runs', '--host', 'windows']);
    expect(none.stdout).toBe('nothing was run on a windows machine yet\n');
    expect(lastDocument(await place.call(['runs', '--host', 'windows', '--json']))).toMatchObject({
      runs: [],
    });
    expect((await place.call(['runs', '--host', 'mac'])).exitCode).toBe(2);
  });

  test('lists them newest first, with how they ended and whether they can be undone', async () => {
    const place = newPlace();
    const first = await fixed(place);
    await place.on(['rollback', '--yes']);
    place.edit((machine) => {
      machine.clockMs += 60_000;
    });
    const second = await fixed(place);
    const { stdout } = await place.call(['runs']);
    expect(stdout.indexOf(second)).toBeLessThan(stdout.indexOf(first));
    const { runs } = lastDocument(await place.call(['runs', '--json'])) as { runs: unknown[] };
    expect(runs).toMatchObject([
      { runId: second, scenario: 'fix', status: 'done', canBeUndone: true, host: { kind: 'simulated' } },
      { runId: first, scenario: 'fix', status: 'rolled-back', canBeUndone: false },
    ]);
  });
});

describe('show', () => {
  test.each([
    ['its id', (id: string) => id],
    ['the beginning of it', (id: string) => id.slice(0, -3)],
    ['the end of it', (id: string) => id.slice(-6)],
  ])('finds a run by %s', async (_how, wordOf) => {
    const place = newPlace();
    const runId = await fixed(place);
    const { exitCode, stdout } = await place.call(['show', wordOf(runId)]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(runId);
    expect(stdout).toContain('excluded-port-ranges-tcp');
  });

  test('gives the whole journal as JSON', async () => {
    const place = newPlace();
    const runId = await fixed(place);
    const document = lastDocument(await place.call(['show', runId, '--json'])) as {
      events: { type: string }[];
    };
    expect(document).toMatchObject({
      runId,
      scenario: 'fix',
      status: 'done',
      parameters: { ports: ['8065'] },
    });
    expect(document.events.map(({ type }) => type)).toContain('step-started');
  });

  test('refuses a word that fits several runs', async () => {
    const place = newPlace();
    const runId = await fixed(place);
    await place.on(['rollback', '--yes']);
    await fixed(place);
    const { exitCode, stderr } = await place.call(['show', runId.slice(0, 6)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('fits 2 runs');
  });
});

describe('rollback', () => {
  test('puts back the newest run that can be undone, then the one before, then has nothing left', async () => {
    const place = newPlace();
    const before = place.machine();
    await place.on(['run', 'reserve-ports', '--ports', '9001', '--yes']);
    const between = place.machine();
    await fixed(place);
    expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
    expect(differences(between, place.machine())).toEqual([]);
    expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
    const { exitCode, stderr } = await place.on(['rollback', '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[run.nothing-to-undo]');
  });

  test('of a named run leaves newer ones alone, and is an error the second time', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '9001', '--yes']);
    const [first = ''] = place.runIds();
    await fixed(place);
    expect((await place.on(['rollback', first, '--yes'])).exitCode).toBe(0);
    expect(isKept(place.machine(), 'tcp', { startPort: 9001, numberOfPorts: 1 })).not.toEqual([]);
    expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
    const again = await place.on(['rollback', first, '--yes']);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('[run.nothing-to-undo]');
  });

  test('leaves a row that somebody else has added since', async () => {
    const place = newPlace();
    await fixed(place);
    const row = {
      startPort: 700,
      numberOfPorts: 2,
      kind: 'administered',
      owner: 'user',
      active: true,
      persistent: true,
    } as const;
    place.edit((machine) => {
      machine.ranges.tcp.unshift(row);
    });
    await place.on(['rollback', '--yes']);
    expect(place.machine().ranges.tcp).toContainEqual(row);
  });

  test('asks first, and does nothing on no', async () => {
    const place = newPlace();
    await fixed(place);
    const before = place.machine();
    const ended = await place.on(['rollback'], { interactive: true, answers: [false] });
    expect(ended.questions).toHaveLength(1);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('[run.declined]');
    expect(differences(before, place.machine())).toEqual([]);
    expect((await place.on(['rollback'], { interactive: true, answers: [true] })).exitCode).toBe(0);
  });

  test.each([
    ['nobody can be asked', [], false],
    ['JSON is wanted', ['--json'], true],
  ])('needs --yes where %s', async (_why, words, interactive) => {
    const place = newPlace();
    await fixed(place);
    const before = place.machine();
    const { exitCode, stderr } = await place.on(['rollback', ...words], { interactive });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[input.confirmation-required]');
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('of a run of another machine names the options that lead to it', async () => {
    const [place, other] = [newPlace(), newPlace()];
    const runId = await fixed(place);
    const before = place.machine();
    const wrong = [[], other.host, ['--host', 'simulated'], ['--host', 'windows']];
    for (const host of wrong) {
      const { exitCode, stderr } = await place.call(['rollback', runId, '--yes', ...host]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('[run.other-host]');
      expect(stderr).toContain(`--host simulated --state "${place.state}"`);
    }
    expect(differences(before, place.machine())).toEqual([]);
    expect(differences(before, other.machine())).not.toEqual([]);
  });

  test('needs the rights that the run needed', async () => {
    const place = newPlace();
    await fixed(place);
    place.edit((machine) => {
      machine.elevated = false;
    });
    const { exitCode, stderr } = await place.on(['rollback', '--yes']);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('[run.needs-elevation]');
  });
});

describe('a run that was cut off', () => {
  const commands = (place: Place) => [
    ['diagnose', '8065', ...place.host],
    ['plan', 'fix', '--ports', '8065', ...place.host],
    ['scenarios'],
    ['runs'],
    ['show', 'fix'],
    ['simulate', 'reboot', '--state', place.state],
    ['fix', '8065', '--yes', ...place.host],
    ['run', 'reserve-ports', '--ports', '8065', '--yes', ...place.host],
    ['resume', '--yes', ...place.host],
  ];

  test('is named first on stderr by every command, with the command that goes on with it', async () => {
    const place = newPlace();
    const runId = await fixed(place);
    for (const words of commands(place)) {
      cutJournal(place, runId, 6);
      const { stderr } = await place.call(words);
      const expected = `unfinished: run ${runId} was cut off; portwright resume ${runId} --host simulated --state "${place.state}"`;
      expect([words[0], stderr.split('\n')[0]]).toEqual([words[0], expected]);
    }
  });

  test('is not named any more when it is over', async () => {
    const place = newPlace();
    const runId = await fixed(place);
    cutJournal(place, runId, 6);
    await place.on(['resume', '--yes']);
    expect((await place.call(['runs'])).stderr).toBe('');
  });

  test('keeps another run from beginning, and says what to do first', async () => {
    const place = newPlace();
    const runId = await fixed(place);
    cutJournal(place, runId, 6);
    const { exitCode, stderr } = await place.on(['run', 'reserve-ports', '--ports', '9001', '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[run.unfinished]');
    expect(stderr).toContain(`portwright resume ${runId}`);
    expect(place.runIds()).toEqual([runId]);
  });

  test('can be completed by resume or by rollback after any line of its journal', async () => {
    const lines = await lineCount();
    expect(lines).toBeGreaterThan(8);
    for (let line = 1; line < lines; line += 1) {
      for (const verb of ['resume', 'rollback'] as const) {
        const place = newPlace();
        const before = place.machine();
        cutJournal(place, await fixed(place), line);
        const { exitCode, stderr } = await place.on([verb, '--yes']);
        expect({ verb, line, exitCode, stderr }).toMatchObject({ exitCode: 0 });
        expect(place.machine().services.winnat?.status).toBe('running');
        if (verb === 'resume') expect(isServed(place.machine(), 'mattermost', 8065)).toEqual([]);
        else if (line >= lines - 2) expect(differences(before, place.machine())).toEqual([]);
      }
    }
  });

  async function lineCount(): Promise<number> {
    const place = newPlace();
    return readFileSync(place.journalPath(await fixed(place)), 'utf8')
      .trimEnd()
      .split('\n').length;
  }
});

describe('resume', () => {
  test.each([
    ['where nothing is unfinished', () => [], 'run.not-resumable'],
    ['of a run that is over', (runId: string) => [runId], 'run.not-resumable'],
    ['of a run that never was', () => ['20200101-000000-fix-000000'], 'run.unknown'],
  ])('%s is an error', async (_what, wordsOf, code) => {
    const place = newPlace();
    const runId = await fixed(place);
    const before = place.machine();
    const { exitCode, stderr } = await place.on(['resume', ...wordsOf(runId), '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`[${code}]`);
    expect(differences(before, place.machine())).toEqual([]);
  });
});

describe('a damaged journal', () => {
  test('is named by every command, listed, left as it is, and keeps nothing else from working', async () => {
    const place = newPlace();
    const damaged = await fixed(place);
    const text = damageJournal(place, damaged);
    const runs = await place.call(['runs', '--json']);
    expect(runs.exitCode).toBe(0);
    expect(runs.stderr).toContain(`damaged: run ${damaged}`);
    expect(lastDocument(runs)).toMatchObject({
      runs: [],
      damaged: [{ runId: damaged, code: 'run.journal-damaged' }],
    });
    const other = await place.on(['run', 'reserve-ports', '--ports', '9001', '--yes', '--json']);
    expect(other.exitCode).toBe(0);
    expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
    expect(readFileSync(place.journalPath(damaged), 'utf8')).toBe(text);
  });

  test.each([['show'], ['rollback'], ['resume']])(
    'makes %s of that run an error that names its line',
    async (verb) => {
      const place = newPlace();
      const damaged = await fixed(place);
      const text = damageJournal(place, damaged);
      const words = verb === 'show' ? [] : ['--yes', ...place.host];
      const { exitCode, stderr } = await place.call([verb, damaged, ...words]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('[run.journal-damaged]');
      expect(stderr).toMatch(/damaged at line \d+/);
      expect(readFileSync(place.journalPath(damaged), 'utf8')).toBe(text);
    },
  );
});
