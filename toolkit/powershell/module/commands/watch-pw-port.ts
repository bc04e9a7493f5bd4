import { z } from 'zod';
import { portsParameter } from '../../../scenario/port-parameters.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  ports: z
    .array(portsParameter.element)
    .default([])
    .describe('Ports or ranges to follow; without any, the tables of both protocols are followed'),
  intervalSeconds: z.int().min(1).max(86_400).default(5).describe('Pause between two looks, in seconds'),
  count: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .describe('End after so many changes'),
});

export const watchPwPort: CommandModel = {
  name: 'Watch-PwPort',
  synopsis: 'Follows what Windows reserves, and tells when a port becomes blocked or free.',
  description: [
    'Writes one object when it begins, which says how everything stands, and one for each change: of a port, of the excluded port ranges, of the dynamic port ranges, of winnat. Objects come as things happen, so that a pipeline can act on them.',
    'It ends by Ctrl-C, with -Count, or when the pipeline has had enough, as with Select-Object -First.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Watch-PwPort',
      placements: { ports: { position: 0, pipeline: 'collected' } },
    }),
    ...machineParameters(),
  ],
  inputs: 'System.String. Ports, or objects with a property Port. All of them are followed at once.',
  outputs: [
    { type: 'Portwright.WatchEvent', text: 'One for each event, as it is seen. Event has the whole of it.' },
  ],
  notes: [READS_ONLY, 'State unknown is never taken for free: something could not be read.'],
  examples: [
    { code: 'Watch-PwPort -Port 8065 | Select-Object -First 1', text: 'Says how the port stands, and ends.' },
    {
      code: "Watch-PwPort -Port 8065, 5432 | Where-Object Kind -in 'watching', 'port' | Select-Object -First 1 -ExpandProperty Port",
      text: 'Gives the states of two ports.',
    },
  ],
  links: ['about_Portwright', 'Get-PwPortDiagnosis', 'Get-PwExcludedPortRange'],
  body: { kind: 'read', readings: [{ action: 'watch' }] },
};
