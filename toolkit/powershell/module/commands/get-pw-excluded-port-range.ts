import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  protocols: z
    .array(z.enum(['tcp', 'udp']))
    .default(['tcp', 'udp'])
    .describe('Protocols whose table is read'),
  store: z
    .enum(['active', 'persistent'])
    .default('active')
    .describe('Table that is read: active is what holds now, persistent is what comes back after a restart'),
});

export const getPwExcludedPortRange: CommandModel = {
  name: 'Get-PwExcludedPortRange',
  synopsis: 'Lists the port ranges that Windows has taken out of use, and who took them.',
  description: [
    'Reads the excluded port ranges. A port in a range that is not administered cannot be bound by anybody else: bind fails with 10013, although nothing listens there. In an administered range Windows gives away no port by itself, and a program that names its port may bind it.',
    'Origin is judged by the size, the place and the neighbours of a range.',
  ],
  parameters: [...schemaParameters(parameters, { owner: 'Get-PwExcludedPortRange' }), ...machineParameters()],
  inputs: 'None.',
  outputs: [{ type: 'Portwright.ExcludedPortRange', text: 'One for each row; end ports are in.' }],
  notes: [READS_ONLY],
  examples: [
    { code: 'Get-PwExcludedPortRange', text: 'Lists the rows of both protocols.' },
    {
      code: 'Get-PwExcludedPortRange -Protocol tcp | Where-Object { -not $_.Administered }',
      text: 'Lists the blocks in which nobody else can bind a port.',
    },
  ],
  links: ['about_Portwright', 'Get-PwDynamicPortRange', 'Get-PwPortDiagnosis', 'Add-PwPortReservation'],
  body: {
    kind: 'read',
    readings: [{ action: 'excluded-port-ranges', converter: 'ConvertTo-PwExcludedPortRange' }],
  },
};
