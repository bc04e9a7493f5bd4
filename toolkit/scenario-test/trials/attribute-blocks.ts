import { isSameRange, PROTOCOLS } from '../../ports/port-range.ts';
import { isServiceAsBefore } from '../judgements.ts';
import type { Trial } from '../trial.ts';

export const attributeBlocksTrial: Trial = {
  scenario: 'attribute-blocks',
  methods: ['always'],
  needsContainer: true,
  parameters: () => ({}),
  judge: (after, _machine, before) => [
    ...isServiceAsBefore(after, before, 'winnat'),
    ...PROTOCOLS.flatMap((protocol) =>
      before.ranges[protocol]
        .filter(({ owner }) => owner !== 'winnat')
        .filter((row) => !after.ranges[protocol].some((other) => isSameRange(other, row)))
        .map(({ startPort, owner }) => `the ${protocol} row of ${owner} at ${startPort} is gone`),
    ),
  ],
};
