import { PesterRunnerError, type PesterRunnerErrorCode } from './errors.ts';

/** One Pester in PSModulePath. */
export interface InstalledPester {
  readonly version: string;
  readonly path: string;
}

/** The first version that does; what the plugin rests on is there since 5.3. */
export const MINIMUM_PESTER = '5.5.0';
/** The first version that does not: a major version may change all that. */
export const BELOW_PESTER = '6.0.0';
/** What Windows 10 and 11 bring along: https://pester.dev/docs/introduction/installation */
const BUILT_IN_MAJOR = 3;

/** Installs a Pester that does, beside the one that Windows brought. */
export const INSTALL_COMMAND =
  'Install-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99 -SkipPublisherCheck -Scope CurrentUser -Force';

/**
 * The newest installed Pester that does.
 *
 * @param installed - In any order; the same version may lie in several folders.
 * @throws {@link PesterRunnerError} `pester.missing`, `pester.built-in-only` where there is only the 3.4 of Windows,
 *   `pester.too-old`, `pester.too-new`
 */
export function choosePester(installed: readonly InstalledPester[]): InstalledPester {
  const [newest] = installed
    .filter(
      ({ version }) =>
        compareVersions(version, MINIMUM_PESTER) >= 0 && compareVersions(version, BELOW_PESTER) < 0,
    )
    .toSorted((one, other) => compareVersions(other.version, one.version));
  if (newest !== undefined) return newest;
  const { code, message } = whyNone(installed.map(({ version }) => version));
  throw new PesterRunnerError(code, message, { remedy: `in PowerShell: ${INSTALL_COMMAND}` });
}

function whyNone(versions: readonly string[]): { code: PesterRunnerErrorCode; message: string } {
  const needed = `Pester ${MINIMUM_PESTER} or newer, below ${BELOW_PESTER}, is needed`;
  const found = versions.join(', ');
  if (versions.length === 0) return { code: 'pester.missing', message: `${needed}; none is installed` };
  if (versions.every((version) => majorOf(version) === BUILT_IN_MAJOR)) {
    return {
      code: 'pester.built-in-only',
      message: `${needed}; there is only the Pester ${found} that Windows brings, which updates never touch`,
    };
  }
  const isTooOld = versions.every((version) => compareVersions(version, MINIMUM_PESTER) < 0);
  return { code: isTooOld ? 'pester.too-old' : 'pester.too-new', message: `${needed}; installed: ${found}` };
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

/**
 * Compares versions of up to four numbers, as PowerShell writes them. What follows a hyphen is not looked at.
 *
 * @returns Negative, zero or positive, as `one` is older, equal or newer.
 */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [numbersOf(one), numbersOf(other)];
  for (const index of [0, 1, 2, 3]) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return (version.split('-')[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
}
