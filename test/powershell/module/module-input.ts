import { loadBuiltInScenario, SCENARIO_IDS } from '../../../scenarios/index.ts';
import { buildModule } from '../../../toolkit/powershell/module/build-module.ts';
import { COMMANDS } from '../../../toolkit/powershell/module/commands/index.ts';
import { scenarioCommand } from '../../../toolkit/powershell/module/commands/scenario-command.ts';
import type { CommandModel } from '../../../toolkit/powershell/module/model/command-model.ts';
import { findModulePlaces, readModuleInput } from '../../../toolkit/powershell/module/module-sources.ts';

export const places = findModulePlaces();
export const scenarios = await Promise.all(SCENARIO_IDS.map(loadBuiltInScenario));

/** Every command of the module. */
export const commands: readonly CommandModel[] = [
  ...scenarios.flatMap((scenario) => scenarioCommand(scenario) ?? []),
  ...COMMANDS,
];

/** What would be committed now. */
export const generate = () => buildModule({ scenarios, ...readModuleInput(places) });
