import { UnrecognizedOutputError } from '../errors/toolkit-error.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Takes values of the expected kind out of JSON and refuses every other, naming the path.
 *
 * Small on purpose: the schemas' library is too slow to load on the way of every diagnosis.
 */
export interface JsonReader {
  object(value: unknown, path: string): JsonObject;
  array(value: unknown, path: string): readonly unknown[];
  string(value: unknown, path: string): string;
  integer(value: unknown, path: string): number;
  fail(path: string): never;
}

export function jsonReader(what: string, lineNumber = 1): JsonReader {
  const fail = (path: string): never => {
    throw new UnrecognizedOutputError(what, lineNumber, path);
  };
  return {
    fail,
    object: (value, path) => (isObject(value) ? value : fail(path)),
    array: (value, path) => (Array.isArray(value) ? value : fail(path)),
    string: (value, path) => (typeof value === 'string' ? value : fail(path)),
    integer: (value, path) => (typeof value === 'number' && Number.isInteger(value) ? value : fail(path)),
  };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws UnrecognizedOutputError with the text's first line when it is no JSON. */
export function parseJson(text: string, what: string, lineNumber = 1): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnrecognizedOutputError(
      what,
      lineNumber,
      text.split(/\r?\n/).find((line) => line.trim()) ?? '',
    );
  }
}
