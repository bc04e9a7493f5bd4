import { isKept, isServed, isServiceAsBefore } from '../judgements.ts';
import { TRIAL_CONTAINER, TRIAL_PORT, type Trial } from '../trial.ts';

const RANGE = { startPort: TRIAL_PORT, numberOfPorts: 1 };

export const fixTrial: Trial = {
  scenario: 'fix',
  methods: ['with container', 'without container'],
  parameters: ({ hyperV, method }) => ({
    ports: [`${TRIAL_PORT}`],
    ...(hyperV && method === 'with container' && { container: TRIAL_CONTAINER }),
  }),
  judge: (after, { hyperV, method }, before) => [
    ...isKept(after, 'tcp', RANGE),
    ...isServiceAsBefore(after, before, 'winnat'),
    ...(hyperV && method === 'with container' ? isServed(after, TRIAL_CONTAINER, TRIAL_PORT) : []),
  ],
  judgeLasting: (after) => isKept(after, 'tcp', RANGE),
};
