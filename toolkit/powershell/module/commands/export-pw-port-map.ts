import { z } from 'zod';
import { portsParameter } from '../../../scenario/port-parameters.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { WRITES_ITS_FILE } from './file-help.ts';
import { machineParameters } from './machine-parameters.ts';
import { pasted, pastedIntoFilePlacements, pastedShape } from './pasted-parameters.ts';

const parameters = z.strictObject({
  file: z
    .string()
    .regex(/\.([hH][tT][mM][lL]?|[sS][vV][gG])$/, 'name a page (*.html) or a picture (*.svg)')
    .describe('File to write, replaced where it is there; its ending says which form it has'),
  ports: z
    .array(portsParameter.element)
    .default([])
    .describe('Ports or ranges to be shown with their verdict'),
  ...pastedShape,
});

export const exportPwPortMap: CommandModel = {
  name: 'Export-PwPortMap',
  synopsis: 'Draws all 65,535 ports into a file: who holds which, and what Windows hands out.',
  description: [
    'Writes one page that needs no network, with a look-up for every port, or the picture alone. The ports that are asked about stand out, each with its verdict.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Export-PwPortMap',
      placements: pastedIntoFilePlacements,
    }),
    ...machineParameters(['Live']),
  ],
  confirmImpact: 'Medium',
  defaultParameterSet: 'Live',
  inputs: 'System.String. Ports, or objects with a property Port. All of them are shown on one map.',
  outputs: [{ type: 'System.IO.FileInfo', text: 'The file that was written. Nothing with -WhatIf.' }],
  notes: [WRITES_ITS_FILE],
  examples: [
    {
      code: 'Export-PwPortMap -Path ports.html -Port 8065',
      text: 'Writes the page. Invoke-Item ports.html opens it.',
    },
    {
      code: 'Get-PwPortDiagnosis -Port 8065, 5432 | Export-PwPortMap -Path ports.svg',
      text: 'Draws a picture with two ports.',
    },
  ],
  links: ['about_Portwright', 'Get-PwPortDiagnosis', 'Get-PwExcludedPortRange', 'Export-PwSupportBundle'],
  body: {
    kind: 'read',
    readings: [{ action: 'map', converter: 'ConvertTo-PwFile' }],
    pasted,
    writes: { parameter: 'file', action: 'Write the port map' },
  },
};
