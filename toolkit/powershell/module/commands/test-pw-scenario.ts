import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';

const parameters = z.strictObject({
  scenarios: z
    .array(z.string())
    .default([])
    .describe('Scenarios to try; every built-in one where none is named'),
  selfCheck: z.boolean().default(false).describe('Break each step in turn and require that the test notices'),
});

export const testPwScenario: CommandModel = {
  name: 'Test-PwScenario',
  synopsis: 'Tries scenarios on a matrix of simulated machines.',
  description: [
    'Runs each scenario on simulated machines of many kinds and judges by the state of the machine, not by what the scenario says. The real machine is neither read nor changed.',
  ],
  parameters: schemaParameters(parameters, {
    owner: 'Test-PwScenario',
    placements: {
      scenarios: { name: 'Name', position: 0, pipeline: 'collected', completer: 'Scenario' },
    },
  }),
  inputs:
    'System.String. Names of scenarios, or objects with a property Name, such as those of Get-PwScenario.',
  outputs: [
    { type: 'Portwright.ScenarioTest', text: 'One for each scenario and machine; Passed tells how it went.' },
  ],
  notes: [
    'It needs neither Windows nor administrator rights. All scenarios take some seconds, -SelfCheck some minutes.',
  ],
  examples: [
    { code: 'Test-PwScenario -Name reserve-ports', text: 'Tries one scenario.' },
    {
      code: 'Get-PwScenario -Name fix | Test-PwScenario | Where-Object { -not $_.Passed }',
      text: 'Shows the machines on which a scenario failed: nothing, where all is well.',
    },
  ],
  links: ['about_Portwright', 'Get-PwScenario'],
  body: { kind: 'read', readings: [{ action: 'test', converter: 'ConvertTo-PwScenarioTest' }] },
};
