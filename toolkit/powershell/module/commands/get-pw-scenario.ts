import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';

const parameters = z.strictObject({
  names: z.array(z.string()).default(['*']).describe('Names of scenarios; the wildcards * and ? may be used'),
});

export const getPwScenario: CommandModel = {
  name: 'Get-PwScenario',
  synopsis: 'Lists the scenarios and their parameters.',
  description: ['Lists the built-in scenarios, what each is for, and the command that runs it.'],
  parameters: schemaParameters(parameters, {
    owner: 'Get-PwScenario',
    placements: { names: { position: 0, completer: 'Scenario' } },
  }),
  inputs: 'None.',
  outputs: [{ type: 'Portwright.Scenario', text: 'One for each scenario.' }],
  notes: ['It reads nothing but the module itself.'],
  examples: [
    { code: 'Get-PwScenario', text: 'Lists every scenario.' },
    {
      code: '(Get-PwScenario -Name fix).Parameter | Format-Table Name, Type, Mandatory, Default',
      text: 'Lists what the scenario fix takes.',
    },
  ],
  links: ['about_Portwright', 'Invoke-PwScenario', 'Test-PwScenario'],
  body: { kind: 'scenario-list' },
};
