import { type ComposePlace, composeError } from './compose-error.ts';
import { InterpolationError, interpolate, type Lookup } from './interpolate.ts';
import { listAt, type Override, objectAt, type RawService } from './parse-compose-file.ts';
import {
  formatPortMapping,
  type PortMapping,
  PortMappingError,
  parseShortPort,
  readLongPort,
} from './port-mapping.ts';

/** A port as one file asks for it. */
export interface PortEntry {
  readonly mapping: PortMapping;
  /** The file that holds it. */
  readonly file: string;
  /** As written, with its variables put in; the long syntax in the short one's form. */
  readonly text: string;
}

/** The service of the same file, or of another one, that this one begins with. */
export interface ExtendedService {
  readonly service: string;
  readonly file?: string;
}

/** What decides which ports a service publishes. */
export interface ComposeService {
  readonly ports: readonly PortEntry[];
  readonly networkMode: string | undefined;
  readonly profiles: readonly string[];
  readonly overrides: Readonly<Partial<Record<string, Override>>>;
  readonly override: Override | undefined;
}

/** Puts variables into a text and keeps count of those without a value. */
export interface Substitution {
  readonly lookup: Lookup;
  readonly unset: Set<string>;
}

/**
 * Reads a service of one file.
 *
 * @throws ToolkitError `input.invalid-compose`
 */
export function readService(
  raw: RawService,
  place: Required<ComposePlace>,
  substitution: Substitution,
): ComposeService {
  const { ports, network_mode, profiles } = raw.values;
  const isReset = (key: string) => raw.overrides[key] === 'reset';
  const text = (value: unknown, what: string) => substitute(value, { ...place, what }, substitution);
  return {
    ports: (isReset('ports') ? [] : listAt(ports ?? [], place, 'ports')).map((entry) =>
      readEntry(entry, place, substitution),
    ),
    networkMode:
      network_mode === undefined || isReset('network_mode') ? undefined : text(network_mode, 'network_mode'),
    profiles: (isReset('profiles') ? [] : listAt(profiles ?? [], place, 'profiles')).map((name) =>
      text(name, 'a profile'),
    ),
    overrides: raw.overrides,
    override: raw.override,
  };
}

/** @throws ToolkitError `input.invalid-compose` */
export function readExtends(
  raw: RawService,
  place: Required<ComposePlace>,
  substitution: Substitution,
): ExtendedService | undefined {
  const value = raw.values.extends;
  if (value === undefined || raw.overrides.extends === 'reset') return undefined;
  const text = (part: unknown, what: string) => substitute(part, { ...place, what }, substitution);
  if (typeof value === 'string') return { service: text(value, 'extends') };
  const { service, file } = objectAt(value, place, 'extends');
  return {
    service: text(service, 'the service of extends'),
    ...(file !== undefined && { file: text(file, 'the file of extends') }),
  };
}

/** @throws ToolkitError `input.invalid-compose` */
export function substitute(
  value: unknown,
  { what, ...place }: ComposePlace & { readonly what: string },
  { lookup, unset }: Substitution,
): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw composeError(place, `${what} is a text, not ${JSON.stringify(value)}`);
  try {
    const read = interpolate(value, lookup);
    for (const name of read.unset) unset.add(name);
    return read.text;
  } catch (cause) {
    if (!(cause instanceof InterpolationError)) throw cause;
    throw composeError(place, `${what} ${JSON.stringify(value)}: ${cause.message}`, cause);
  }
}

function readEntry(entry: unknown, place: Required<ComposePlace>, substitution: Substitution): PortEntry {
  const text = (value: unknown) => substitute(value, { ...place, what: 'the port' }, substitution);
  try {
    if (typeof entry === 'string' || typeof entry === 'number') {
      const short = text(entry);
      return { mapping: parseShortPort(short), file: place.file, text: short };
    }
    const parts = Object.entries(objectAt(entry, place, 'a port'));
    const mapping = readLongPort(
      Object.fromEntries(parts.map(([key, value]) => [key, typeof value === 'string' ? text(value) : value])),
    );
    return { mapping, file: place.file, text: formatPortMapping(mapping) };
  } catch (cause) {
    if (!(cause instanceof PortMappingError)) throw cause;
    const written =
      typeof entry === 'string' && entry.includes('$') ? ` (written ${JSON.stringify(entry)})` : '';
    throw composeError(place, `${cause.message}${written}`, cause);
  }
}
