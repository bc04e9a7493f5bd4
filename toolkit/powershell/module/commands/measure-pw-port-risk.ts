import { z } from 'zod';
import { portsParameter } from '../../../scenario/port-parameters.ts';
import { MOST_BOOTS } from '../../../simulation/most-boots.ts';
import { PLACEMENTS } from '../../../simulation/simulate-boots.ts';
import type { CommandModel } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { machineParameters } from './machine-parameters.ts';
import { pasted, pastedPlacements, pastedShape } from './pasted-parameters.ts';
import { READS_ONLY } from './read-help.ts';

const parameters = z.strictObject({
  ports: z
    .array(portsParameter.element)
    .default([])
    .describe('Ports or ranges to estimate; those of development tools where none is named'),
  boots: z.int().min(1).max(MOST_BOOTS).default(100_000).describe('How many boots are simulated'),
  seed: z.int().min(0).max(999_999_999).default(1).describe('Number that decides everything random'),
  placement: z.enum(PLACEMENTS).default('bursts').describe('Model of where blocks fall'),
  ...pastedShape,
});

export const measurePwPortRisk: CommandModel = {
  name: 'Measure-PwPortRisk',
  synopsis: 'Estimates how often Windows NAT takes ports at a boot, now and after each remedy.',
  description: [
    'Reads the dynamic port range and the excluded port ranges, and simulates boots of this machine: as it is, with the ports reserved, with the dynamic port range reset, with both, and after a restart of winnat.',
    "What comes out is a model's estimate. It holds as far as its assumptions do, which -Verbose tells.",
  ],
  parameters: [
    ...schemaParameters(parameters, {
      owner: 'Measure-PwPortRisk',
      placements: {
        ports: { position: 0, pipeline: 'collected' },
        boots: { name: 'BootCount' },
        ...pastedPlacements,
      },
    }),
    ...machineParameters(['Live']),
  ],
  defaultParameterSet: 'Live',
  inputs: 'System.String. Ports, or objects with a property Port. All of them are estimated together.',
  outputs: [
    {
      type: 'Portwright.PortRisk',
      text: 'One for each remedy and port, and one with the port any for at least one of them. Probability is null where winnat draws no block over the port; Place says why.',
    },
  ],
  notes: [READS_ONLY, 'The same machine, boots and seed give the same numbers.'],
  examples: [
    { code: 'Measure-PwPortRisk -Port 8065 -BootCount 10000', text: 'Estimates one port.' },
    {
      code: "Measure-PwPortRisk -Port 8065, 5432 -BootCount 1000 | Where-Object Measure -eq 'reset-iana-dynamic-range'",
      text: 'Shows what resetting the dynamic port range would do for two ports.',
    },
  ],
  links: ['about_Portwright', 'Get-PwPortDiagnosis', 'Get-PwPortSuggestion', 'Reset-PwDynamicPortRange'],
  body: { kind: 'read', readings: [{ action: 'simulate-boots', converter: 'ConvertTo-PwPortRisk' }], pasted },
};
