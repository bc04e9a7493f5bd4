import { z } from 'zod';
import { containerParameter, portsParameter } from '../../../scenario/port-parameters.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { pasted, pastedPlacements, pastedShape } from './pasted-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  ports: z
    .array(portsParameter.element)
    .default([])
    .describe(portsParameter.description ?? ''),
  container: containerParameter.describe('Container to look at, by name or id: why it cannot start'),
  ...pastedShape,
  error: z
    .string()
    .optional()
    .describe('What a program said when it could not bind a port; the port and the cause are taken from it'),
  compose: z
    .array(z.string())
    .optional()
    .describe('Compose files whose published ports are judged; each file overrides the ones before it'),
  envFiles: z
    .array(z.string())
    .optional()
    .describe('Files with variables for the compose files, in place of those beside them'),
  profiles: z.array(z.string()).optional().describe('Profiles of the compose files whose services count too'),
  noProject: z
    .boolean()
    .default(false)
    .describe('Without a port, leave out the files of the project around the current folder'),
});

export const getPwPortDiagnosis: CommandModel = {
  name: 'Get-PwPortDiagnosis',
  synopsis: 'Says why a port cannot be bound, how sure that is, and what to do about it.',
  description: [
    'Reads the excluded port ranges, the dynamic port range, the listeners and Docker, tries to bind where it may, and judges. Where nothing in particular is asked about it looks at the whole machine, with the ports of its containers and of the project around the current folder.',
    'With -Path or -InputText it reads what somebody pasted, on any system; with -ErrorMessage it begins from what a program said, and needs no Windows either.',
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Get-PwPortDiagnosis',
      placements: {
        ports: { position: 0, pipeline: 'collected' },
        container: { sets: ['Live'], completer: 'Container' },
        ...pastedPlacements,
        error: { name: 'ErrorMessage' },
        compose: { name: 'ComposePath', isPath: true },
        envFiles: { isPath: true },
        // $Profile is a variable of PowerShell itself.
        profiles: { name: 'ComposeProfile' },
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
    { type: 'Portwright.MachineDiagnosis', text: 'Where nothing in particular was asked about.' },
    { type: 'Portwright.MessageDiagnosis', text: 'One for each message that is about none of the ports.' },
  ],
  notes: [
    READS_ONLY,
    'Cause is finer than Verdict, and both are stable: scripts match them and not the texts.',
    'Verdict is unknown where something could not be read: it is never taken for free.',
  ],
  examples: [
    { code: 'Get-PwPortDiagnosis -Port 8065', text: 'Says why port 8065 cannot be bound.' },
    {
      code: "'8065', '5432', '9000-9010' | Get-PwPortDiagnosis | Where-Object Verdict -ne 'free'",
      text: 'Judges thirteen ports at once and shows those that are not free.',
    },
    {
      code: "Get-PwPortDiagnosis -ErrorMessage 'listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden by its access permissions.'",
      text: 'Judges the port that an error names. An error record will do as well: -ErrorMessage $Error[0].',
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
    pasted,
    saysFolder: true,
  },
};
