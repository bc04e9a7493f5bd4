import { type FileHandle, open } from 'node:fs/promises';
import { fileFailed, isMissing } from './file-failed.ts';

/** Settings of the kernel: files that are no files. */
const KERNEL_FOLDER = '/proc/sys/';

/** Longer than any setting: a list of every second port has 196,606 characters. */
const LONGEST_VALUE = 262_144;

export function isKernelFile(path: string): boolean {
  return path.startsWith(KERNEL_FOLDER);
}

/**
 * Reads a setting with one read(2): the kernel cuts a list of ports off at the length that is asked for, and a second read has
 * nothing (`proc_do_large_bitmap` in kernel/sysctl.c).
 *
 * @returns Undefined when there is no such setting.
 * @throws ToolkitError `host.file-failed`
 */
export async function readKernelFile(path: string): Promise<string | undefined> {
  try {
    return await withFile(path, 'r', async (file) => {
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LONGEST_VALUE), position: null });
      return buffer.toString('latin1', 0, bytesRead);
    });
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw fileFailed('read', path, cause);
  }
}

/**
 * Writes a setting in place. The kernel takes at most a page at once and adds what follows through the same open file to it, so
 * a list longer than that is complete only after the last write.
 *
 * @throws ToolkitError `host.file-failed`; a value that the kernel refuses changes nothing.
 */
export async function writeKernelFile(path: string, text: string): Promise<void> {
  try {
    await withFile(path, 'r+', async (file) => {
      const bytes = Buffer.from(text, 'latin1');
      for (let offset = 0; offset < bytes.length; ) {
        // From the file's own position, which the kernel moves: a position of ours would begin the list anew.
        const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset, null);
        offset += bytesWritten;
      }
    });
  } catch (cause) {
    throw fileFailed('write', path, cause);
  }
}

async function withFile<T>(path: string, flags: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}
