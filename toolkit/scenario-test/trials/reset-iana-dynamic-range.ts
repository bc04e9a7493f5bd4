import { IANA_DYNAMIC_PORT_RANGE } from '../../ports/iana.ts';
import type { MachineState } from '../../simulation/machine-state.ts';
import { hasDynamicRange, hasNoBlockOutside, isServiceAsBefore } from '../judgements.ts';
import type { Trial } from '../trial.ts';

const isReset = (machine: MachineState, method: string) => [
  ...hasDynamicRange(machine, IANA_DYNAMIC_PORT_RANGE),
  ...(method === 'leave' ? [] : hasNoBlockOutside(machine, IANA_DYNAMIC_PORT_RANGE)),
  ...Object.values(machine.registry).flatMap((key) =>
    'MaxUserPort' in key ? ['MaxUserPort is still there'] : [],
  ),
];

export const resetIanaDynamicRangeTrial: Trial = {
  scenario: 'reset-iana-dynamic-range',
  methods: ['cycle', 'restart', 'leave'],
  parameters: ({ method }) => ({ moveBlocks: method }),
  judge: (after, { method }, before) => [
    ...isReset(after, method),
    ...isServiceAsBefore(after, before, 'winnat'),
  ],
  judgeLasting: (after) => isReset(after, 'restart'),
};
