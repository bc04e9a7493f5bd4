import { statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { PesterRunnerError } from './errors.ts';

/** `desktop` is Windows PowerShell 5.1, `core` is PowerShell 7. */
export type Edition = 'core' | 'desktop';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FindPowerShellOptions {
  /** A path to take as it is, whatever else is installed. */
  readonly executable?: string | undefined;
  /** @defaultValue whichever is found, `core` first */
  readonly edition?: Edition | undefined;
  /** @defaultValue `process.env` */
  readonly environment?: Environment;
  /** @defaultValue `process.platform` */
  readonly platform?: NodeJS.Platform;
  /** Whether there is such a file. @defaultValue looks */
  readonly isFile?: (path: string) => boolean;
}

/** Names a PowerShell for all runs, as the option does for one. */
export const EXECUTABLE_VARIABLE = 'PESTER_RUNNER_POWERSHELL';

/**
 * Finds the PowerShell to run tests with: the one that is named, else pwsh on PATH, else pwsh where its installers put it,
 * else, on Windows, the Windows PowerShell that is always there.
 *
 * Relative entries of PATH are passed over: what lies in the current folder is not a PowerShell that somebody installed.
 *
 * @returns Its path; absolute unless a relative one was named.
 * @throws {@link PesterRunnerError} `powershell.missing`
 */
export function findPowerShell(options: FindPowerShellOptions = {}): string {
  const { edition, environment = process.env, platform = process.platform } = options;
  const isFile = options.isFile ?? ((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
  const named = options.executable ?? variable(environment, EXECUTABLE_VARIABLE, platform);
  if (named !== undefined && named !== '') {
    if (isFile(named)) return named;
    throw new PesterRunnerError('powershell.missing', `there is no PowerShell at ${JSON.stringify(named)}`);
  }
  const candidates = [
    ...(edition === 'desktop' ? [] : pwshPlaces(environment, platform)),
    ...(edition === 'core' ? [] : windowsPowerShellPlaces(environment, platform)),
  ];
  const found = candidates.find(isFile);
  if (found !== undefined) return found;
  const what = edition === 'desktop' ? 'Windows PowerShell' : 'PowerShell';
  throw new PesterRunnerError('powershell.missing', `${what} was not found`, {
    remedy:
      edition === 'desktop'
        ? 'Windows PowerShell is part of Windows only; elsewhere run the tests with --edition core'
        : `install PowerShell 7 (https://aka.ms/powershell), or name it with --executable or ${EXECUTABLE_VARIABLE}`,
  });
}

function pwshPlaces(environment: Environment, platform: NodeJS.Platform): string[] {
  const { join, delimiter, isAbsolute } = platform === 'win32' ? win32 : posix;
  const name = platform === 'win32' ? 'pwsh.exe' : 'pwsh';
  const onPath = (variable(environment, 'PATH', platform) ?? '').split(delimiter).filter(isAbsolute);
  return [...onPath, ...installerFolders(environment, platform)].map((folder) => join(folder, name));
}

/** https://learn.microsoft.com/powershell/scripting/install/installing-powershell, by system and kind of package. */
function installerFolders(environment: Environment, platform: NodeJS.Platform): string[] {
  if (platform !== 'win32') {
    return ['/usr/bin', '/usr/local/bin', '/opt/microsoft/powershell/7', '/snap/bin', '/opt/homebrew/bin'];
  }
  const { join } = win32;
  const programs = variable(environment, 'ProgramFiles', platform);
  const local = variable(environment, 'LOCALAPPDATA', platform);
  return [
    ...(programs === undefined ? [] : [join(programs, 'PowerShell', '7')]),
    ...(local === undefined ? [] : [join(local, 'Microsoft', 'WindowsApps')]),
  ];
}

function windowsPowerShellPlaces(environment: Environment, platform: NodeJS.Platform): string[] {
  if (platform !== 'win32') return [];
  return [windowsProgram(environment, 'WindowsPowerShell', 'v1.0', 'powershell.exe')];
}

/** A program of Windows itself, by its absolute path. */
export function windowsProgram(environment: Environment, ...path: readonly string[]): string {
  return win32.join(variable(environment, 'SystemRoot', 'win32') ?? 'C:\\Windows', 'System32', ...path);
}

/** Windows does not tell `Path` from `PATH`, but a copy of its environment does. */
function variable(environment: Environment, name: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'win32') return environment[name];
  const same = Object.keys(environment).find((key) => key.toUpperCase() === name.toUpperCase());
  return same === undefined ? undefined : environment[same];
}
