import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { defineScenario, type Scenario } from '../../toolkit/scenario/define-scenario.ts';
import type { RunRecord } from '../../toolkit/scenario/run-record.ts';
import { type RunSettings, runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { journalPath, listRuns } from '../../toolkit/scenario/run-store.ts';
import type { AnyStep } from '../../toolkit/scenario/step.ts';
import { type FakeMachine, hostOf } from './fake-machine.ts';

/** A scenario of the given steps, without parameters. */
export function scenarioOf(steps: readonly AnyStep[]): Scenario {
  const scenario = defineScenario({
    id: 'fake',
    title: 'A fake',
    summary: 'For tests.',
    platform: 'windows',
    parameters: z.strictObject({}),
    steps: () => steps,
  });
  return scenario as unknown as Scenario;
}

export const builtIn = { source: { kind: 'built-in' }, parameters: {} } as const;

export function settingsOf(
  host: RunSettings['host'],
  stateDirectory: string,
  signal?: AbortSignal,
): RunSettings {
  return {
    host,
    stateDirectory,
    platform: 'linux',
    version: 'test',
    invocation: { program: '/opt/node', args: ['/opt/portwright.js'] },
    resumeOptions: [],
    logonUser: 'MACHINE\\person',
    ...(signal && { signal }),
  };
}

/** Gives the work a folder of its own and removes it, whatever happens. */
export async function inFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'portwright-scenario-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The one run of that folder, as its journal tells it. */
export function onlyRun(folder: string): RunRecord {
  const [run, ...others] = listRuns(folder).runs;
  if (run === undefined || others.length > 0) throw new Error(`${others.length} more runs than one`);
  return run;
}

/** Runs a scenario in a process that dies when it is about to write that; its journal is all that is left of it. */
export async function dyingRun(
  folder: string,
  machine: FakeMachine,
  scenario: Scenario,
  dieOn: (cell: string, value: string) => boolean,
): Promise<void> {
  let path: string | undefined;
  let kept = Buffer.alloc(0);
  const onDeath = () => {
    path = journalPath(folder, onlyRun(folder).started.runId);
    kept = readFileSync(path);
  };
  await runScenario(settingsOf(hostOf(machine, { dieOn, onDeath }), folder), { scenario, ...builtIn });
  if (path === undefined) throw new Error('it did not die');
  writeFileSync(path, kept);
}
