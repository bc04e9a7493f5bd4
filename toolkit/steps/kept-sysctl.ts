import { type KeptSysctl, OWN_SYSCTL_FILES, ownSysctlText } from '../linux/own-sysctl-file.ts';
import { LOCAL_SYSCTL_FOLDER, lastBootValue } from '../linux/sysctl-configuration.ts';
import type { Refusal } from '../scenario/step.ts';
import type { SysctlConfiguration } from './read-port-sysctls.ts';

/** What a file of Portwright's own finds in the way of setting the kernel up at boot. */
export interface KeptSysctlState {
  /** The own file as it is; null where there is none. */
  readonly ownText: string | null;
  /** A file that is read after the own one and sets the same anew. */
  readonly replacedBy: string | null;
  readonly hasFolder: boolean;
}

/** Judges the configuration as it would be with the value in the own file. Pure. */
export function keptSysctlState(
  { files, loader, hasLocalFolder }: SysctlConfiguration,
  key: KeptSysctl,
  value: string,
): KeptSysctlState {
  const ownPath = OWN_SYSCTL_FILES[key];
  const planned = files.map((file) =>
    file.path === ownPath ? { path: ownPath, text: ownSysctlText(key, value) } : file,
  );
  const winner = lastBootValue({ files: planned, loader }, key, () => true)?.path;
  return {
    ownText: files.find(({ path }) => path === ownPath)?.text ?? null,
    replacedBy: winner === undefined || winner === ownPath ? null : winner,
    hasFolder: hasLocalFolder,
  };
}

/** Why the own file would do nothing, or undefined. `wanted` is what to write elsewhere instead. */
export function keptSysctlRefusal(
  { hasFolder, replacedBy }: KeptSysctlState,
  key: KeptSysctl,
  wanted: string,
): Refusal | undefined {
  if (!hasFolder) {
    const reason = `there is no ${LOCAL_SYSCTL_FOLDER}, so nothing would read the setting at boot`;
    return { reason, remedy: 'add --no-persist to have it until the next boot' };
  }
  if (replacedBy === null) return undefined;
  return {
    reason: `${replacedBy} is read after ${OWN_SYSCTL_FILES[key]} and sets ${key} anew: at boot the change would be lost`,
    remedy: `put ${wanted} into that line of ${replacedBy}, or add --no-persist`,
  };
}
