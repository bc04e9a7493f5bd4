import type { MachineState } from '../../simulation/machine-state.ts';
import { isKept, isServiceAsBefore } from '../judgements.ts';
import { TRIAL_PORT, type Trial } from '../trial.ts';

const kept = (machine: MachineState, method: string) => [
  ...isKept(machine, 'tcp', { startPort: TRIAL_PORT, numberOfPorts: 1 }),
  ...(method === 'many' ? isKept(machine, 'tcp', { startPort: 9000, numberOfPorts: 11 }) : []),
  ...(method === 'many' ? isKept(machine, 'udp', { startPort: 51820, numberOfPorts: 1 }) : []),
];

export const reservePortsTrial: Trial = {
  scenario: 'reserve-ports',
  methods: ['one', 'many'],
  parameters: ({ method }) => ({
    ports: method === 'many' ? [`${TRIAL_PORT}`, '9000-9010', '51820/udp'] : [`${TRIAL_PORT}`],
  }),
  judge: (after, { method }, before) => [
    ...kept(after, method),
    ...isServiceAsBefore(after, before, 'winnat'),
  ],
  judgeLasting: (after, { method }) => kept(after, method),
};
