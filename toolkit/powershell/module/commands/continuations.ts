import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { ELEVATES, impactNote, RUN_RESULT, WHAT_IF_PLAN } from './change-help.ts';
import { machineParameters } from './machine-parameters.ts';

const whichRun = (otherwise: string) =>
  z.strictObject({ run: z.string().optional().describe(`Id of the run; by default ${otherwise}`) });

const placements = {
  run: { name: 'RunId', position: 0, pipeline: 'by-property-name', completer: 'Run' },
} as const;

const INPUTS =
  'Objects with a property RunId, such as those of Get-PwRun and Repair-PwPort. They are handled one by one.';

export const undoPwRun: CommandModel = {
  name: 'Undo-PwRun',
  synopsis: 'Puts back what a run changed.',
  description: [
    'Undoes the steps of a run that still stand, last first, from what its journal says was there before. It removes only what the run added, and reports what it could not undo.',
  ],
  parameters: [
    ...schemaParameters(whichRun('the newest that left something to undo'), {
      owner: 'Undo-PwRun',
      placements,
    }),
    ...machineParameters(),
  ],
  confirmImpact: 'Medium',
  inputs: INPUTS,
  outputs: [RUN_RESULT, WHAT_IF_PLAN],
  notes: [
    'Verified afterwards from Windows itself: what each undone step promised is as it was before.',
    ELEVATES,
    'To do it again: run the command whose run was undone once more.',
    impactNote('Medium'),
  ],
  examples: [
    { code: 'Undo-PwRun', text: 'Puts back what the newest run changed.' },
    {
      code: 'Repair-PwPort -Port 8065 | Undo-PwRun -Confirm:$false',
      text: 'Repairs a port and puts everything back.',
    },
  ],
  links: ['about_Portwright', 'Get-PwRun', 'Resume-PwRun'],
  body: { kind: 'continuation', verb: 'rollback' },
};

export const resumePwRun: CommandModel = {
  name: 'Resume-PwRun',
  synopsis: 'Goes on with a run that was cut off or waits for a restart of Windows.',
  description: [
    'Takes up a run where its journal ends: steps that are done are checked again, the others are carried out. A run that waits for a restart says so until Windows was restarted.',
  ],
  parameters: [
    ...schemaParameters(whichRun('the newest that is unfinished'), { owner: 'Resume-PwRun', placements }),
    ...machineParameters(),
  ],
  confirmImpact: 'Medium',
  inputs: INPUTS,
  outputs: [RUN_RESULT, WHAT_IF_PLAN],
  notes: [
    'Verified afterwards from Windows itself: everything that the scenario promises.',
    ELEVATES,
    'To undo: Undo-PwRun, also for a run that was resumed.',
    impactNote('Medium'),
  ],
  examples: [
    { code: 'Resume-PwRun', text: 'Goes on with the newest unfinished run.' },
    {
      code: 'Get-PwRun | Where-Object Status -eq restart-required | Resume-PwRun -WhatIf',
      text: 'Shows what the runs that wait for a restart would go on with, and changes nothing.',
    },
  ],
  links: ['about_Portwright', 'Get-PwRun', 'Undo-PwRun'],
  body: { kind: 'continuation', verb: 'resume' },
};
