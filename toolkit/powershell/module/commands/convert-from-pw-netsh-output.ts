import { z } from 'zod';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';

const parameters = z.strictObject({
  text: z.array(z.string()).describe('Lines or whole texts as netsh printed them; they are read as one text'),
});

export const convertFromPwNetshOutput: CommandModel = {
  name: 'ConvertFrom-PwNetshOutput',
  synopsis: 'Makes objects of what netsh prints, in any language.',
  description: [
    'Reads the tables of excluded port ranges, dynamic port ranges and port proxies by their shape, never by their words, so that the display language of Windows does not matter. A text that holds no table is an error, never an empty answer.',
  ],
  parameters: schemaParameters(parameters, {
    owner: 'ConvertFrom-PwNetshOutput',
    placements: { text: { name: 'InputObject', position: 0, pipeline: 'collected' } },
  }),
  inputs: 'System.String. What netsh printed, line by line or as a whole.',
  outputs: [
    { type: 'Portwright.ExcludedPortRange', text: 'One for each row of such a table.' },
    { type: 'Portwright.DynamicPortRange', text: 'One for each dynamic port range.' },
    { type: 'Portwright.PortProxy', text: 'One for each port proxy.' },
  ],
  notes: ['It reads its input only, and works on any system.'],
  examples: [
    {
      code: 'netsh.exe interface ipv4 show excludedportrange protocol=tcp | ConvertFrom-PwNetshOutput',
      text: 'Makes objects of the table that netsh prints.',
    },
    {
      code: "ConvertFrom-PwNetshOutput -InputObject 'Start Port    End Port', '----------    --------', '      8018        8117'",
      text: 'Makes an object of one row of a pasted table.',
    },
  ],
  links: ['about_Portwright', 'Get-PwExcludedPortRange', 'Get-PwPortDiagnosis'],
  body: {
    kind: 'read',
    readings: [{ action: 'parse', converter: 'ConvertTo-PwNetshOutput' }],
    pasted: { text: 'text' },
  },
};
