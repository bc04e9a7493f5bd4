import type { CommandModel } from '../model/command-model.ts';
import { machineParameters } from './machine-parameters.ts';
import { READS_ONLY } from './read-help.ts';

export const getPwDynamicPortRange: CommandModel = {
  name: 'Get-PwDynamicPortRange',
  synopsis: 'Lists the ranges from which Windows draws ports by itself.',
  description: [
    'Reads the four dynamic port ranges: ipv4 and ipv6, tcp and udp. Clients get their ports from there, and winnat its blocks; a range that begins at 1024 puts every port of a developer at risk.',
  ],
  parameters: machineParameters(),
  inputs: 'None.',
  outputs: [
    {
      type: 'Portwright.DynamicPortRange',
      text: 'One for each family and protocol; IsIana tells whether it is 49152+16384.',
    },
  ],
  notes: [READS_ONLY],
  examples: [
    { code: 'Get-PwDynamicPortRange', text: 'Lists the four ranges.' },
    {
      code: 'Get-PwDynamicPortRange | Where-Object { -not $_.IsIana }',
      text: 'Lists the ranges that Reset-PwDynamicPortRange would change.',
    },
  ],
  links: ['about_Portwright', 'Get-PwExcludedPortRange', 'Reset-PwDynamicPortRange'],
  body: {
    kind: 'read',
    readings: [{ action: 'dynamic-port-ranges', converter: 'ConvertTo-PwDynamicPortRange' }],
  },
};
