import { ToolkitError } from './toolkit-error.ts';

/** Whether an operation of the system was refused: a file, a folder, a process. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

/** No space, or no more of it for this person (errno(3)). */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Gives a refused operation of the system its stable code: a full disk and a folder that cannot be written are nobody's bug.
 *
 * @returns Undefined for any other error, a bug among them.
 */
export function fromSystemError(error: unknown): ToolkitError | undefined {
  if (!isSystemError(error)) return undefined;
  const { code, path, message } = error;
  const file = path ?? 'what Portwright keeps';
  if (FULL.has(code)) {
    return new ToolkitError('host.disk-full', `there is no room left on the disk for ${file}`, {
      remedy: 'make room there, or name another folder: XDG_STATE_HOME off Windows',
      cause: error,
    });
  }
  return new ToolkitError('host.file-failed', `cannot work with ${file}: ${message}`, { cause: error });
}
