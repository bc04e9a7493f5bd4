import { isServed, isServiceAsBefore } from '../judgements.ts';
import { TRIAL_CONTAINER, TRIAL_PORT, type Trial } from '../trial.ts';

export const restartWinNatTrial: Trial = {
  scenario: 'restart-winnat',
  methods: ['with container'],
  parameters: ({ hyperV }) => ({ ports: [`${TRIAL_PORT}`], ...(hyperV && { container: TRIAL_CONTAINER }) }),
  judge: (after, { hyperV }, before) => [
    ...isServiceAsBefore(after, before, 'winnat'),
    ...(hyperV ? isServed(after, TRIAL_CONTAINER, TRIAL_PORT) : []),
  ],
};
