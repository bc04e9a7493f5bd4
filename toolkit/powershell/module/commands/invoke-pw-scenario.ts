import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { ELEVATES, impactNote, RUN_RESULT, WHAT_IF_PLAN } from './change-help.ts';
import { machineParameters } from './machine-parameters.ts';

const parameters = z.strictObject({
  name: z.string().describe('Name of the scenario, as Get-PwScenario lists it'),
});

export const invokePwScenario: CommandModel = {
  name: 'Invoke-PwScenario',
  synopsis: 'Runs a scenario by its name.',
  description: [
    'Runs any built-in scenario. Its own parameters appear once -Name is given, with the same names and the same checks as those of its command.',
    'Get-PwScenario lists the scenarios and what each takes.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Invoke-PwScenario',
      placements: { name: { position: 0, completer: 'Scenario' } },
    }),
    ...machineParameters(),
  ],
  confirmImpact: 'High',
  inputs: 'None.',
  outputs: [RUN_RESULT, WHAT_IF_PLAN],
  notes: [
    'Verified afterwards from Windows itself: everything that the scenario promises. The result says so in Verified: Yes, No, Pending or Unknown.',
    ELEVATES,
    'To undo: Undo-PwRun.',
    impactNote('High'),
  ],
  examples: [
    {
      code: 'Invoke-PwScenario -Name reserve-ports -Port 8443, 9000-9010 -WhatIf',
      text: 'Shows what would be added, and changes nothing.',
    },
    {
      code: 'Invoke-PwScenario -Name fix -Port 8065 -Container mattermost -Confirm:$false',
      text: 'Does what Repair-PwPort does, without asking.',
    },
  ],
  links: ['about_Portwright', 'Get-PwScenario', 'Test-PwScenario', 'Undo-PwRun'],
  body: { kind: 'any-change' },
};
