import type { Bounds, ParameterType } from './command-model.ts';
import { dotNetPattern } from './pattern.ts';

/** What JSON Schema says of one parameter. */
export type PropertySchema = Readonly<Record<string, unknown>>;

/** A parameter's type, or why it has none in PowerShell. */
export type TypeFound =
  | { readonly type: ParameterType; readonly isList: boolean; readonly isNeverEmpty: boolean }
  | { readonly problem: string };

/** Every word that is understood; another one says something that PowerShell would not check. */
const UNDERSTOOD = new Set([
  ...['type', 'description', 'default', 'enum', 'items', 'pattern', 'patternHint'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems'],
]);
const ANY_INTEGER: Bounds = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const ANY_LENGTH: Bounds = { minimum: 0, maximum: 2 ** 31 - 1 };

/** Finds the PowerShell type that takes what a property of a JSON Schema takes. */
export function parameterType(schema: PropertySchema, required: boolean): TypeFound {
  const unknown = Object.keys(schema).find((word) => !UNDERSTOOD.has(word));
  if (unknown !== undefined) return noForm(`\`${unknown}\``);
  if (schema.type === 'array') return listType(schema, required);
  const found = scalarType(schema, required);
  return 'problem' in found ? found : { type: found, isList: false, isNeverEmpty: false };
}

function listType({ items, minItems = 0 }: PropertySchema, required: boolean): TypeFound {
  // More than one cannot be asked for where the items may come one by one.
  if (minItems !== 0 && minItems !== 1) return noForm(`\`minItems\` ${minItems}`);
  if (typeof items !== 'object' || items === null) return noForm('a list without a type for its items');
  const item = parameterType({ ...items }, required);
  if ('problem' in item) return item;
  if (item.isList || item.type.kind === 'switch' || item.type.kind === 'boolean')
    return noForm('a list of lists or of booleans');
  // Mandatory refuses an empty list by itself.
  return { type: item.type, isList: true, isNeverEmpty: minItems === 1 && !required };
}

function scalarType(schema: PropertySchema, required: boolean): ParameterType | { readonly problem: string } {
  const { type, enum: choices, default: defaultValue } = schema;
  switch (type) {
    case 'boolean':
      return { kind: required || defaultValue === true ? 'boolean' : 'switch' };
    case 'integer':
      return { kind: 'integer', range: bounds([schema.minimum, schema.maximum], ANY_INTEGER) };
    case 'string':
      return Array.isArray(choices) ? { kind: 'choice', choices: choices.map(String) } : textType(schema);
    default:
      return noForm(`the type ${JSON.stringify(type)}`);
  }
}

function textType({
  pattern: source,
  patternHint: hint,
  minLength,
  maxLength,
}: PropertySchema): ParameterType | { readonly problem: string } {
  const isBounded = minLength !== undefined || maxLength !== undefined;
  const length = isBounded ? { length: bounds([minLength, maxLength], ANY_LENGTH) } : {};
  if (typeof source !== 'string') return { kind: 'text', ...length };
  const translated = dotNetPattern(source);
  const patternHint = typeof hint === 'string' ? { patternHint: hint } : {};
  if ('pattern' in translated)
    return { kind: 'text', pattern: translated.pattern, ...patternHint, ...length };
  return {
    problem: `the pattern ${source} has no equal in .NET from ${JSON.stringify(translated.unknown)} on`,
  };
}

function bounds([minimum, maximum]: readonly [unknown, unknown], otherwise: Bounds): Bounds {
  return {
    minimum: typeof minimum === 'number' ? minimum : otherwise.minimum,
    maximum: typeof maximum === 'number' ? maximum : otherwise.maximum,
  };
}

function noForm(what: string): { readonly problem: string } {
  return { problem: `${what} has no form in PowerShell` };
}
