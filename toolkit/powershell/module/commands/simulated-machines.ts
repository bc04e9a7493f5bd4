import { z } from 'zod';
import { LOCALES } from '../../../simulation/machine-state.ts';
import type { CommandModel, Output } from '../model/command-model.ts';
import { schemaParameters } from '../model/schema-parameters.ts';
import { WRITES_ONLY_A_FILE } from './file-help.ts';

const created = z.strictObject({
  state: z.string().describe('File to keep the machine in; it must not be there yet'),
  seed: z.int().min(0).max(999_999_999).default(8065).describe('Number that decides everything random'),
  locale: z.enum(LOCALES).default('en').describe('Display language'),
  dynamicPortRange: z
    .string()
    .regex(/^\d{1,5}\+\d{1,5}$/, 'write a first port and a number of ports, like 49152+16384')
    .default('1024+64511')
    .describe('Dynamic port range: first port and number of ports'),
  noHyperV: z.boolean().default(false).describe('A machine without Hyper-V, WSL and Docker'),
  notElevated: z
    .boolean()
    .default(false)
    .describe('A machine that answers as to a process without administrator rights'),
  blocksOn: z
    .array(z.string().regex(/^\d{1,5}$/, 'write a port like 8065'))
    .default(['8065'])
    .describe('Ports of tcp that a block of winnat covers; an empty list for none'),
  faults: z
    .array(z.string())
    .default([])
    .describe('Faults to inject, each as JSON, such as {"kind":"denied","match":"net start"}'),
});

const restarted = z.strictObject({ state: z.string().describe('File that keeps the machine') });

const MACHINE: Output = {
  type: 'Portwright.SimulatedMachine',
  text: 'The machine as its file keeps it now. Nothing with -WhatIf.',
};

const state = { position: 0, isPath: true } as const;

export const newPwSimulatedMachine: CommandModel = {
  name: 'New-PwSimulatedMachine',
  synopsis: 'Makes a simulated Windows machine and keeps it in a file.',
  description: [
    'The machine answers the commands of Windows as the real one does. Every command of this module works on it, on any system, with -HostKind simulated and -State.',
  ],
  parameters: schemaParameters(created, {
    owner: 'New-PwSimulatedMachine',
    placements: { state, blocksOn: { name: 'BlockOn' } },
  }),
  confirmImpact: 'Medium',
  inputs: 'None.',
  outputs: [MACHINE],
  notes: [WRITES_ONLY_A_FILE],
  examples: [
    {
      code: 'New-PwSimulatedMachine -State machine.json -Locale ko',
      text: 'Makes a Korean Windows on which a block of winnat covers port 8065.',
    },
    {
      code: 'New-PwSimulatedMachine -State machine.json; Repair-PwPort -Port 8065 -HostKind simulated -State machine.json',
      text: 'Makes a machine and repairs it.',
    },
  ],
  links: ['about_Portwright', 'Restart-PwSimulatedMachine', 'Repair-PwPort'],
  body: {
    kind: 'read',
    readings: [{ action: 'create-machine', converter: 'ConvertTo-PwSimulatedMachine' }],
    writes: { parameter: 'state', action: 'Make a simulated machine' },
  },
};

export const restartPwSimulatedMachine: CommandModel = {
  name: 'Restart-PwSimulatedMachine',
  synopsis: 'Restarts a simulated Windows machine.',
  description: [
    'What a restart of Windows does is done: features are enabled, blocks are drawn anew, containers start as they would. No real machine is touched.',
  ],
  parameters: schemaParameters(restarted, { owner: 'Restart-PwSimulatedMachine', placements: { state } }),
  confirmImpact: 'Medium',
  inputs: 'None.',
  outputs: [MACHINE],
  notes: [WRITES_ONLY_A_FILE],
  examples: [
    { code: 'Restart-PwSimulatedMachine -State machine.json', text: 'Restarts it.' },
    {
      code: 'Restart-PwSimulatedMachine -State machine.json -Confirm:$false | Select-Object Boots',
      text: 'Restarts it without asking, and says how often it was started.',
    },
  ],
  links: ['about_Portwright', 'New-PwSimulatedMachine', 'Resume-PwRun'],
  body: {
    kind: 'read',
    readings: [{ action: 'reboot-machine', converter: 'ConvertTo-PwSimulatedMachine' }],
    writes: { parameter: 'state', action: 'Restart the simulated machine' },
  },
};
