import { describe, expect, test } from 'vitest';
import type { RunDocument } from '../../toolkit/report/documents/run-schema.ts';
import { isKept, isServed } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import type { Fault, MachineState } from '../../toolkit/simulation/machine-state.ts';
import { lastDocument, newPlace, type Place } from '../support/place.ts';
import { publishedSchema } from '../support/published-schema.ts';

const FIX = ['fix', '8065', '--container', 'mattermost', '--yes', '--json'];
const SCHEMA = publishedSchema('run');

const wrongAfterCure = (machine: MachineState) => [
  ...isKept(machine, 'tcp', { startPort: 8065, numberOfPorts: 1 }),
  ...isServed(machine, 'mattermost', 8065),
  ...(machine.services.winnat?.status === 'running' ? [] : ['winnat does not run']),
];

/** What the process that grabs the port has opened is not ours to close. */
const withoutGrabber = (found: readonly string[], fault: Fault) =>
  fault.kind === 'grab-after-stop'
    ? found.filter((what) => !what.startsWith('socket tcp 0.0.0.0:8065'))
    : found;

async function fixWith(fault: Fault) {
  const place = newPlace({ faults: [fault] });
  const before = place.machine();
  const ended = await place.on(FIX);
  return { place, before, ended, document: lastDocument(ended) as RunDocument };
}

async function expectCureAfterwards(place: Place): Promise<void> {
  place.edit((machine) => {
    machine.faults = [];
  });
  const again = await place.on(FIX);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(wrongAfterCure(place.machine())).toEqual([]);
}

const on = (match: string, kinds: readonly ('denied' | 'hang' | 'lie' | 'garbage')[]): Fault[] =>
  kinds.flatMap((kind) => [
    { kind, match },
    { kind, match, times: 1 },
  ]);
const named = (faults: readonly Fault[]) => faults.map((fault) => [JSON.stringify(fault), fault] as const);

const WITHOUT_EFFECT = ['denied', 'hang', 'lie'] as const;

/** The step fails, and everything can be put back. */
const FAILS_UNDONE: readonly Fault[] = [
  ...on('add excludedportrange', WITHOUT_EFFECT),
  ...on('net stop winnat', WITHOUT_EFFECT),
  // The second attempt, by the undo, succeeds.
  ...WITHOUT_EFFECT.map((kind): Fault => ({ kind, match: 'net start winnat', times: 1 })),
  ...on('docker start', ['hang', 'lie']),
  { kind: 'grab-after-stop', protocol: 'tcp', port: 8065 },
  { kind: 'unpublished', container: 'mattermost' },
];

/** Something hinders, and the machine's state says that it is done all the same. */
const DONE: readonly Fault[] = [
  ...on('add excludedportrange', ['garbage']),
  ...on('net stop winnat', ['garbage']),
  ...on('net start winnat', ['garbage']),
  ...on('docker start', ['garbage']),
  { kind: 'stuck-stop', service: 'winnat', ms: 20_000 },
  { kind: 'redraw-onto', protocol: 'tcp', port: 8065 },
];

/** It cannot even be found out what is to be done. */
const NOT_BEGUN: readonly Fault[] = [
  ...on('show excludedportrange', ['hang', 'garbage']),
  ...on('sc query winnat', ['hang', 'garbage']),
  ...on('ask:probe-bind', ['hang', 'garbage']),
];

