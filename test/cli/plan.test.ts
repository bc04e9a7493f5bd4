import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contains } from '../../toolkit/ports/port-range.ts';
import type { PlanDocument } from '../../toolkit/report/documents/plan-schema.ts';
import { isKept } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('plan');
const PLAN = ['plan', 'reserve-ports', '--ports', '8065'];
const RANGE = { startPort: 8065, numberOfPorts: 1 };

async function planned(place: Place, words: readonly string[] = PLAN) {
  const ended = await place.on([...words, '--json']);
  return { ...ended, document: SCHEMA.parse(lastDocument(ended)) as PlanDocument };
}

describe('plan', () => {
  test('lists the changes, changes nothing and records no run', async () => {
    const place = newPlace();
    const before = place.machine();
    const { exitCode, stdout, stderr } = await place.on(PLAN);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('+ excluded port range tcp 8065 (administered, persistent)');
    expect(stdout).toContain('Plan: 1 to add, 0 to change, 0 to remove, 1 to cycle.');
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toEqual([]);
  });

  test('prints one line of JSON that fits the published schema', async () => {
    const { exitCode, stdout, document } = await planned(newPlace());
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(document.changes.map(({ action }) => action)).toEqual(['cycle', 'add']);
    expect(document.host.kind).toBe('simulated');
  });

  test('of a port that stands by itself says which option takes it', async () => {
    const place = newPlace();
    const { exitCode, stderr } = await place.on(['plan', 'fix', '8065/udp']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('did you mean --ports 8065/udp?');
    expect((await place.on(['plan', 'fix', '0'])).stderr).not.toContain('--ports 0');
  });

  test('has no changes when there is nothing to do', async () => {
    const place = newPlace();
    await place.on(['run', 'reserve-ports', '--ports', '8065', '--yes']);
    const { exitCode, document } = await planned(place);
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ changes: [], refusals: [] });
    expect((await place.on(PLAN)).stdout).toContain('Nothing to do.');
  });

  test('with --detailed-exit-code ends with 5 only while there are changes', async () => {
    const place = newPlace();
    const words = [...PLAN, '--detailed-exit-code'];
    expect((await place.on(words)).exitCode).toBe(5);
    await place.on(['run', 'reserve-ports', '--ports', '8065', '--yes']);
    expect((await place.on(words)).exitCode).toBe(0);
  });

  test('needs no rights', async () => {
    expect((await newPlace({ elevated: false }).on(PLAN)).exitCode).toBe(0);
  });

  test('ends with 1 and says why where the scenario would be refused', async () => {
    const place = newPlace();
    await place.on(['fix', '8065', '--container', 'mattermost', '--yes']);
    const { exitCode, document } = await planned(place, ['plan', 'fix', '--ports', '8065']);
    expect(exitCode).toBe(1);
    expect(document.changes).toEqual([]);
    expect(document.refusals).toHaveLength(1);
    expect(document.refusals[0]?.reason).toContain('com.docker.backend');
  });

  test('is the same twice, and another one for another machine', async () => {
    const [place, other] = [newPlace(), newPlace({ blocksOn: [] })];
    const { document: first } = await planned(place);
    const { document: second } = await planned(place);
    const { document: third } = await planned(other);
    expect(second).toEqual(first);
    expect(third.fingerprint).not.toBe(first.fingerprint);
  });

  test.each([
    ['--ports 8065 --ports 9001', ['--ports', '8065', '--ports', '9001']],
    ['--ports 8065,9001', ['--ports', '8065,9001']],
    ['--ports=8065,9001', ['--ports=8065,9001']],
    ['options before them', ['--json', '--ports', '8065,9001']],
  ])('takes lists as %s', async (_how, words) => {
    const { document } = await planned(newPlace(), ['plan', 'reserve-ports', ...words]);
    expect(document.parameters.ports).toEqual(['8065', '9001']);
  });

  test.each([
    ['--accept-outage', true],
    ['--accept-outage=true', true],
    ['--accept-outage=false', false],
    ['--no-accept-outage', false],
  ])('takes %s as %s', async (flag, expected) => {
    const { document } = await planned(newPlace(), [...PLAN, flag]);
    expect(document.parameters.acceptOutage).toBe(expected);
  });
});

