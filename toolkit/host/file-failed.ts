import { fromSystemError } from '../errors/system-error.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';

/** The error of a file that could not be read or written, with the system's own words. */
export function fileFailed(verb: 'read' | 'write', path: string, cause: unknown): ToolkitError {
  const refused = fromSystemError(cause);
  if (refused?.code === 'host.disk-full') return refused;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ToolkitError('host.file-failed', `cannot ${verb} ${path}: ${why}`, { cause });
}

/** Whether the error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
