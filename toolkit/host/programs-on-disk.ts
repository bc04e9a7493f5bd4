import { statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Program } from './command.ts';
import {
  type Environment,
  environmentValue,
  programFilesFolder,
  systemRootFolder,
  windowsProgram,
} from './windows-folders.ts';

/** Windows' own program that runs a PowerShell session. Windows PowerShell 5.1 is part of every Windows since 10. */
export const POWERSHELL = 'powershell.exe';

/** Where programs are looked for. */
export interface ProgramPlace {
  readonly environment: Environment;
  /** A folder of stand-ins that holds every program; off Windows only. */
  readonly systemRoot?: string | undefined;
  /** An elevated process starts nothing from a folder that a person without rights can write in. */
  readonly isElevated: boolean;
}

/**
 * Every path at which the program is looked for, best first. Windows' own programs have one: System32, never PATH.
 *
 * docker.exe is where Docker Desktop puts it, or else in a folder of PATH. When elevated only folders of PATH below
 * `%ProgramFiles%` and `%SystemRoot%` count, which nobody can write in without being an administrator.
 */
export function candidatePaths(program: Program | typeof POWERSHELL, place: ProgramPlace): string[] {
  const { environment, systemRoot } = place;
  if (systemRoot !== undefined) return [posix.join(systemRoot, program)];
  if (program === 'docker.exe') return dockerPaths(place);
  if (program === POWERSHELL) return [windowsProgram(environment, 'WindowsPowerShell', 'v1.0', POWERSHELL)];
  return [windowsProgram(environment, program)];
}

function dockerPaths({ environment, isElevated }: ProgramPlace): string[] {
  const desktop = win32.join(programFilesFolder(environment), 'Docker', 'Docker', 'resources', 'bin');
  const folders = (environmentValue(environment, 'Path') ?? '')
    .split(';')
    .map((folder) => folder.trim().replace(/^"(.*)"$/, '$1'))
    .filter((folder) => win32.isAbsolute(folder));
  const trusted = [programFilesFolder(environment), systemRootFolder(environment)];
  const allowed = isElevated
    ? folders.filter((folder) => trusted.some((root) => isBelow(folder, root)))
    : folders;
  return [...new Set([desktop, ...allowed])].map((folder) => win32.join(folder, 'docker.exe'));
}

function isBelow(folder: string, root: string): boolean {
  const relative = win32.relative(root, folder);
  return relative === '' || !(relative.startsWith('..') || win32.isAbsolute(relative));
}

/**
 * Finds the program.
 *
 * @throws ToolkitError `host.program-missing`, naming every path that was looked at.
 */
export function locateProgram(program: Program | typeof POWERSHELL, place: ProgramPlace): string {
  const paths = candidatePaths(program, place);
  const found = paths.find(isFile);
  if (found !== undefined) return found;
  const onlyTrusted =
    program === 'docker.exe' && place.systemRoot === undefined && place.isElevated
      ? '; when elevated, of PATH only folders below %ProgramFiles% and %SystemRoot% are looked at'
      : '';
  throw new ToolkitError('host.program-missing', `there is no ${paths.join(', nor ')}${onlyTrusted}`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
