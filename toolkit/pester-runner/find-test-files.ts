import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PesterRunnerError } from './errors.ts';

const TEST_FILE = /\.tests\.ps1$/i;

/**
 * Finds the test files, as Pester does: `*.Tests.ps1` below a folder, however deep; a file that is named, whatever its name.
 *
 * @param paths - Files and folders, taken as they are: no wildcards.
 * @returns Absolute paths, each once, in the order of `paths` and sorted within a folder.
 * @throws {@link PesterRunnerError} `input.path-missing`
 */
export function findTestFiles(paths: readonly string[], cwd: string): string[] {
  return [...new Set(paths.flatMap((path) => filesAt(existing(path, cwd))))];
}

/** @throws {@link PesterRunnerError} `input.path-missing` */
export function existing(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  if (statSync(absolute, { throwIfNoEntry: false }) !== undefined) return absolute;
  throw new PesterRunnerError('input.path-missing', `there is no file or folder ${JSON.stringify(absolute)}`);
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => TEST_FILE.test(name))
    .map((name) => join(path, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .toSorted();
}
