import { machineOptions } from './machine-options.ts';
import type { Snapshot } from './snapshot.ts';

/** Something the person can run, exactly as it stands. */
export interface Remedy {
  /** Imperative, no full stop. */
  readonly title: string;
  /** One command a line; pasted whole it runs in cmd and in PowerShell. */
  readonly command: string;
  /** Who is hit; `nothing` where nobody is. */
  readonly disturbs: string;
  /** How long it helps; {@link ONLY_LOOKS} where it changes nothing. */
  readonly lasts: string;
}

export const NOTHING = 'nothing';
export const FOR_GOOD = 'for good, across restarts';
export const ONLY_LOOKS = 'it only looks, and changes nothing';
export const WINNAT_DISTURBS =
  'winnat stops for a moment: running WSL distributions and Windows containers lose their network';

/** A command that reads. */
export function look(title: string, command: string): Remedy {
  return { title, command, disturbs: NOTHING, lasts: ONLY_LOOKS };
}

/** A command that reaches the machine of the snapshot. */
export function portwright({ host }: Snapshot, words: string): string {
  return ['portwright', words, ...machineOptions(host)].join(' ');
}
