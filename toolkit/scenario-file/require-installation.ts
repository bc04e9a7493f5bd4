import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayPath } from './display-path.ts';

/**
 * Refuses a scenario file where this copy of the command line came with the PowerShell module: it has neither TypeScript nor
 * the declarations that such a file is checked against beside it.
 *
 * @throws ToolkitError `scenario.needs-installation`
 */
export function requireInstallation(path: string): void {
  const manifest = findPackageJSON(import.meta.url);
  const { name }: { name?: unknown } =
    manifest === undefined ? {} : JSON.parse(readFileSync(manifest, 'utf8'));
  if (name === 'portwright') return;
  throw new ToolkitError(
    'scenario.needs-installation',
    `${displayPath(path)} is a scenario file of your own, and the copy of Portwright inside the PowerShell module has no TypeScript`,
    { remedy: 'npm install --global portwright' },
  );
}
