import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  run: z.string().optional().describe('Id of the run to show with everything it did'),
  hostKind: z
    .enum(['windows', 'linux', 'simulated'])
    .optional()
    .describe('Only runs of machines of this kind'),
  machine: z.string().optional().describe('Only runs of this machine, named as Machine of a run names it'),
});

export const getPwRun: CommandModel = {
  name: 'Get-PwRun',
  synopsis: 'Lists what was run on this machine, newest first, or shows one run.',
  description: [
    'Reads the journal of runs. A run that was cut off, or that waits for a restart, is gone on with by Resume-PwRun; whatever stands of a run is put back by Undo-PwRun.',
  ],
  parameters: schemaParameters(parameters, {
    owner: 'Get-PwRun',
    placements: {
      run: {
        name: 'RunId',
        position: 0,
        pipeline: 'by-property-name',
        sets: ['RunId'],
        mandatory: true,
        completer: 'Run',
      },
      hostKind: { sets: ['List'] },
      machine: { sets: ['List'] },
    },
  }),
  defaultParameterSet: 'List',
  inputs: 'Objects with a property RunId, such as those of Repair-PwPort.',
  outputs: [
    { type: 'Portwright.Run', text: 'StartedAt is in UTC. Step and Event are filled in with -RunId only.' },
  ],
  notes: [READS_ONLY],
  examples: [
    {
      code: 'Get-PwRun',
      text: 'Lists every run that the state directory knows of, whatever machine it was on.',
    },
    { code: 'Get-PwRun -HostKind simulated', text: 'Lists the runs on simulated machines.' },
    {
      code: 'Get-PwRun | Where-Object CanBeUndone | Select-Object -First 1 | Get-PwRun | Format-List',
      text: 'Shows everything that the newest run did which can still be undone.',
    },
  ],
  links: ['about_Portwright', 'Undo-PwRun', 'Resume-PwRun'],
  body: {
    kind: 'read',
    readings: [
      { set: 'List', action: 'runs', converter: 'ConvertTo-PwRun' },
      { set: 'RunId', action: 'show', converter: 'ConvertTo-PwRun' },
    ],
  },
};
