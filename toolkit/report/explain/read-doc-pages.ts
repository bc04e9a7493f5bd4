import { globSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { DocPage } from './doc-page.ts';

/**
 * Reads the pages of `docs/` of the package that is running, the index first.
 *
 * @throws ToolkitError `host.file-failed` where they are not installed, as beside the copy inside the PowerShell module.
 */
export function readDocPages(from = import.meta.url): DocPage[] {
  const manifest = findPackageJSON(from);
  const root = manifest === undefined ? '.' : dirname(manifest);
  const paths = globSync('docs/**/*.md', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  if (paths.length === 0)
    throw new ToolkitError('host.file-failed', `there are no pages in ${join(root, 'docs')}`, {
      remedy: 'npm install --global portwright',
    });
  const depth = (path: string) => path.split('/').length;
  return paths
    .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .map((path) => ({
      name: basename(path, '.md'),
      path,
      text: readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n'),
    }));
}
