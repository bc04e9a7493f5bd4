import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { bundleRunner } from '../install/bundle-runner.ts';
import { filesBelow, type ModulePlaces } from './module-sources.ts';

/** Hand-written, and so neither compared nor touched. */
const OWN = /^(Private|cli)\//;

/** A file that is not what is generated. */
export interface Difference {
  readonly path: string;
  readonly kind: 'differs' | 'missing' | 'surplus';
}

/** Compares a module's folder with what is generated, in the order of paths. */
export function compareModule(folder: string, generated: ReadonlyMap<string, string>): readonly Difference[] {
  const present = filesBelow(folder).filter((path) => !OWN.test(path));
  const surplus = present
    .filter((path) => !generated.has(path))
    .map((path) => ({ path, kind: 'surplus' as const }));
  const others = [...generated].flatMap(([path, text]): Difference[] => {
    if (!present.includes(path)) return [{ path, kind: 'missing' }];
    return readFileSync(join(folder, path), 'utf8') === text ? [] : [{ path, kind: 'differs' }];
  });
  return [...surplus, ...others].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Writes what differs into a module's folder, and removes what is generated no more. @returns What was different. */
export function updateModule(folder: string, generated: ReadonlyMap<string, string>): readonly Difference[] {
  const differences = compareModule(folder, generated);
  for (const { path, kind } of differences) {
    if (kind === 'surplus') rmSync(join(folder, path));
    else writeText(join(folder, path), generated.get(path) ?? '');
  }
  return differences;
}

export interface WritePackageOptions {
  /** Whether the built command line is put into it. */
  readonly bundle: boolean;
}

/**
 * Writes a complete module into a new folder `Portwright` below `parent`: publishable, as Publish-Module wants it.
 *
 * @returns The folder.
 * @throws ToolkitError `input.invalid-argument` when there is such a folder with something in it, or no built command line to put in
 */
export function writePackage(
  parent: string,
  {
    places,
    generated,
    bundle,
  }: { places: ModulePlaces; generated: ReadonlyMap<string, string> } & WritePackageOptions,
): string {
  const folder = join(parent, 'Portwright');
  if (filesBelow(folder).length > 0)
    throw new ToolkitError('input.invalid-argument', `${folder} is there already`, {
      remedy: 'name another folder, or remove it',
    });
  if (bundle && !existsSync(join(places.dist, 'portwright.cjs')))
    throw new ToolkitError('input.unreadable-file', `there is no command line in ${places.dist}`, {
      remedy: 'npm run build',
    });
  for (const [path, text] of generated) writeText(join(folder, path), text);
  cpSync(join(places.module, 'Private'), join(folder, 'Private'), { recursive: true });
  if (bundle) bundleRunner(places.dist, folder);
  return folder;
}

function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
