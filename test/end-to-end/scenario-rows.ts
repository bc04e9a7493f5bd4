import type { SCENARIO_IDS } from '../../scenarios/index.ts';
import type { MachineOptions } from '../../toolkit/simulation/create-machine.ts';

/** One way to call a scenario by the command line. */
export interface ScenarioRow {
  readonly id: (typeof SCENARIO_IDS)[number];
  readonly words: readonly string[];
  /** Where the machine differs from the usual one. */
  readonly machine?: MachineOptions;
  /** What somebody has done on the machine before, by the command line too. */
  readonly earlier?: readonly string[];
  /** What it measures dies with its process: a resume may say so, and ends with 1. @defaultValue false */
  readonly forgets?: boolean;
}

const RESERVE = ['--ports', '8065,9000-9010,51820/udp'];

/**
 * Every built-in scenario that Windows has, each in a way that changes as much as it can; but for `wsl-mirrored`, which over
 * stand-ins would write a file of this machine.
 */
export const SCENARIO_ROWS: readonly ScenarioRow[] = [
  { id: 'fix', words: ['--ports', '8065', '--container', 'mattermost', '--reset-range'] },
  { id: 'reserve-ports', words: RESERVE },
  { id: 'release-ports', words: RESERVE, earlier: ['run', 'reserve-ports', ...RESERVE] },
  { id: 'reset-iana-dynamic-range', words: ['--move-blocks', 'cycle'] },
  { id: 'restart-winnat', words: ['--ports', '8065', '--container', 'mattermost'] },
  {
    id: 'restart-container',
    words: ['--container', 'mattermost'],
    earlier: ['fix', '8065', '--container', 'mattermost'],
  },
  { id: 'attribute-blocks', words: [], forgets: true },
  { id: 'wsl-portproxy', words: ['--ports', '3000'] },
  { id: 'reproduce-8065', words: ['--method', 'reservation', '--port', '3999'] },
  {
    id: 'provision-before-hyperv',
    words: RESERVE,
    machine: { hyperV: false, containers: [] },
  },
];
