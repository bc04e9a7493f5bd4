import { realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Program } from './command.ts';
import { type Environment, environmentValue } from './windows-folders.ts';

/** The programs of the list that Linux has as well, and how they are called there: Podman takes docker's command line. */
const NAMES: Readonly<Partial<Record<Program, readonly string[]>>> = { 'docker.exe': ['docker', 'podman'] };

/** Names another program for docker, by absolute path. */
const DOCKER_VARIABLE = 'PORTWRIGHT_DOCKER';

/** Folders of programs that only root can write in; the same as sudo's own default path. */
const TRUSTED_FOLDERS = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/snap/bin',
];

/** Where programs are looked for. */
export interface LinuxProgramPlace {
  readonly environment: Environment;
  /** Root starts nothing from a folder that somebody else can write in. */
  readonly isRoot: boolean;
}

/**
 * Finds a program by an absolute path: root in folders of the system, anybody else in the folders of PATH, and docker first
 * where `PORTWRIGHT_DOCKER` says.
 *
 * @throws ToolkitError `host.program-missing`, for a program of Windows too.
 */
export function locateLinuxProgram(program: Program, { environment, isRoot }: LinuxProgramPlace): string {
  const names = NAMES[program];
  if (names === undefined) throw missing(`${program} is a program of Windows, and this is Linux`);
  const mayStart = (path: string) => isExecutable(path) && (!isRoot || isOwnedByRoot(path));
  const named = environmentValue(environment, DOCKER_VARIABLE);
  if (named !== undefined && named !== '') {
    if (isAbsolute(named) && mayStart(named)) return named;
    const why = isRoot
      ? 'an absolute path of a program that only root can write'
      : 'an absolute path of a program';
    throw missing(`${DOCKER_VARIABLE} is ${JSON.stringify(named)}, which is not ${why}`);
  }
  const folders = (environmentValue(environment, 'PATH') ?? '').split(':').filter(isAbsolute);
  const places = [...new Set(isRoot ? TRUSTED_FOLDERS : folders)];
  const found = names.flatMap((name) => places.map((place) => join(place, name))).find(mayStart);
  if (found !== undefined) return found;
  throw missing(`there is no ${names.join(' and no ')} in ${places.join(', ') || 'PATH'}`);
}

function isExecutable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && (found.mode & 0o111) !== 0;
}

const WRITABLE_BY_OTHERS = 0o022;

/** The program itself, the folder it is found in, and the one that a link leads to. */
function isOwnedByRoot(path: string): boolean {
  const program = realpathSync(path);
  return [program, dirname(program), dirname(path)].every((place) => {
    const { uid, mode } = statSync(place);
    return uid === 0 && (mode & WRITABLE_BY_OTHERS) === 0;
  });
}

function missing(message: string): ToolkitError {
  return new ToolkitError('host.program-missing', message);
}
