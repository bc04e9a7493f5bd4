import { machineOptions } from './machine-options.ts';
import type { Snapshot } from './snapshot.ts';

/** What the pages of `docs/remedies` are about, by their file names. */
export const REMEDY_TOPICS = [
  'exclusion',
  'dynamic-range',
  'restart-winnat',
  'withdraw-exclusion',
  'hns-own-range',
  'remove-portproxy',
  'restart-wsl',
  'restart-docker',
  'publish-again',
  'fast-startup-off',
  'linux-low-ports',
  'linux-reserved-ports',
  'other-port',
  'look',
] as const;
export type RemedyTopic = (typeof REMEDY_TOPICS)[number];
export type RemedyPage = `docs/remedies/${RemedyTopic}.md`;

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
  /** The page that explains it, within the package; `portwright explain` prints it by its name. */
  readonly page: RemedyPage;
}

export const NOTHING = 'nothing';
export const FOR_GOOD = 'for good, across restarts';
export const ONLY_LOOKS = 'it only looks, and changes nothing';
export const WINNAT_DISTURBS =
  'winnat stops for a moment: running WSL distributions and Windows containers lose their network';

/** A command that reads. */
export function look(title: string, command: string, topic: RemedyTopic = 'look'): Remedy {
  return { title, command, disturbs: NOTHING, lasts: ONLY_LOOKS, page: `docs/remedies/${topic}.md` };
}

/** A command that reaches the machine of the snapshot. */
export function portwright({ host }: Snapshot, words: string): string {
  return ['portwright', words, ...machineOptions(host)].join(' ');
}
