import { isAbsolute, relative } from 'node:path';

/** The path as a person standing in `folder` would write it: relative when it lies inside, else absolute. */
export function displayPath(path: string, folder: string = process.cwd()): string {
  const below = relative(folder, path);
  return below === '' || below.startsWith('..') || isAbsolute(below) ? path : below;
}
