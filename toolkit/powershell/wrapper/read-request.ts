import type { z } from 'zod';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import { elevatedRequestSchema, requestSchema, type WrapperRequest } from './request-schema.ts';

/** From its writing to its reading somebody answers the prompt of User Account Control. */
const LONGEST_AGE_MS = 5 * 60_000;
/** How far the clock may have been set back in between. */
const LONGEST_LEAD_MS = 60_000;
const LONGEST_SHOWN = 80;

/**
 * Reads a request of the PowerShell module, bare or inside the document that the elevated side was given.
 *
 * @param nowMs - Milliseconds since the Unix epoch; a document for the elevated side is good for five minutes.
 * @throws ToolkitError `wrapper.invalid-request` naming the place in the document and what stands there;
 *   `elevation.request-invalid` for a document that is too old, or from the future.
 */
export function readRequest(text: string, nowMs: number): WrapperRequest {
  const document = parse(text);
  if (!isElevated(document)) return checked(requestSchema, document);
  const { createdAt, request } = checked(elevatedRequestSchema, document);
  refuseOutdated(createdAt, nowMs);
  return request;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(`the request ${shown(text)} is not JSON`, cause);
  }
}

function isElevated(document: unknown): boolean {
  return typeof document === 'object' && document !== null && Object.hasOwn(document, 'request');
}

function checked<Schema extends z.ZodType>(schema: Schema, document: unknown): z.output<Schema> {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue === undefined ? [] : pathOf(issue);
  const value = valueAt(document, path);
  const what = value === undefined ? 'is missing' : `${shown(value)} is not valid: ${issue?.message}`;
  throw invalid(`${pathText(path)} ${what}`, parsed.error);
}

function pathOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${shortened(String(key))}`))
    .join('');
  return text === '' ? 'the request' : text.replace(/^\./, '');
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    document,
  );
}

/** Lists and objects are only named: they may be endless. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'with a list';
  if (typeof value === 'object' && value !== null) return 'with an object';
  return JSON.stringify(typeof value === 'string' ? shortened(value) : value);
}

function shortened(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}...`;
}

function refuseOutdated(createdAt: string, nowMs: number): void {
  const ageMs = nowMs - Date.parse(createdAt);
  if (ageMs <= LONGEST_AGE_MS && ageMs >= -LONGEST_LEAD_MS) return;
  const when =
    ageMs > 0 ? `${Math.round(ageMs / 1000)} s old` : `${Math.round(-ageMs / 1000)} s ahead of this clock`;
  throw new ToolkitError('elevation.request-invalid', `the approved request of ${createdAt} is ${when}`, {
    remedy: 'call the command again',
  });
}

function invalid(message: string, cause: unknown): ToolkitError {
  return new ToolkitError('wrapper.invalid-request', message, { cause });
}
