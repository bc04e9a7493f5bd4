import { ensureContainerPublished } from '../../steps/ensure-container-published.ts';
import { ensureExcludedPortRanges } from '../../steps/ensure-excluded-port-ranges.ts';
import { withWinNatStopped } from '../../steps/with-winnat-stopped.ts';
import { isServed, isServiceAsBefore } from '../judgements.ts';
import { TRIAL_CONTAINER, TRIAL_PORT, type Trial } from '../trial.ts';

const PORTS = { protocol: 'tcp', ranges: [{ startPort: TRIAL_PORT, numberOfPorts: 1 }] } as const;

export const restartContainerTrial: Trial = {
  scenario: 'restart-container',
  methods: ['running', 'not running'],
  needsContainer: true,
  parameters: () => ({ container: TRIAL_CONTAINER }),
  earlier: ({ method }) => [
    withWinNatStopped({ ports: [PORTS] }, [ensureExcludedPortRanges(PORTS)]),
    ...(method === 'running' ? [ensureContainerPublished(TRIAL_CONTAINER)] : []),
  ],
  judge: (after, _machine, before) => {
    const [was, is] = [before, after].map(({ docker }) =>
      docker.containers.find(({ name }) => name === TRIAL_CONTAINER),
    );
    return [
      ...isServed(after, TRIAL_CONTAINER, TRIAL_PORT),
      ...(is?.starts === (was?.starts ?? 0) + 1 ? [] : [`container ${TRIAL_CONTAINER} was not started once`]),
      ...isServiceAsBefore(after, before, 'winnat'),
    ];
  },
};
