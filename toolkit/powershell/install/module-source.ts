import { existsSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { ToolkitError } from '../../errors/toolkit-error.ts';

/** The module and the built command line that goes into it, of the copy of Portwright that is running. */
export interface ModuleSource {
  /** Holds `Portwright.psd1`. */
  readonly module: string;
  /** Holds `portwright.cjs`. */
  readonly runner: string;
}

/** Name of the manifest beside a command line that a module carries. */
export const BUNDLED_PACKAGE = 'portwright-runner';

/**
 * Finds both beside the running code: in the npm package or a checkout, or in a module that carries the command line.
 *
 * @throws ToolkitError `wrapper.runner-missing` in a checkout that was not built.
 */
export function moduleSource(from = import.meta.url): ModuleSource {
  const manifest = findPackageJSON(from);
  const root = manifest === undefined ? undefined : dirname(manifest);
  if (manifest === undefined || root === undefined) throw missing('the package of this command line');
  const { name }: { name?: unknown } = JSON.parse(readFileSync(manifest, 'utf8'));
  const source =
    name === BUNDLED_PACKAGE
      ? { module: dirname(root), runner: root }
      : { module: join(root, 'ps-wrappers', 'Portwright'), runner: join(root, 'dist') };
  const needed = [join(source.module, 'Portwright.psd1'), join(source.runner, 'portwright.cjs')];
  const absent = needed.find((path) => !existsSync(path));
  if (absent !== undefined) throw missing(absent);
  return source;
}

function missing(what: string): ToolkitError {
  return new ToolkitError('wrapper.runner-missing', `there is no ${what}`, {
    remedy: 'in a checkout, build it first: npm run build',
  });
}