describe('a fix on a machine that hinders it', () => {
  test.each(named(DONE))('is done where the state says so: %s', async (_name, fault) => {
    const { place, ended, document } = await fixWith(fault);
    expect({ exitCode: ended.exitCode, outcome: document.outcome }).toEqual({ exitCode: 0, outcome: 'done' });
    expect(wrongAfterCure(place.machine())).toEqual([]);
  });

  test.each(named(FAILS_UNDONE))('fails and leaves nothing behind: %s', async (_name, fault) => {
    const { place, before, ended, document } = await fixWith(fault);
    expect(ended.exitCode).toBe(1);
    expect(SCHEMA.parse(document)).toMatchObject({ outcome: 'failed-undone', exitCode: 1 });
    expect(document.error?.message).not.toBe('');
    expect(document.steps.map(({ outcome }) => outcome)).not.toContain('not-undone');
    expect(withoutGrabber(differences(before, place.machine()), fault)).toEqual([]);
    expect(place.machine().services.winnat?.status).toBe('running');
    expect((await place.on(['rollback', '--yes'])).stderr).toContain('[run.nothing-to-undo]');
    if (fault.kind !== 'grab-after-stop') await expectCureAfterwards(place);
  });

  test.each(named(NOT_BEGUN))('is not begun where reading fails: %s', async (_name, fault) => {
    const { place, before, ended, document } = await fixWith(fault);
    expect(ended.exitCode).toBe(1);
    expect(document.error?.code).toMatch(/^(host|ask)\./);
    expect(place.runIds()).toEqual([]);
    expect(differences(before, place.machine())).toEqual([]);
    await expectCureAfterwards(place);
  });

  test.each(named(WITHOUT_EFFECT.map((kind): Fault => ({ kind, match: 'net start winnat' }))))(
    'ends with 3 where winnat cannot be started any more, names it, and a rollback completes it later: %s',
    async (_name, fault) => {
      const { place, before, ended, document } = await fixWith(fault);
      expect(ended.exitCode).toBe(3);
      expect(SCHEMA.parse(document)).toMatchObject({ outcome: 'failed-not-undone', exitCode: 3 });
      const open = document.steps.filter(({ outcome }) => outcome === 'not-undone');
      expect(open.map(({ id }) => id)).toEqual(['winnat-stopped']);
      expect(differences(before, place.machine())).toEqual(['service winnat was running, is stopped']);

      const { stderr } = await place.call(['runs']);
      expect(stderr).toContain(
        `run ${document.runId} could not be put back whole; portwright rollback ${document.runId}`,
      );
      expect((await place.on(['rollback', '--yes'])).exitCode).toBe(3);

      place.edit((machine) => {
        machine.faults = [];
      });
      expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
      expect(differences(before, place.machine())).toEqual([]);
      expect((await place.call(['runs'])).stderr).toBe('');
      await expectCureAfterwards(place);
    },
  );

  test('ends with 3 where winnat hangs while it stops, and a rollback completes it when it has stopped', async () => {
    const ms = 3_600_000;
    const { place, before, ended, document } = await fixWith({ kind: 'stuck-stop', service: 'winnat', ms });
    expect(ended.exitCode).toBe(3);
    expect(document.steps.find(({ outcome }) => outcome === 'not-undone')?.id).toBe('winnat-stopped');
    place.edit((machine) => {
      machine.faults = [];
      machine.clockMs += ms;
    });
    expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
    expect(differences(before, place.machine())).toEqual([]);
  });

  test('says what a person has to know when it ends with 3', async () => {
    const place = newPlace({ faults: [{ kind: 'denied', match: 'net start winnat' }] });
    const { exitCode, stdout } = await place.on(FIX.filter((word) => word !== '--json'));
    expect(exitCode).toBe(3);
    expect(stdout).toContain('not everything could be put back');
    expect(stdout).toMatch(/NOT put back:\n\s+- Stop winnat/);
    expect(stdout).toContain('System error 5');
    expect(stdout).toContain(`portwright rollback ${place.runIds()[0]}`);
  });
});

describe('a rollback on a machine that hinders it', () => {
  test.each(
    named([
      { kind: 'denied', match: 'delete excludedportrange' },
      { kind: 'hang', match: 'delete excludedportrange' },
      { kind: 'lie', match: 'delete excludedportrange' },
      { kind: 'lie', match: 'docker stop' },
    ]),
  )(
    'ends with 3, names what is left, goes on with the rest, and completes later: %s',
    async (_name, fault) => {
      const place = newPlace();
      const before = place.machine();
      await place.on(FIX);
      place.edit((machine) => {
        machine.faults = [fault];
      });
      const ended = await place.on(['rollback', '--yes', '--json']);
      expect(ended.exitCode).toBe(3);
      const { steps } = lastDocument(ended) as RunDocument;
      expect(steps.map(({ outcome }) => outcome).toSorted()).toEqual(['not-undone', 'undone']);
      expect(differences(before, place.machine())).not.toEqual([]);
      place.edit((machine) => {
        machine.faults = [];
      });
      expect((await place.on(['rollback', '--yes'])).exitCode).toBe(0);
      expect(differences(before, place.machine())).toEqual([]);
    },
  );
});
