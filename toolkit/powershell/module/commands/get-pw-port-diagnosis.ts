import { z } from 'zod';
import { containerParameter, portsParameter } from '../../../scenario/port-parameters.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  ports: z
    .array(portsParameter.element)
    .default([])
    .describe(portsParameter.description ?? ''),
  container: containerParameter.describe('Container to look at, by name or id: why it cannot start'),
  path: z
    .string()
    .optional()
    .describe(
      'File with a pasted output of netsh, netstat or Docker, in any language, to read in place of a machine',
    ),
  text: z.array(z.string()).optional().describe('The same as text: one string, or one for each line'),
});

export const getPwPortDiagnosis: CommandModel = {
  name: 'Get-PwPortDiagnosis',
  synopsis: 'Says why a port cannot be bound, how sure that is, and what to do about it.',
  description: [
    'Reads the excluded port ranges, the dynamic port range, the listeners and Docker, tries to bind where it may, and judges. Without a port and without a container it looks at the whole machine.',
    'With -Path or -InputText it reads what somebody pasted, on any system.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Get-PwPortDiagnosis',
      placements: {
        ports: { position: 0, pipeline: 'collected' },
        container: { sets: ['Live'], completer: 'Container' },
        path: { sets: ['PastedFile'], mandatory: true },
        text: { name: 'InputText', sets: ['PastedText'], mandatory: true },
      },
    }),
    ...machineParameters(['Live']),
  ],
  defaultParameterSet: 'Live',
  inputs:
    'System.String. Ports, or objects with a property Port. All of them are answered from one reading of the machine.',
  outputs: [
    { type: 'Portwright.PortDiagnosis', text: 'One for each port that was asked about.' },
    { type: 'Portwright.ContainerDiagnosis', text: 'With -Container.' },
    { type: 'Portwright.MachineDiagnosis', text: 'Where neither a port nor a container was asked about.' },
  ],
  notes: [READS_ONLY, 'Verdict is unknown where something could not be read: it is never taken for free.'],
  examples: [
    { code: 'Get-PwPortDiagnosis -Port 8065', text: 'Says why port 8065 cannot be bound.' },
    {
      code: "'8065', '5432', '9000-9010' | Get-PwPortDiagnosis | Where-Object Verdict -ne 'free'",
      text: 'Judges thirteen ports at once and shows those that are not free.',
    },
    {
      code: 'Get-PwPortDiagnosis -Port 8065 -InputText (netsh.exe interface ipv4 show excludedportrange protocol=tcp)',
      text: 'Judges a text, here one that was read this moment.',
    },
  ],
  links: ['about_Portwright', 'Test-PwPort', 'Repair-PwPort', 'Get-PwExcludedPortRange'],
  body: {
    kind: 'read',
    readings: [{ action: 'diagnose', converter: 'ConvertTo-PwPortDiagnosis' }],
    pasted: { path: 'path', text: 'text' },
  },
};
