import { cpSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BUNDLED_PACKAGE } from './module-source.ts';

/** Of the built command line: the declarations are for programs, and nobody type-checks against a module. */
const LEFT_OUT = 'types';

/**
 * Puts the built command line into a module, which then needs nothing but Node.
 *
 * @param runner - The folder that holds `portwright.cjs`.
 * @param module - The module's folder; the command line comes to lie in `cli` below it.
 */
export function bundleRunner(runner: string, module: string): void {
  const cli = join(module, 'cli');
  cpSync(runner, cli, { recursive: true, filter: (path) => relative(runner, path) !== LEFT_OUT });
  // Node reads the nearest manifest to tell ES modules from CommonJS.
  const manifest = { name: BUNDLED_PACKAGE, private: true, type: 'module' };
  writeFileSync(join(cli, 'package.json'), `${JSON.stringify(manifest)}\n`);
}
