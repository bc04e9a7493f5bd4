import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package of which a scenario file must get the running toolkit's own copy, wherever the file lies. */
export type SharedPackage = 'portwright' | 'zod';

export interface RunningCopies {
  /** URL of the module each package name stands for at run time. */
  readonly modules: Readonly<Record<SharedPackage, string>>;
  /** Path of the declarations each package name stands for in the type check. */
  readonly declarations: Readonly<Record<SharedPackage, string>>;
  /** The folder the running modules lie in: `dist` of a build, `toolkit` where the sources run. */
  readonly folder: string;
  /** Where `@types/node` lies; none where it is not installed, and Node's own modules are then without types. */
  readonly typeRoots: readonly string[];
}

/** Where the toolkit that is running, and the zod it uses, are to be found. */
export function runningCopies(): RunningCopies {
  const root = neededFolder('..');
  const zod = neededFolder('zod');
  const nodeTypes = packageFolder('@types/node');
  const fromSources = import.meta.url.endsWith('.ts');
  const folder = join(root, fromSources ? 'toolkit' : 'dist');
  return {
    folder,
    typeRoots: nodeTypes === undefined ? [] : [dirname(nodeTypes)],
    declarations: {
      portwright: fromSources ? join(folder, 'index.ts') : join(folder, 'types', 'toolkit', 'index.d.ts'),
      zod: join(zod, 'index.d.ts'),
    },
    modules: {
      portwright: fileUrl(folder, fromSources ? 'index.ts' : 'index.js'),
      zod: fromSources ? fileUrl(zod, 'index.js') : fileUrl(folder, 'zod.js'),
    },
  };
}

function neededFolder(specifier: string): string {
  const folder = packageFolder(specifier);
  if (folder === undefined) throw new Error(`${specifier} is not installed beside the toolkit`);
  return folder;
}

function packageFolder(specifier: string): string | undefined {
  try {
    const path = findPackageJSON(specifier, import.meta.url);
    return path === undefined ? undefined : dirname(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function fileUrl(...parts: readonly string[]): string {
  return pathToFileURL(join(...parts)).href;
}
