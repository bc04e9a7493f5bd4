import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtCli, PROJECT } from './built-cli.ts';
import { npm, npmPack } from './npm.ts';

interface LockedPackage {
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** `portwright` as a person's project has it after `npm install portwright`. */
export interface InstalledPortwright {
  /** The project's folder: with a blank and in Korean. */
  readonly folder: string;
  /** What npm put into `node_modules/.bin`. */
  readonly command: string;
}

/**
 * Packs the built project, and installs the tarball with npm itself into a new project below `parent`, without a network: the
 * dependencies come from npm's own cache, which `npm ci` has filled.
 *
 * @returns Why it could not be installed, where npm's cache has been emptied since.
 */
export async function installPortwright(parent: string): Promise<InstalledPortwright | string> {
  await builtCli();
  const folder = join(parent, '내 프로젝트 1');
  mkdirSync(folder);
  const tarball = await npmPack([PROJECT], folder, folder);
  const dependencies = { portwright: `file:${tarball}` };
  const project = { name: 'my-project', version: '1.0.0', private: true, dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lockOf(project, tarball)));
  try {
    await npm(['ci', '--no-audit', '--no-fund'], folder);
  } catch (error) {
    if (String(error).includes('ENOTCACHED')) return "npm's cache lacks a dependency: npm ci fills it";
    throw error;
  }
  return { folder, command: join(folder, 'node_modules', '.bin', 'portwright') };
}

/** The very versions of this project's own lock, so that npm need ask nobody. */
function lockOf(project: { readonly name: string; readonly version: string }, tarball: string) {
  const lock = readJson<{ packages: Record<string, LockedPackage> }>(join(PROJECT, 'package-lock.json'));
  const { version, dependencies, bin, engines } = readJson<Record<string, unknown>>(
    join(PROJECT, 'package.json'),
  );
  const ours = Object.entries(lock.packages).filter(
    ([path, { dev, link }]) => path.startsWith('node_modules/') && !dev && !link,
  );
  return {
    ...project,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': project,
      'node_modules/portwright': { version, resolved: `file:${tarball}`, dependencies, bin, engines },
      ...Object.fromEntries(ours),
    },
  };
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
