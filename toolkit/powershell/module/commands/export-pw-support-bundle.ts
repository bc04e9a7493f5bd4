import { z } from 'zod';
import { portsParameter } from '../../../scenario/port-parameters.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { WRITES_ITS_FILE } from './file-help.ts';
import { machineParameters } from './machine-parameters.ts';
import { pasted, pastedIntoFilePlacements, pastedShape } from './pasted-parameters.ts';

const parameters = z.strictObject({
  file: z.string().describe('File to write; it must not be there yet'),
  ports: z.array(portsParameter.element).default([]).describe('Ports or ranges that the report is about'),
  ...pastedShape,
});

export const exportPwSupportBundle: CommandModel = {
  name: 'Export-PwSupportBundle',
  synopsis: 'Writes what a bug report needs into one file, without names, addresses and tokens.',
  description: [
    'Reads what a diagnosis reads and the journal of the newest run, strikes out names of people, machines and folders, addresses and tokens, and writes the rest as text. The result has that text too: look at it before you hand the file on.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Export-PwSupportBundle',
      placements: pastedIntoFilePlacements,
    }),
    ...machineParameters(['Live']),
  ],
  confirmImpact: 'Medium',
  defaultParameterSet: 'Live',
  inputs: 'System.String. Ports, or objects with a property Port. All of them are in one report.',
  outputs: [
    {
      type: 'Portwright.SupportBundle',
      text: 'Path of the file, its Text, how many of what kind were Replaced, and the commands that could not be read. Nothing with -WhatIf.',
    },
  ],
  notes: [WRITES_ITS_FILE, 'The file can be read by its owner alone, as far as the folder allows.'],
  examples: [
    { code: 'Export-PwSupportBundle -Path report.md -Port 8065', text: 'Writes the report, and shows it.' },
    {
      code: '(Export-PwSupportBundle -Path report.md).Replaced',
      text: 'Says how many names, addresses and tokens were struck out.',
    },
  ],
  links: ['about_Portwright', 'Get-PwPortDiagnosis', 'Export-PwPortMap', 'Export-PwRunReport'],
  body: {
    kind: 'read',
    readings: [{ action: 'support', converter: 'ConvertTo-PwSupportBundle' }],
    pasted,
    writes: { parameter: 'file', action: 'Write a report without names, addresses and tokens' },
  },
};
