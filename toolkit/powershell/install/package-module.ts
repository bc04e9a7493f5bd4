import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { BUNDLED_PACKAGE, type ModuleSource } from './module-source.ts';

/** Of the built command line: the type declarations are for programs, and nobody type-checks against a module. */
const LEFT_OUT = new Set(['types']);

/**
 * Writes a module that needs nothing but Node: the module itself, and below `cli` the command line it calls.
 *
 * @param target - A folder that does not exist yet.
 */
export function packageModule({ module, runner }: ModuleSource, target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(module, target, { recursive: true, filter: (path) => relative(module, path) !== 'cli' });
  const cli = join(target, 'cli');
  cpSync(runner, cli, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  // Node reads the nearest manifest to tell ES modules from CommonJS.
  const manifest = { name: BUNDLED_PACKAGE, private: true, type: 'module' };
  writeFileSync(join(cli, 'package.json'), `${JSON.stringify(manifest)}\n`);
}
