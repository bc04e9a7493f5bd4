import type { SnapshotKind } from './snapshot.ts';

/** Which machine a snapshot or a run is about. */
export interface MachineName {
  readonly kind: SnapshotKind;
  /** A state file, a folder of stand-ins, or `local`; see `Host.machine`. */
  readonly machine?: string;
}

/** Names the machine of a Linux host that is the Linux side of WSL, which sees nothing of what Windows reserves. */
export const WSL = 'wsl';

/** Said by everything that looks at it. */
export const WSL_SIDE =
  'this is the Linux side of WSL: what Windows has reserved must be read on Windows, or from its pasted output with --from';

/** Names of the one machine a host has when nobody chose: none of them is a place. */
const UNNAMED: ReadonlySet<string> = new Set(['', 'local', 'simulated', WSL]);

/**
 * The options that lead a later `portwright` command to the same machine.
 *
 * @returns Empty for the machine it runs on, and for a paste: its commands are for another machine's own terminal.
 */
export function machineOptions({ kind, machine = 'local' }: MachineName): string[] {
  const place = UNNAMED.has(machine) ? undefined : quoted(machine);
  if (kind === 'simulated') return ['--host simulated', ...(place === undefined ? [] : [`--state ${place}`])];
  return kind !== 'windows' || place === undefined ? [] : ['--host windows', `--system-root ${place}`];
}

/** A path as one word of a command line, in every shell there is. */
export function quoted(text: string): string {
  return /^[^\s"'$`&|<>()]+$/.test(text) ? text : `"${text}"`;
}
