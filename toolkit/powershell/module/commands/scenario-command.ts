import { ToolkitError } from '../../../errors/toolkit-error.ts';
import type { Scenario } from '../../../scenario/define-scenario.ts';
import type { CommandModel } from '../model/command-model.ts';
import { type Placement, schemaParameters } from '../model/schema-parameters.ts';
import { ELEVATES, impactNote, RUN_RESULT, WHAT_IF_PLAN } from './change-help.ts';
import { machineParameters } from './machine-parameters.ts';
import { SCENARIO_COMMANDS, type ScenarioCommand } from './scenario-commands.ts';

/** By key, the same in every scenario. */
const PLACEMENTS: Readonly<Record<string, Placement>> = {
  ports: { position: 0, pipeline: 'collected' },
  container: { completer: 'Container' },
};

/**
 * Makes the command of a scenario.
 *
 * @returns Undefined for a scenario that has no command of its own.
 * @throws ToolkitError `scenario.invalid` for parameters that PowerShell cannot express, or a `validate` whose rules the help does
 *   not state.
 */
export function scenarioCommand(
  scenario: Scenario,
  commands: Readonly<Record<string, ScenarioCommand>> = SCENARIO_COMMANDS,
): CommandModel | undefined {
  const command = commands[scenario.id];
  if (command === undefined) return undefined;
  const { name, confirmImpact, rules = [] } = command;
  if (scenario.validate !== undefined && rules.length === 0)
    throw new ToolkitError(
      'scenario.invalid',
      `${name} needs \`rules\`: scenario ${scenario.id} has a \`validate\``,
    );
  const keys = Object.keys(scenario.parameters.shape);
  const known = keys.includes('ports') ? PLACEMENTS : { container: { ...PLACEMENTS.container, position: 0 } };
  const placements = Object.fromEntries(Object.entries(known).filter(([key]) => keys.includes(key)));
  const parameters = schemaParameters(scenario.parameters, {
    owner: `scenario ${scenario.id}`,
    placements,
    rules,
  });
  return {
    name,
    synopsis: sentence(scenario.title),
    description: [scenario.summary, `Runs the scenario ${scenario.id}.`],
    parameters: [...parameters, ...machineParameters()],
    confirmImpact,
    inputs: keys.includes('ports')
      ? 'System.String. Ports, or objects with a property Port, such as those of Get-PwPortDiagnosis. All of them are handled together, in one run.'
      : 'None.',
    outputs: [RUN_RESULT, WHAT_IF_PLAN],
    notes: [
      `Verified afterwards from Windows itself: ${sentence(command.verifies)} The result says so in Verified: Yes, No, Pending or Unknown.`,
      ELEVATES,
      `To undo: ${command.undo}`,
      impactNote(confirmImpact),
    ],
    examples: command.examples,
    links: ['about_Portwright', 'Get-PwPortDiagnosis', 'Get-PwRun', 'Undo-PwRun', 'Resume-PwRun'],
    body: { kind: 'change', scenario: scenario.id },
  };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
