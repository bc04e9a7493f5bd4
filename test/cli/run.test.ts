import { describe, expect, test } from 'vitest';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import type { RunDocument } from '../../toolkit/report/documents/run-schema.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { MachineOptions } from '../../toolkit/simulation/create-machine.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const SCHEMA = publishedSchema('run');
const NO_HYPER_V: MachineOptions = { hyperV: false, containers: [] };
const PROVISION = ['run', 'provision-before-hyperv', '--ports', '8065,9000-9010'];

async function ran(place: Place, words: readonly string[]) {
  const ended = await place.on([...words, '--yes', '--json']);
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1);
  return { ...ended, document: SCHEMA.parse(lastDocument(ended)) as RunDocument };
}

describe('run', () => {
  test('asks before a scenario that repeats, even where its proof holds already', async () => {
    const place = newPlace({ docker: 'stopped', containers: [] });
    const { exitCode, stderr } = await place.on(['run', 'reproduce-8065', '--method', 'existing']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[input.confirmation-required]');
    expect(place.runIds()).toEqual([]);
  });

  test.each([
    ['fix', ['--ports', '8065', '--container', 'mattermost'], 'unchanged'],
    ['reserve-ports', ['--ports', '8065,9000-9010,51820/udp'], 'unchanged'],
    ['reset-iana-dynamic-range', [], 'unchanged'],
    ['restart-winnat', ['--ports', '8065', '--container', 'mattermost'], 'done'],
    ['reproduce-8065', [], 'done'],
  ])('carries %s out, then again, and rolls back what it left', async (scenario, words, secondOutcome) => {
    const place = newPlace();
    const before = place.machine();
    const first = await ran(place, ['run', scenario, ...words]);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.document).toMatchObject({ scenario, outcome: 'done', exitCode: 0 });
    const second = await ran(place, ['run', scenario, ...words]);
    expect(second.document).toMatchObject({ scenario, exitCode: 0 });
    if (secondOutcome === 'unchanged') expect(second.document.outcome).toBe('unchanged');
    const left = differences(before, place.machine());
    const rollback = await place.on(['rollback', first.document.runId ?? '', '--yes']);
    expect(rollback.exitCode).toBe(left.length > 0 ? 0 : 2);
    expect(differences(before, place.machine())).toEqual([]);
    expect(place.machine().services.winnat?.status).toBe('running');
  });

  test('pauses for a restart, goes on after it, and rolls back with another one', async () => {
    const place = newPlace(NO_HYPER_V);
    const before = place.machine();
    const first = await ran(place, PROVISION);
    expect(first.exitCode).toBe(3010);
    expect(first.document).toMatchObject({ outcome: 'restart-required', exitCode: 3010 });
    expect(Object.keys(place.machine().tasks)).toHaveLength(1);

    await place.call(['simulate', 'reboot', '--state', place.state]);
    const resumed = await ran(place, ['resume']);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.document).toMatchObject({ outcome: 'done', runId: first.document.runId });
    expect(place.machine().features['Microsoft-Hyper-V']).toBe('Enabled');
    expect(place.machine().tasks).toEqual({});
    expect((await ran(place, PROVISION)).document.outcome).toBe('unchanged');

    const rollback = await place.on(['rollback', '--yes']);
    expect(rollback.exitCode).toBe(3010);
    await place.call(['simulate', 'reboot', '--state', place.state]);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('resumed before the restart still waits for it', async () => {
    const place = newPlace(NO_HYPER_V);
    await ran(place, PROVISION);
    expect((await ran(place, ['resume'])).exitCode).toBe(3010);
  });

  test('names a run that waits for a restart, and how to go on with it, in other commands', async () => {
    const place = newPlace(NO_HYPER_V);
    const { document } = await ran(place, PROVISION);
    const { stderr } = await place.call(['runs']);
    expect(stderr).toContain(
      `run ${document.runId} waits for a restart; portwright resume ${document.runId}`,
    );
  });

  test('that waits for a restart can be rolled back without one', async () => {
    const place = newPlace(NO_HYPER_V);
    const before = place.machine();
    await ran(place, PROVISION);
    const { exitCode } = await place.on(['rollback', '--yes']);
    expect([0, 3010]).toContain(exitCode);
    expect(place.machine().tasks).toEqual({});
    await place.call(['simulate', 'reboot', '--state', place.state]);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('does what reserve-ports does where the feature is enabled already', async () => {
    const place = newPlace();
    const { exitCode, document } = await ran(place, PROVISION);
    expect(exitCode).toBe(0);
    expect(document.outcome).toBe('done');
  });

  test('takes a reservation of its own to reproduce the failure, and gives it back', async () => {
    const place = newPlace({ blocksOn: [] });
    const before = place.machine();
    const { exitCode } = await ran(place, [
      'run',
      'reproduce-8065',
      '--method',
      'reservation',
      '--port',
      '3999',
    ]);
    expect(exitCode).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('shows plain progress, the proof and the exit code off a terminal', async () => {
    const { stdout } = await newPlace().on(['run', 'reset-iana-dynamic-range', '--yes']);
    expect(stdout).toContain('~ dynamic port range tcp 1024+64511 → 49152+16384');
    expect(stdout).toContain('applied: Set the dynamic port range to 49152+16384');
    expect(stdout).toContain('Proof:');
    expect(stdout).toContain('exit code 0');
  });
});

describe('scenarios', () => {
  test('lists every scenario with its parameters, what they are for and whether they are required', async () => {
    const { exitCode, stdout } = await newPlace().call(['scenarios']);
    expect(exitCode).toBe(0);
    for (const id of [
      'fix',
      'provision-before-hyperv',
      'reproduce-8065',
      'reserve-ports',
      'reset-iana-dynamic-range',
      'restart-winnat',
    ])
      expect(stdout).toContain(`${id}  `);
    expect(stdout).toMatch(/--ports \(required\): \S/);
    expect(stdout).toMatch(/--move-blocks \(cycle \| restart \| leave\): \S/);
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test('gives the same as JSON', async () => {
    const ended = await newPlace().call(['scenarios', '--json']);
    const { scenarios } = lastDocument(ended) as {
      scenarios: { id: string; parameters: { flag: string; type: string; description: string }[] }[];
    };
    expect(scenarios.map(({ id }) => id)).toEqual(SCENARIO_IDS);
    const parameters = scenarios.flatMap((scenario) => scenario.parameters);
    expect(parameters.every(({ description }) => description !== '')).toBe(true);
    expect(scenarios.find(({ id }) => id === 'reproduce-8065')?.parameters).toMatchObject([
      { flag: '--method', type: 'string' },
      { flag: '--port', type: 'integer' },
      { flag: '--image', type: 'string' },
      { flag: '--disturb', type: 'boolean' },
      { flag: '--cycles', type: 'integer' },
    ]);
  });
});
