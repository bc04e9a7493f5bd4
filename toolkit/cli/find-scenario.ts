import { existsSync } from 'node:fs';
import { isScenarioId, loadBuiltInScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Scenario } from '../scenario/define-scenario.ts';
import type { ScenarioSource } from '../scenario/journal-event.ts';
import { isScenarioFile } from './is-scenario-file.ts';
import { nearest } from './nearest.ts';

export interface FoundScenario {
  readonly scenario: Scenario;
  readonly source: ScenarioSource;
}

/**
 * Finds a scenario by its id, or loads a file of the user's own: anything with a slash or a script's ending is a file.
 *
 * @throws ToolkitError `input.unknown-scenario` with the nearest id, `scenario.type-error`, `scenario.load-failed`
 */
export async function findScenario(name: string): Promise<FoundScenario> {
  if (isScenarioId(name)) return { scenario: await loadBuiltInScenario(name), source: { kind: 'built-in' } };
  if (isScenarioFile(name)) {
    const { loadScenarioFile } = await import('../scenario-file/load-scenario-file.ts');
    return loadScenarioFile(name);
  }
  const near = nearest(name, SCENARIO_IDS);
  const hint = existsSync(`${name}.ts`) ? `; for the file write ./${name}.ts` : '';
  throw new ToolkitError('input.unknown-scenario', `there is no scenario ${JSON.stringify(name)}${hint}`, {
    remedy: near === undefined ? 'portwright scenarios' : `did you mean ${near}?`,
  });
}

/** Finds the scenario a journal names. */
export async function findJournaledScenario(id: string, source: ScenarioSource): Promise<Scenario> {
  if (source.kind === 'file') {
    const { reloadScenario } = await import('../scenario-file/load-scenario-file.ts');
    return reloadScenario(source);
  }
  return (await findScenario(id)).scenario;
}
