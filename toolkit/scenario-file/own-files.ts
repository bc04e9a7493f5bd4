import { sep } from 'node:path';

/** Whether a file is the user's own: the scenario file itself, or one that is neither a package's nor the toolkit's. */
export type IsOwnFile = (path: string) => boolean;

/** @param toolkitFolder - Where the running toolkit's modules lie. */
export function ownFiles(entryPath: string, toolkitFolder: string): IsOwnFile {
  return (path) =>
    path === entryPath || !(path.split(sep).includes('node_modules') || path.startsWith(toolkitFolder + sep));
}
