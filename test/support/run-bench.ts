import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { defineScenario, type Scenario } from '../../toolkit/scenario/define-scenario.ts';
import type { RunSettings } from '../../toolkit/scenario/run-scenario.ts';
import type { AnyStep } from '../../toolkit/scenario/step.ts';

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
