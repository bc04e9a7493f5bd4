import { appendFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isKept } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { KEEP_PORTS, scenarioWith } from '../scenario-file/scenario-texts.ts';
import { runBuiltCli } from '../support/built-cli.ts';
import { newPlace, type Place } from '../support/place.ts';

/** Calls the built command line beside the scenario file, as a person would: the file imports what the build holds. */
const cli = (place: Place, words: readonly string[]) =>
  runBuiltCli([...words, ...place.host], { XDG_STATE_HOME: place.folder }, { cwd: place.folder });

describe('a scenario file of one’s own', () => {
  test('is planned, carried out, found unchanged and rolled back like a built-in one', async () => {
    const place = newPlace();
    const before = place.machine();
    place.file('mine.ts', KEEP_PORTS);
    const plan = await cli(place, ['plan', './mine.ts', '--more', '9100', '--detailed-exit-code']);
    expect(plan.exitCode, plan.stderr).toBe(5);
    expect(plan.stdout).toContain('+ excluded port range tcp 9100-9102 (administered, persistent)');

    // No block may be in the way: this scenario does not stop winnat.
    place.edit((machine) => {
      machine.ranges.tcp = machine.ranges.tcp.filter(({ owner }) => owner !== 'winnat');
    });
    const run = await cli(place, ['run', './mine.ts', '--more=9100', '--yes']);
    expect(run.exitCode, run.stderr).toBe(0);
    expect(isKept(place.machine(), 'tcp', { startPort: 9100, numberOfPorts: 3 })).toEqual([]);
    expect((await cli(place, ['run', './mine.ts', '--more=9100', '--yes'])).stdout).toContain(
      'Nothing to do',
    );
    const rollback = await cli(place, ['rollback', '--yes']);
    expect(rollback.exitCode, rollback.stderr).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('that was edited since is not used to roll back', async () => {
    const place = newPlace({ blocksOn: [] });
    const path = place.file('mine.ts', KEEP_PORTS);
    place.edit((machine) => {
      machine.ranges.tcp = [];
      machine.sockets = [];
    });
    expect((await cli(place, ['run', './mine.ts', '--yes'])).exitCode).toBe(0);
    appendFileSync(path, '// another text\n');
    const { exitCode, stderr } = await cli(place, ['rollback', '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[scenario.changed]');
  });

  test('with a type error is an error that names the place', async () => {
    const place = newPlace();
    place.file('mine.ts', scenarioWith({ platform: "'mars'" }));
    const { exitCode, stderr } = await cli(place, ['run', './mine.ts', '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[scenario.type-error]');
    expect(stderr).toContain('mine.ts:7');
    expect(place.runIds()).toEqual([]);
  });

  test('without the dot that makes it a file is told apart from an id', async () => {
    const place = newPlace();
    place.file('mine.ts', KEEP_PORTS);
    const { exitCode, stderr } = await cli(place, ['plan', 'mine']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('./mine.ts');
  });
});
