import type { MachineState } from '../../simulation/machine-state.ts';
import { isKept } from '../judgements.ts';
import { TRIAL_PORT, type Trial } from '../trial.ts';

const isProvisioned = (machine: MachineState) => [
  ...isKept(machine, 'tcp', { startPort: TRIAL_PORT, numberOfPorts: 1 }),
  ...isKept(machine, 'tcp', { startPort: 9000, numberOfPorts: 11 }),
  ...(machine.features['Microsoft-Hyper-V'] === 'Enabled' ? [] : ['Microsoft-Hyper-V is not enabled']),
];

export const provisionTrial: Trial = {
  scenario: 'provision-before-hyperv',
  methods: ['ports only'],
  parameters: () => ({ ports: [`${TRIAL_PORT}`, '9000-9010'] }),
  judge: isProvisioned,
  judgeLasting: isProvisioned,
};
