import { z } from 'zod';
import { portsParameter } from '../../../scenario/port-parameters.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  ports: portsParameter,
  detailed: z.boolean().default(false).describe('Answer with objects that say which port, and why'),
});

export const testPwPort: CommandModel = {
  name: 'Test-PwPort',
  synopsis: 'Tells whether a program could bind a port now.',
  description: [
    'Diagnoses the ports as Get-PwPortDiagnosis does and answers with True or False for each: True where its verdict is free, at-risk or excluded, which a program that names its port may bind. With -Detailed the answer says which port it is about, and why.',
    'Where something could not be read there is an error and no answer for that port.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Test-PwPort',
      placements: {
        ports: { position: 0, pipeline: 'collected' },
        detailed: { sets: ['Detailed'], mandatory: true, isSent: false },
      },
    }),
    ...machineParameters(),
  ],
  inputs:
    'System.String. Ports, or objects with a property Port. All of them are answered from one reading of the machine.',
  defaultParameterSet: 'Answer',
  outputs: [
    { type: 'System.Boolean', text: 'One for each port, in the order asked.' },
    {
      type: 'Portwright.PortTest',
      text: 'With -Detailed, one for each port: CanBind, Verdict, Cause, Summary.',
    },
  ],
  notes: [READS_ONLY],
  examples: [
    {
      code: 'Test-PwPort -Port 8065',
      text: 'Is False where a block of winnat holds the port or somebody listens.',
    },
    {
      code: 'Test-PwPort -Port 8065, 5432, 9000-9002 -Detailed | Where-Object { -not $_.CanBind }',
      text: 'Lists the ports that cannot be bound, and why.',
    },
    {
      code: 'if (-not (Test-PwPort 8065)) { Repair-PwPort 8065 -WhatIf }',
      text: 'Shows the cure where one is needed.',
    },
  ],
  links: ['about_Portwright', 'Get-PwPortDiagnosis', 'Repair-PwPort'],
  body: {
    kind: 'read',
    readings: [
      { action: 'diagnose', converter: 'ConvertTo-PwPortTest' },
      { set: 'Detailed', action: 'diagnose', converter: 'ConvertTo-PwPortTestDetail' },
    ],
  },
};
