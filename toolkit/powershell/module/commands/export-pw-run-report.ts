import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { WRITES_ONLY_A_FILE } from './file-help.ts';

const parameters = z.strictObject({
  run: z.string().describe('Id of the run'),
  file: z.string().describe('File to write, replaced where it is there'),
});

export const exportPwRunReport: CommandModel = {
  name: 'Export-PwRunReport',
  synopsis: 'Writes a page about one run: its steps and times, its proof, and how to put it back.',
  description: [
    'Writes one HTML page from the journal of the run. It needs no network, and reads no machine.',
  ],
  parameters: schemaParameters(parameters, {
    owner: 'Export-PwRunReport',
    placements: {
      run: { name: 'RunId', position: 0, pipeline: 'by-property-name', completer: 'Run' },
      file: { name: 'Path', position: 1, isPath: true },
    },
  }),
  confirmImpact: 'Medium',
  inputs: 'Objects with a property RunId, such as those of Get-PwRun and Repair-PwPort.',
  outputs: [{ type: 'System.IO.FileInfo', text: 'The file that was written. Nothing with -WhatIf.' }],
  notes: [WRITES_ONLY_A_FILE],
  examples: [
    {
      code: 'Get-PwRun | Select-Object -First 1 | Export-PwRunReport -Path run.html',
      text: 'Writes a page about the newest run. Invoke-Item run.html opens it.',
    },
    {
      code: 'Add-PwPortReservation -Port 8443 | Export-PwRunReport -Path run.html',
      text: 'Reserves a port, and writes a page about that.',
    },
  ],
  links: ['about_Portwright', 'Get-PwRun', 'Undo-PwRun'],
  body: {
    kind: 'read',
    readings: [{ action: 'report', converter: 'ConvertTo-PwFile' }],
    writes: { parameter: 'file', action: 'Write the report of a run' },
  },
};
