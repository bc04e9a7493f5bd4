import type { Scenario } from '../../scenario/define-scenario.ts';
import { COMMANDS } from './commands/index.ts';
import { scenarioCommand } from './commands/scenario-command.ts';
import type { CommandModel } from './model/command-model.ts';
import { schemaParameters } from './model/schema-parameters.ts';
import { aboutText } from './render/about-text.ts';
import { dataFileText, type ListedScenario } from './render/data-file-text.ts';
import { formatText } from './render/format-text.ts';
import { functionText } from './render/function-text.ts';
import { GENERATED } from './render/generated-note.ts';
import { manifestText } from './render/manifest-text.ts';
import { PRIVATE_FUNCTIONS, privateFunctionsText } from './render/private-functions-text.ts';
import { PUBLIC_FUNCTIONS, publicFunctionsText } from './render/public-functions-text.ts';
import { scriptModuleText } from './render/script-module-text.ts';
import { typesText } from './render/types-text.ts';

/** Everything the module is made from. */
export interface ModuleInput {
  readonly scenarios: readonly Scenario[];
  readonly version: string;
  /** Where the project lives, if its package says so. */
  readonly projectUri?: string;
  /** Texts of the hand-written files by path, relative to the module's folder, with `/`. */
  readonly privateFiles: ReadonlyMap<string, string>;
  /** By file name, the scripts that the module asks Windows with. */
  readonly questions: ReadonlyMap<string, string>;
}

/** Scripts below it run in a process of their own, with administrator rights. */
const ELEVATED_SIDE = 'Private/Elevation/Elevated/';

/**
 * Makes every generated file of the module. The same input gives the same text.
 *
 * @returns Texts by path, relative to the module's folder, with `/`; ASCII, with line feeds.
 * @throws ToolkitError `scenario.invalid` for a parameter that PowerShell cannot express
 */
export function buildModule(input: ModuleInput): ReadonlyMap<string, string> {
  const { scenarios, version, projectUri, privateFiles, questions } = input;
  const listed = scenarios.map(listedScenario);
  const commands = [...scenarios.flatMap((scenario) => scenarioCommand(scenario) ?? []), ...COMMANDS].sort(
    byName,
  );
  const functions = [...privateFiles].filter(
    ([path]) => path.endsWith('.ps1') && !path.startsWith(ELEVATED_SIDE),
  );
  const texts = commands.map((command) => [`Public/${command.name}.ps1`, functionText(command)] as const);
  const files = new Map([
    ['Portwright.psm1', scriptModuleText(commands)],
    [PRIVATE_FUNCTIONS, privateFunctionsText(new Map(functions))],
    ['Portwright.Data.psd1', dataFileText(listed)],
    ['Portwright.Format.ps1xml', formatText()],
    ['Portwright.Types.ps1xml', typesText()],
    ['en-US/about_Portwright.help.txt', aboutText(commands)],
    [PUBLIC_FUNCTIONS, publicFunctionsText(texts.map(([, text]) => text))],
    ...texts,
    ...[...questions].map(([name, text]) => [`Questions/${name}`, questionCopy(name, text)] as const),
  ]);
  const manifest = manifestText({
    version,
    functions: commands.map(({ name }) => name),
    ...(projectUri !== undefined && { projectUri }),
  });
  return new Map([['Portwright.psd1', manifest], ...files]);
}

function listedScenario(scenario: Scenario): ListedScenario {
  const command = scenarioCommand(scenario);
  const parameters =
    command?.parameters.filter(({ isMachine }) => !isMachine) ??
    schemaParameters(scenario.parameters, { owner: `scenario ${scenario.id}` });
  return { scenario, parameters, command: command?.name ?? 'Invoke-PwScenario' };
}

function questionCopy(name: string, text: string): string {
  return `# Copy of toolkit/powershell/questions/${name}. ${GENERATED}\n${text}`;
}

function byName(one: CommandModel, other: CommandModel): number {
  return one.name < other.name ? -1 : 1;
}
