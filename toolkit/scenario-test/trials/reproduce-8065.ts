import { differences } from '../../simulation/compare-machines.ts';
import { isServiceAsBefore } from '../judgements.ts';
import type { Trial } from '../trial.ts';

/** A port no block of the matrix lies over, so that the reservation has room. */
const FREE_PORT = 3999;

export const reproduceTrial: Trial = {
  scenario: 'reproduce-8065',
  methods: ['auto', 'reservation'],
  parameters: ({ method }) => ({ method, port: FREE_PORT }),
  judge: (after, _machine, before) => [
    ...isServiceAsBefore(after, before, 'winnat'),
    ...differences(before, after).map((what) => `left behind: ${what}`),
  ],
};
