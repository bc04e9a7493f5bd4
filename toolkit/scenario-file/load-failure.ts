import { fileURLToPath } from 'node:url';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayPath } from './display-path.ts';

/** Says in the file's own terms why it could not be loaded. Type errors say it already and stay as they are. */
export function loadFailure(path: string, error: unknown): ToolkitError {
  if (error instanceof ToolkitError && error.code === 'scenario.type-error') return error;
  const place = placeOf(error) ?? displayPath(path);
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

function placeOf(_error: unknown): string | undefined { return undefined; }
