import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { fileFailed, isMissing } from './file-failed.ts';
import type { ReadTextOptions } from './host.ts';

/**
 * Reads a UTF-8 file.
 *
 * @returns Its text without a byte order mark unless that is to be kept, or undefined when there is no such file.
 * @throws ToolkitError `host.file-failed`
 */
export async function readTextFile(
  path: string,
  { keepByteOrderMark = false }: ReadTextOptions = {},
): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: keepByteOrderMark }).decode(await readFile(path));
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw fileFailed('read', path, cause);
  }
}

/**
 * Replaces a file in one step, synced to disk first: whoever reads it sees the old text or the new, never half of it.
 *
 * @param text - Undefined removes the file; one that is not there is no error then.
 * @throws ToolkitError `host.file-failed`; the old file is then as it was.
 */
export async function writeTextFile(path: string, text: string | undefined): Promise<void> {
  if (text === undefined) return removeFile(path);
  const temporary = `${path}.${process.pid}.${Date.now()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw fileFailed('write', path, cause);
  }
}

/**
 * Lists a folder.
 *
 * @returns The names in it, in no order; undefined when there is no such folder.
 * @throws ToolkitError `host.file-failed`
 */
export async function listFolder(path: string): Promise<string[] | undefined> {
  try {
    return await readdir(path);
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw fileFailed('read', path, cause);
  }
}

async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (cause) {
    throw fileFailed('write', path, cause);
  }
}