describe('a saved plan', () => {
  async function saved(place: Place) {
    const path = join(place.folder, 'a plan.json');
    expect((await place.on([...PLAN, '--out', path])).exitCode).toBe(0);
    return path;
  }

  test('is carried out with the parameters it was made with', async () => {
    const place = newPlace();
    const path = await saved(place);
    const { exitCode } = await place.on(['run', 'reserve-ports', '--plan', path, '--yes', '--json']);
    expect(exitCode).toBe(0);
    expect(isKept(place.machine(), 'tcp', RANGE)).toEqual([]);
  });

  test('names the whole command that carries it out', async () => {
    const place = newPlace();
    const path = join(place.folder, 'p.json');
    const { stdout } = await place.on([...PLAN, '--out', path]);
    expect(stdout).toContain(
      `portwright run reserve-ports --plan "${path}" --host simulated --state "${place.state}"`,
    );
  });

  test('is printed alone with --json', async () => {
    const place = newPlace();
    const { document, stdout } = await planned(place, [...PLAN, '--out', join(place.folder, 'p.json')]);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(SCHEMA.safeParse(document).success).toBe(true);
  });

  test('is refused when the machine has changed since, and nothing is done', async () => {
    const place = newPlace();
    const path = await saved(place);
    place.edit((machine) => {
      machine.ranges.tcp = machine.ranges.tcp.filter((row) => !contains(row, 8065));
    });
    const before = place.machine();
    const { exitCode, stderr } = await place.on(['run', 'reserve-ports', '--plan', path, '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[plan.stale]');
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.runIds()).toEqual([]);
  });

  test('is refused a second time, for its changes are there', async () => {
    const place = newPlace();
    const path = await saved(place);
    await place.on(['run', 'reserve-ports', '--plan', path, '--yes']);
    const { exitCode, stderr } = await place.on(['run', 'reserve-ports', '--plan', path, '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[plan.stale]');
    expect(place.runIds()).toHaveLength(1);
  });

  test.each([
    ['of another scenario', 'fix', [], 'plan.invalid-file'],
    ['with parameters of its own', 'reserve-ports', ['--ports', '1'], 'input.invalid-argument'],
  ])('is refused for a call %s', async (_why, scenario, words, code) => {
    const place = newPlace();
    const path = await saved(place);
    const { exitCode, stderr } = await place.on(['run', scenario, ...words, '--plan', path, '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`[${code}]`);
    expect(place.runIds()).toEqual([]);
  });

  test.each([
    ['that is missing', undefined],
    ['that is empty', ''],
    ['that is no JSON', 'plan'],
    ['that is another document', '{"schemaVersion":1}'],
    ['that is null', 'null'],
    ['that was cut off', 'half'],
  ])('in a file %s is an error', async (_what, text) => {
    const place = newPlace();
    const path = join(place.folder, 'plan.json');
    if (text === 'half') place.file('plan.json', readFileSync(await saved(place), 'utf8').slice(0, 200));
    else if (text !== undefined) place.file('plan.json', text);
    const { exitCode, stderr } = await place.on(['run', 'reserve-ports', '--plan', path, '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[plan.invalid-file]');
    expect(stderr).toContain(path);
  });

  test('whose parameters somebody has edited is checked like any other input', async () => {
    const place = newPlace();
    const path = await saved(place);
    place.file('a plan.json', readFileSync(path, 'utf8').replace('"8065"', '"70000"'));
    const { exitCode, stderr } = await place.on(['run', 'reserve-ports', '--plan', path, '--yes']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('70000');
  });
});
