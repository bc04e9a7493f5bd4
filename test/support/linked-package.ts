import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtCli, PROJECT } from './built-cli.ts';
import { npmPack } from './npm.ts';

export interface LinkedPackage {
  /** Where it is: `node_modules/<name>` of the folder. */
  readonly installed: string;
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly bin: Readonly<Record<string, string>>;
    readonly dependencies: Readonly<Record<string, string>>;
  };
}

/**
 * Packs a package of this project and puts it into a folder as `npm install` of the tarball would leave it, without a registry:
 * its dependencies are links to this project's own.
 *
 * @param workspace - The folder of the package. @defaultValue the project itself
 */
export async function installLinked(folder: string, workspace?: string): Promise<LinkedPackage> {
  await builtCli();
  const tarball = await npmPack(workspace === undefined ? [] : ['-w', workspace], folder, PROJECT);
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  const unpacked = join(folder, 'package');
  const manifest = JSON.parse(
    readFileSync(join(unpacked, 'package.json'), 'utf8'),
  ) as LinkedPackage['manifest'];
  const modules = join(folder, 'node_modules');
  const installed = join(modules, manifest.name);
  mkdirSync(modules);
  renameSync(unpacked, installed);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(modules, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules', name), link, 'junction');
  }
  return { installed, manifest };
}
