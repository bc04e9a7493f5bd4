import { open, readFile, rename, rm } from 'node:fs/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';

/**
 * Reads a UTF-8 file.
 *
 * @returns Its text without a byte order mark, or undefined when there is no such file.
 * @throws ToolkitError `host.file-failed`
 */
export async function readTextFile(path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await readFile(path));
  } catch (cause) {
    if (hasCode(cause, 'ENOENT', 'ENOTDIR')) return undefined;
    throw fileFailed('read', path, cause);
  }
}

/**
 * Replaces a file in one step, synced to disk first: whoever reads it sees the old text or the new, never half of it.
 *
 * @throws ToolkitError `host.file-failed`; the old file is then as it was.
 */
export async function writeTextFile(path: string, text: string): Promise<void> {
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

function fileFailed(verb: 'read' | 'write', path: string, cause: unknown): ToolkitError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ToolkitError('host.file-failed', `cannot ${verb} ${path}: ${why}`, { cause });
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.some((code) => code === error.code);
}
