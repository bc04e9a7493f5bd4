import { isObject } from '../windows/json-value.ts';
import { type ComposePlace, composeError } from './compose-error.ts';

/** What an override file does to a value of the files before it: `!reset` clears it, `!override` replaces it. */
export type Override = 'reset' | 'override';

/** One service of one file, with only what decides about published ports; values are not interpolated. */
export interface RawService {
  readonly values: Readonly<Record<string, unknown>>;
  readonly overrides: Readonly<Partial<Record<string, Override>>>;
  /** Set where a tag stands at the service itself. */
  readonly override: Override | undefined;
}

/** One document of a compose file. */
export interface RawComposeFile {
  readonly services: ReadonlyMap<string, RawService>;
  readonly include: readonly unknown[];
}

/** The values of a service that decide which ports it publishes. */
const KEYS = ['ports', 'network_mode', 'profiles', 'extends'] as const;

/**
 * Reads the documents of a compose file: anchors, aliases, merge keys (`<<`) and compose's own tags.
 *
 * @throws ToolkitError `input.invalid-compose` with the line where it is not YAML, or not of compose's shape.
 */
export async function parseComposeFile(text: string, file: string): Promise<RawComposeFile[]> {
  const { parseAllDocuments } = await import('./yaml-entry.ts');
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''), { merge: true, logLevel: 'silent' });
  return [...documents].map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw composeError({ file }, firstLine(error.message), error);
    const tagAt = (path: readonly string[]) => overrideOf(tagOf(document.getIn(path, true)));
    return readDocument(
      toValue(() => document.toJS(), file),
      tagAt,
      file,
    );
  });
}

type TagAt = (path: readonly string[]) => Override | undefined;

/** An alias that is not there, or a text made to grow without end. */
function toValue(convert: () => unknown, file: string): unknown {
  try {
    return convert();
  } catch (cause) {
    throw composeError({ file }, cause instanceof Error ? firstLine(cause.message) : String(cause), cause);
  }
}

function readDocument(value: unknown, tagAt: TagAt, file: string): RawComposeFile {
  if (value === null || value === undefined) return { services: new Map(), include: [] };
  if (!isObject(value)) throw composeError({ file }, 'a compose file is a mapping with services');
  const { services = {}, include = [] } = value;
  const entries = Object.entries(objectAt(services ?? {}, { file }, 'services'));
  return {
    services: new Map(
      entries.map(([name, service]) => [name, readService(service, { file, service: name }, tagAt)]),
    ),
    include: listAt(include ?? [], { file }, 'include'),
  };
}

function readService(value: unknown, place: Required<ComposePlace>, tagAt: TagAt): RawService {
  const path = ['services', place.service];
  const ownOverride = tagAt(path);
  if (ownOverride === 'reset') return { values: {}, overrides: {}, override: ownOverride };
  const service = objectAt(value ?? {}, place, 'the service');
  return {
    values: Object.fromEntries(KEYS.flatMap((key) => (service[key] == null ? [] : [[key, service[key]]]))),
    overrides: Object.fromEntries(
      KEYS.flatMap((key) => {
        const override = key in service ? tagAt([...path, key]) : undefined;
        return override === undefined ? [] : [[key, override]];
      }),
    ),
    override: ownOverride,
  };
}

export function objectAt(
  value: unknown,
  place: ComposePlace,
  what: string,
): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw composeError(place, `${what} is a mapping, not ${JSON.stringify(value)}`);
}

export function listAt(value: unknown, place: ComposePlace, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw composeError(place, `${what} is a list, not ${JSON.stringify(value)}`);
}

function tagOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'tag' in node ? node.tag : undefined;
}

function overrideOf(tag: unknown): Override | undefined {
  return tag === '!reset' ? 'reset' : tag === '!override' ? 'override' : undefined;
}

function firstLine(message: string): string {
  return message.split('\n')[0]?.replace(/:$/, '') ?? message;
}
