import { cpSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadBuiltInScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { reboot } from '../../toolkit/simulation/boot.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { runBuiltCli } from '../support/built-cli.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';
import { SCENARIO_ROWS, type ScenarioRow } from './scenario-rows.ts';

/** Each point starts one process, and goes on in this one. */
const AT_ONCE = 3;
const RESTART_REQUIRED = 3010;
const UNFINISHED: ReadonlySet<string> = new Set(['unfinished', 'restart-required']);
/** `fix` is killed in every way by a test of its own; the file of `wsl-mirrored` is the simulated machine's own here. */
const ROWS: readonly ScenarioRow[] = [
  ...SCENARIO_ROWS.filter(({ id }) => id !== 'fix'),
  { id: 'wsl-mirrored', words: ['--ports', '8065,5353/udp', '--user-profile', 'C:\\Users\\user'] },
];

const wordsOf = ({ id, words }: ScenarioRow) => ['run', id, ...words, '--yes', '--json'];

/** A place where the row can be called, and nothing is counted yet. */
async function placeFor({ machine, earlier }: ScenarioRow): Promise<Place> {
  const place = newPlace(machine);
  if (earlier !== undefined) expect((await place.on([...earlier, '--yes'])).exitCode).toBe(0);
  place.write({ ...place.machine(), received: 0 });
  return place;
}

/** Calls, and goes on after as many restarts as it asks for. */
async function carryThrough(place: Place, words: readonly string[]): Promise<number> {
  const { exitCode } = await place.on(words);
  if (exitCode !== RESTART_REQUIRED) return exitCode;
  place.edit(reboot);
  return carryThrough(place, ['resume', '--yes', '--json']);
}

/** What is wrong after a kill while that request is answered. */
async function killAt(at: number, row: ScenarioRow, done: MachineState): Promise<string[]> {
  const place = await placeFor(row);
  const before = place.machine();
  place.edit(({ faults }) => faults.push({ kind: 'kill-caller', at, when: 'during' }));
  const killed = await runBuiltCli([...wordsOf(row), ...place.host], { XDG_STATE_HOME: place.folder });
  const wrong: string[] = [];
  if (killed.signal !== 'SIGKILL') return [`${at}: ended with ${killed.exitCode}: ${killed.stderr}`];
  const judge = (what: string, exitCode: number, wanted: MachineState) => {
    if (exitCode !== 0) wrong.push(`${at}: ${what} ended with ${exitCode}`);
    wrong.push(...differences(wanted, place.machine()).map((line) => `${at}: after ${what}: ${line}`));
  };
  if (!(await isUnfinished(place))) {
    judge('another call', await carryThrough(place, wordsOf(row)), done);
    return wrong;
  }
  const kept = newPlace().folder;
  cpSync(place.folder, kept, { recursive: true });
  const resumed = await carryThrough(place, ['resume', '--yes', '--json']);
  judge('resume', row.forgets && resumed === 1 ? 0 : resumed, done);
  rmSync(place.folder, { recursive: true });
  cpSync(kept, place.folder, { recursive: true });
  const { exitCode } = await place.on(['rollback', '--yes', '--json']);
  if (exitCode === RESTART_REQUIRED) place.edit(reboot);
  judge('rollback', exitCode === RESTART_REQUIRED ? 0 : exitCode, before);
  return wrong;
}

async function isUnfinished(place: Place): Promise<boolean> {
  const { runs } = lastDocument(await place.call(['runs', '--json'])) as { runs: { status: string }[] };
  return runs.some(({ status }) => UNFINISHED.has(status));
}

test('every scenario of Windows is among those that are killed', async () => {
  const scenarios = await Promise.all(SCENARIO_IDS.map(loadBuiltInScenario));
  const ids = scenarios.filter(({ platform }) => platform !== 'linux').map(({ id }) => id);
  expect(['fix', ...ROWS.map(({ id }) => id)].toSorted()).toEqual(ids.toSorted());
});

test.for(ROWS)(
  '$id, killed while any of its commands is answered, is completed by resume and put back by rollback',
  { timeout: 300_000 },
  async (row) => {
    const undisturbed = await placeFor(row);
    await undisturbed.on(wordsOf(row));
    // Those until the restart, where it waits for one.
    const requests = undisturbed.machine().received;
    expect(requests).toBeGreaterThan(5);
    const whole = await placeFor(row);
    expect(await carryThrough(whole, wordsOf(row))).toBe(0);
    const done = whole.machine();
    const points = Array.from({ length: requests }, (_, index) => index + 1);
    const wrong: string[] = [];
    const worker = async () => {
      for (let at = points.shift(); at !== undefined; at = points.shift())
        wrong.push(...(await killAt(at, row, done)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(wrong).toEqual([]);
  },
);
