import { parsePortGroups } from '../../ports/port-group.ts';
import { overlaps } from '../../ports/port-range.ts';
import type { MachineState } from '../../simulation/machine-state.ts';
import { ensureExcludedPortRanges } from '../../steps/ensure-excluded-port-ranges.ts';
import { withWinNatStopped } from '../../steps/with-winnat-stopped.ts';
import { isServiceAsBefore, type Judgement } from '../judgements.ts';
import { TRIAL_PORT, type Trial } from '../trial.ts';

/** Kept by the earlier run and never asked for: it must stay. */
const KEPT = '7000';
const ASKED: Readonly<Record<string, readonly string[]>> = {
  one: [`${TRIAL_PORT}`],
  many: [`${TRIAL_PORT}`, '9000-9010', '51820/udp'],
};

const asked = (method: string) => ASKED[method] ?? [];

function areReleased(machine: MachineState, method: string): Judgement {
  return parsePortGroups(asked(method)).flatMap(({ protocol, ranges }) =>
    machine.ranges[protocol]
      .filter((row) => row.kind === 'administered' && ranges.some((range) => overlaps(range, row)))
      .map(({ startPort }) => `${protocol} ${startPort} is still excluded`),
  );
}

/** Every administered row but those that were asked for, by both stores. */
function othersStay(after: MachineState, before: MachineState, method: string): Judgement {
  return (['tcp', 'udp'] as const).flatMap((protocol) => {
    const group = parsePortGroups(asked(method)).find((each) => each.protocol === protocol);
    const isAsked = (row: (typeof before.ranges.tcp)[number]) =>
      group?.ranges.some((range) => overlaps(range, row)) ?? false;
    return before.ranges[protocol]
      .filter((row) => row.kind === 'administered' && !isAsked(row))
      .filter((row) => !after.ranges[protocol].some((now) => JSON.stringify(now) === JSON.stringify(row)))
      .map(({ startPort }) => `${protocol} ${startPort} of somebody else is gone`);
  });
}

export const releasePortsTrial: Trial = {
  scenario: 'release-ports',
  methods: ['one', 'many', 'nothing there'],
  earlier: ({ method }) => {
    const ports = parsePortGroups([KEPT, ...asked(method)]);
    return [withWinNatStopped({ ports }, ports.map(ensureExcludedPortRanges))];
  },
  parameters: ({ method }) => ({ ports: method === 'nothing there' ? ['6999'] : asked(method) }),
  judge: (after, { method }, before) => [
    ...areReleased(after, method),
    ...othersStay(after, before, method),
    ...isServiceAsBefore(after, before, 'winnat'),
  ],
  judgeLasting: (after, { method }) => areReleased(after, method),
};
