import { cpSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { BUNDLED_PACKAGE } from './module-source.ts';

/** Of the built command line: the declarations are for programs, and nobody type-checks against a module. */
const LEFT_OUT = 'types';
/** What the built command line still loads by name: the code pages, at the first byte that is not ASCII, and what they need. */
const PACKAGES = ['iconv-lite', 'safer-buffer'];

/**
 * Puts the built command line into a module, which then needs nothing but Node.
 *
 * @param runner - The folder that holds `portwright.cjs`.
 * @param module - The module's folder; the command line comes to lie in `cli` below it.
 */
export function bundleRunner(runner: string, module: string): void {
  const cli = join(module, 'cli');
  cpSync(runner, cli, { recursive: true, filter: (path) => relative(runner, path) !== LEFT_OUT });
  for (const name of PACKAGES)
    cpSync(packageFolder(name), join(cli, 'node_modules', name), { recursive: true });
  // Node reads the nearest manifest to tell ES modules from CommonJS.
  const manifest = { name: BUNDLED_PACKAGE, private: true, type: 'module' };
  writeFileSync(join(cli, 'package.json'), `${JSON.stringify(manifest)}\n`);
}

/** The copy that this very code would load; iconv-lite's own need is found from there. */
function packageFolder(name: string): string {
  const own = createRequire(import.meta.url);
  const from = name === 'iconv-lite' ? own : createRequire(own.resolve('iconv-lite/package.json'));
  return dirname(from.resolve(`${name}/package.json`));
}
