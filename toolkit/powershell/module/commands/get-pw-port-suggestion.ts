import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { pasted, pastedPlacements, pastedShape } from './pasted-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  near: z.int().min(1).max(65535).optional().describe('Port to begin at: the nearest to it come first'),
  count: z.int().min(1).max(65535).default(3).describe('How many ports'),
  consecutive: z.boolean().default(false).describe('Ports that follow each other'),
  protocol: z.enum(['tcp', 'udp']).default('tcp').describe('Protocol of the ports'),
  ...pastedShape,
});

export const getPwPortSuggestion: CommandModel = {
  name: 'Get-PwPortSuggestion',
  synopsis: 'Suggests ports that nothing of Windows, no program and no well-known service will take.',
  description: [
    'Chooses ports outside every excluded port range, outside the dynamic port range where that leaves any, unused now, and not the usual port of a well-known program. On a machine each is bound for a moment, as proof.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Get-PwPortSuggestion',
      placements: { near: { position: 0 }, ...pastedPlacements },
    }),
    ...machineParameters(['Live']),
  ],
  defaultParameterSet: 'Live',
  inputs: 'None.',
  outputs: [
    {
      type: 'Portwright.PortSuggestion',
      text: 'One for each port, best first; with -Consecutive ascending.',
    },
  ],
  notes: [
    READS_ONLY,
    "Probability is a model's estimate that winnat takes the port at a boot; it is there only for a port inside the dynamic port range.",
  ],
  examples: [
    { code: 'Get-PwPortSuggestion -Near 8065', text: 'Suggests three ports near 8065.' },
    {
      code: 'Get-PwPortSuggestion -Count 2 -Consecutive | Add-PwPortReservation -WhatIf',
      text: 'Shows how two ports side by side would be kept for good, and changes nothing.',
    },
  ],
  links: ['about_Portwright', 'Test-PwPort', 'Add-PwPortReservation', 'Measure-PwPortRisk'],
  body: { kind: 'read', readings: [{ action: 'suggest', converter: 'ConvertTo-PwPortSuggestion' }], pasted },
};
