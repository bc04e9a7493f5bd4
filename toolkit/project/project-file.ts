import { ToolkitError } from '../errors/toolkit-error.ts';
import { isObject } from '../windows/json-value.ts';
import { parseJsonWithComments } from './json-with-comments.ts';

/** A file of a project that is not what it should be; `what` holds the value. */
export function projectFileError(file: string, what: string, cause?: unknown): ToolkitError {
  return new ToolkitError('input.invalid-project-file', `${file}: ${what}`, { cause });
}

/** @throws ToolkitError `input.invalid-project-file` */
export function readJsonObject(text: string, file: string): Readonly<Record<string, unknown>> {
  const value = parse(text, file);
  if (isObject(value)) return value;
  throw projectFileError(file, 'its content is not an object');
}

function parse(text: string, file: string): unknown {
  try {
    return parseJsonWithComments(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw projectFileError(file, `not JSON: ${why}`, cause);
  }
}
