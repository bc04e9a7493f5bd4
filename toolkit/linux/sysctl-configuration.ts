import { type AssignmentMatch, matchAssignments } from './sysctl-file.ts';

/**
 * Folders whose `*.conf` files set the kernel up at boot, strongest first: a file hides those of the same name in the folders
 * after it (https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html, sysctl(8) of procps-ng).
 */
export const SYSCTL_FOLDERS = [
  '/etc/sysctl.d',
  '/run/sysctl.d',
  '/usr/local/lib/sysctl.d',
  '/usr/lib/sysctl.d',
  '/lib/sysctl.d',
] as const;

/** Where an administrator's own files are. */
export const [LOCAL_SYSCTL_FOLDER] = SYSCTL_FOLDERS;

/**
 * `sysctl --system` of procps-ng reads it after everything else; systemd-sysctl does not read it, unless a link in
 * `/etc/sysctl.d` leads to it, as `99-sysctl.conf` does on Debian 12 (the same manual pages).
 */
export const SYSCTL_CONF = '/etc/sysctl.conf';

/** Who reads the files at boot. */
export type SysctlLoader = 'systemd-sysctl' | 'sysctl --system';

/** One file of the configuration. */
export interface SysctlFile {
  readonly path: string;
  /** Undefined where there is no such file: then this is the place it would have. */
  readonly text: string | undefined;
}

/** All of the configuration that is read at boot. */
export interface BootConfiguration {
  readonly loader: SysctlLoader;
  /** In the order in which they are read. */
  readonly files: readonly SysctlFile[];
}

/** What the files say about one setting. */
export interface BootValue {
  readonly value: string;
  /** The file it stands in. */
  readonly path: string;
}

/**
 * The files that are read, in the order in which they are read: by name, in byte order, wherever they are.
 *
 * @param names - What each folder holds; a folder that is not there is missing.
 * @param loader - Who reads them.
 */
export function sysctlFileOrder(
  names: ReadonlyMap<string, readonly string[]>,
  loader: SysctlLoader,
): string[] {
  const paths = new Map<string, string>();
  for (const folder of SYSCTL_FOLDERS) {
    for (const name of names.get(folder) ?? [])
      if (name.endsWith('.conf') && !paths.has(name)) paths.set(name, `${folder}/${name}`);
  }
  const sorted = [...paths].sort(([left], [right]) => compareBytes(left, right)).map(([, path]) => path);
  return loader === 'systemd-sysctl' ? sorted : [...sorted, SYSCTL_CONF];
}

function compareBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/**
 * The value that a setting has once all files are read: that of the last assignment.
 *
 * One that names the setting outweighs patterns that match it, wherever it stands (sysctl.d(5)). A value that the kernel refuses
 * changes nothing; but systemd-sysctl keeps one value a name until all files are read and writes only then
 * (src/sysctl/sysctl.c of systemd), so a refused one at the end takes the earlier ones with it.
 *
 * @param isAccepted - Whether the kernel takes the value.
 * @returns Undefined where no file sets it.
 */
export function lastBootValue(
  { files, loader }: BootConfiguration,
  key: string,
  isAccepted: (value: string) => boolean,
): BootValue | undefined {
  const matches = files.flatMap(({ path, text }) =>
    matchAssignments(text ?? '', key).map((match): BootValue & AssignmentMatch => ({ ...match, path })),
  );
  const named = matches.filter(({ kind }) => kind !== 'pattern');
  const isSet = ({ kind, value }: AssignmentMatch) => kind !== 'exclusion' && isAccepted(value);
  const isOneKept = loader === 'systemd-sysctl' && named.length > 0;
  const last = isOneKept ? named.slice(-1).find(isSet) : (named.length > 0 ? named : matches).findLast(isSet);
  return last && { value: last.value, path: last.path };
}
