import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isKept, isServed } from '../../toolkit/scenario-test/judgements.ts';
import { differences } from '../../toolkit/simulation/compare-machines.ts';
import { createMachine, DEFAULT_MACHINE } from '../../toolkit/simulation/create-machine.ts';
import type { KillMoment, MachineState } from '../../toolkit/simulation/machine-state.ts';
import { type CliResult, runBuiltCli } from '../support/built-cli.ts';

const FIX = ['fix', '8065', '--container', 'mattermost', '--yes'];
const MOMENTS: readonly KillMoment[] = ['before', 'during', 'after'];
/** Each point starts four processes; a few at a time keep both processors busy. */
const AT_ONCE = 4;

let root = '';
let requests = 0;

/** A machine in a file, and the state directory of whoever works on it. */
interface Place {
  readonly folder: string;
  readonly state: string;
}

function newPlace(name: string): Place {
  const folder = join(root, name);
  return { folder, state: join(folder, 'machine.json') };
}

function writeMachine({ state }: Place, machine: MachineState): void {
  writeFileSync(state, `${JSON.stringify(machine, undefined, 1)}\n`);
}

function readMachine({ state }: Place): MachineState {
  return JSON.parse(readFileSync(state, 'utf8')) as MachineState;
}

function cli(place: Place, words: readonly string[]): Promise<CliResult> {
  const host = ['--host', 'simulated', '--state', place.state];
  return runBuiltCli([...words, ...host], { XDG_STATE_HOME: place.folder });
}

function makePlace(name: string, at: number, when: KillMoment): Place {
  const place = newPlace(name);
  cpSync(join(root, 'empty'), place.folder, { recursive: true });
  writeMachine(place, createMachine({ ...DEFAULT_MACHINE, faults: [{ kind: 'kill-caller', at, when }] }));
  return place;
}

/** What must be true after the run was completed, whichever way. */
function wrongWith(machine: MachineState): readonly string[] {
  return [
    ...isKept(machine, 'tcp', { startPort: 8065, numberOfPorts: 1 }),
    ...isServed(machine, 'mattermost', 8065),
    ...(machine.services.winnat?.status === 'running' ? [] : ['winnat does not run']),
  ];
}

async function tryPoint(at: number, when: KillMoment): Promise<readonly string[]> {
  const name = `${at}-${when}`;
  const before = createMachine(DEFAULT_MACHINE);
  const place = makePlace(name, at, when);
  const killed = await cli(place, FIX);
  if (killed.signal !== 'SIGKILL') return [`${name}: was not killed but ended with ${killed.exitCode}`];
  const { runs } = JSON.parse(
    (await runBuiltCli(['runs', '--json'], { XDG_STATE_HOME: place.folder })).stdout,
  ) as { runs: { status: string }[] };
  if (!runs.some(({ status }) => status === 'unfinished')) {
    const again = await cli(place, FIX);
    return [
      ...(again.exitCode === 0 ? [] : [`${name}: again: ${again.stderr}`]),
      ...wrongWith(readMachine(place)),
    ];
  }
  const kept = join(root, `${name}-kept`);
  cpSync(place.folder, kept, { recursive: true });
  const resumed = await cli(place, ['resume', '--yes']);
  const afterResume = wrongWith(readMachine(place));
  rmSync(place.folder, { recursive: true });
  cpSync(kept, place.folder, { recursive: true });
  const rolledBack = await cli(place, ['rollback', '--yes']);
  const left = differences(before, readMachine(place));
  return [
    ...(resumed.exitCode === 0 ? [] : [`${name}: resume ended with ${resumed.exitCode}: ${resumed.stderr}`]),
    ...afterResume.map((what) => `${name}: after resume: ${what}`),
    ...(rolledBack.exitCode === 0
      ? []
      : [`${name}: rollback ended with ${rolledBack.exitCode}: ${rolledBack.stderr}`]),
    ...left.map((what) => `${name}: after rollback: ${what}`),
  ];
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'portwright-kill-'));
  const empty = newPlace('empty');
  cpSync(mkdtempSync(join(root, 'folder-')), empty.folder, { recursive: true });
  const undisturbed = makePlace('undisturbed', 1_000_000, 'before');
  const result = await cli(undisturbed, FIX);
  expect(result.exitCode, result.stderr).toBe(0);
  requests = readMachine(undisturbed).received;
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a fix that is killed at any request of the machine', () => {
  test('asks the machine often enough for this to mean something', () => {
    expect(requests).toBeGreaterThan(15);
  });

  test.each(MOMENTS)(
    '%s it, can be resumed and can be rolled back, and winnat runs',
    { timeout: 600_000 },
    async (when) => {
      const points = Array.from({ length: requests }, (_, index) => index + 1);
      const wrong: string[] = [];
      const worker = async () => {
        for (let at = points.shift(); at !== undefined; at = points.shift())
          wrong.push(...(await tryPoint(at, when)));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      expect(wrong).toEqual([]);
    },
  );
});
