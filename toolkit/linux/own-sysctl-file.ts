import { PORT_SYSCTLS } from './port-sysctl.ts';
import { LOCAL_SYSCTL_FOLDER } from './sysctl-configuration.ts';
import { matchAssignments } from './sysctl-file.ts';

/** The settings that Portwright keeps across restarts, each in a file of its own, so that each can be taken back by itself. */
export const OWN_SYSCTL_FILES = {
  [PORT_SYSCTLS.reservedPorts]: `${LOCAL_SYSCTL_FOLDER}/90-portwright-reserved-ports.conf`,
  [PORT_SYSCTLS.localPortRange]: `${LOCAL_SYSCTL_FOLDER}/90-portwright-local-port-range.conf`,
} as const;
export type KeptSysctl = keyof typeof OWN_SYSCTL_FILES;

/**
 * The longest value that survives a boot, in bytes: the kernel takes 4,095 with the line end at once, and what `sysctl` of
 * procps-ng 4.0 writes beyond that is lost, with exit code 0 (a test in a network namespace shows it).
 */
export const LONGEST_BOOT_VALUE = 4094;

/**
 * The text of one of Portwright's own files.
 *
 * @param replaced - Files whose list the value repeats, because an assignment replaces all of what was assigned before it.
 */
export function ownSysctlText(key: KeptSysctl, value: string, replaced: readonly string[] = []): string {
  const why =
    replaced.length === 0
      ? []
      : [`# This line replaces that of ${replaced.join(', ')}, and repeats what stands there.`];
  return [
    '# Written by portwright; `portwright rollback` takes it back.',
    ...why,
    `${key} = ${value}`,
    '',
  ].join('\n');
}

/** The value in the text of an own file; undefined where it has none. */
export function ownSysctlValue(key: KeptSysctl, text: string): string | undefined {
  return matchAssignments(text, key).findLast(({ kind }) => kind === 'name')?.value;
}
