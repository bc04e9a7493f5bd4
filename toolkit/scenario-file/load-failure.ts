import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayPath } from './display-path.ts';
import type { IsOwnFile } from './own-files.ts';

/** Says in the file's own terms why it could not be loaded. Type errors say it already and stay as they are. */
export function loadFailure(path: string, error: unknown, isOwnFile: IsOwnFile): ToolkitError {
  if (error instanceof ToolkitError && error.code === 'scenario.type-error') return error;
  const place = placeOf(error, isOwnFile) ?? displayPath(path);
  if (error instanceof ToolkitError) {
    const { code, message, remedy } = error;
    return new ToolkitError(code, `${place}: ${message}`, {
      cause: error,
      ...(remedy !== undefined && { remedy }),
    });
  }
  const said =
    error instanceof Error ? `${error.name}: ${error.message}` : `it threw ${JSON.stringify(error)}`;
  return new ToolkitError('scenario.load-failed', `${place}: ${said}`, { cause: error });
}

const FRAME = /^\s+at (?:.*\()?((?:file:|[/\\]|[A-Za-z]:\\).*?)(?:\?\w+)?(:\d+:\d+)\)?$/;

/** The innermost place in the user's own files; the frames below Node's loader are the caller's, not the file's. */
function placeOf(error: unknown, isOwnFile: IsOwnFile): string | undefined {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  for (const line of lines) {
    if (line.includes('node:internal/modules/')) return undefined;
    const [, file = '', position = ''] = FRAME.exec(line) ?? [];
    const path = file.startsWith('file:') ? fileURLToPath(file) : file;
    if (path !== '' && isOwnFile(path)) return `${displayPath(path)}${position}`;
  }
  return undefined;
}
