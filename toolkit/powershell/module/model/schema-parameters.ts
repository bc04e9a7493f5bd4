import { z } from 'zod';
import { ToolkitError } from '../../../errors/toolkit-error.ts';
import type { Completer, DefaultValue, ParameterModel, Pipeline } from './command-model.ts';
import { type PropertySchema, parameterType } from './parameter-type.ts';

/** How a parameter is given, which a schema does not say. */
export interface Placement {
  /** @defaultValue PascalCase of the key; a list loses its last `s` */
  readonly name?: string;
  readonly position?: number;
  readonly pipeline?: Pipeline;
  readonly sets?: readonly string[];
  /** Required in its parameter set, although the schema as a whole does not require it. */
  readonly mandatory?: boolean;
  readonly completer?: Completer;
  /** @defaultValue none; a path has `LiteralPath` */
  readonly aliases?: readonly string[];
  /** @defaultValue false */
  readonly isPath?: boolean;
  /** @defaultValue true */
  readonly isSent?: boolean;
}

/** A rule over several parameters, which no schema holds. */
export interface Rule {
  /** Keys of the parameters whose help states it. */
  readonly parameters: readonly string[];
  readonly sentence: string;
}

export interface SchemaParametersOptions {
  /** Named in errors. */
  readonly owner: string;
  readonly placements?: Readonly<Record<string, Placement>>;
  readonly rules?: readonly Rule[];
  /** @defaultValue false */
  readonly isMachine?: boolean;
}

/**
 * Makes parameters of a zod object, in its order. Patterns must not rely on flags: JSON Schema does not keep them.
 *
 * @throws ToolkitError `scenario.invalid` naming the owner and the parameter that PowerShell cannot express, or a placement or
 *   rule of a parameter that is not there.
 */
export function schemaParameters(
  schema: z.ZodObject<z.ZodRawShape>,
  options: SchemaParametersOptions,
): readonly ParameterModel[] {
  const { properties = {}, required = [] } = jsonSchema(schema, options.owner);
  const keys = Object.keys(properties);
  const named = [
    ...Object.keys(options.placements ?? {}),
    ...(options.rules ?? []).flatMap(({ parameters }) => parameters),
  ];
  const missing = named.find((key) => !keys.includes(key));
  if (missing !== undefined) throw invalid(options.owner, missing, 'is no parameter');
  return Object.entries(properties).map(([key, property]) => {
    if (typeof property !== 'object') throw invalid(options.owner, key, 'takes anything');
    return parameter(key, { ...property }, required.includes(key), options);
  });
}

/** `startPort` is StartPort; the list `ports` is Port. */
export function parameterName(key: string, isList: boolean): string {
  const singular = isList ? key.replace(/s$/, '') : key;
  return singular.charAt(0).toUpperCase() + singular.slice(1);
}

function parameter(
  key: string,
  schema: PropertySchema,
  required: boolean,
  { owner, placements = {}, rules = [], isMachine = false }: SchemaParametersOptions,
): ParameterModel {
  const found = parameterType(schema, required);
  if ('problem' in found) throw invalid(owner, key, found.problem);
  const placement = placements[key] ?? {};
  const name = placement.name ?? parameterName(key, found.isList);
  if (!/^[A-Z][a-zA-Z0-9]*$/.test(name)) throw invalid(owner, key, 'is no name of a parameter');
  const { description, default: defaultValue } = schema;
  const { isPath = false, isSent = true } = placement;
  if (typeof description !== 'string') throw invalid(owner, key, 'has no description');
  return {
    ...found,
    name,
    key,
    description,
    aliases: placement.aliases ?? (name === 'Path' ? ['LiteralPath'] : []),
    isPath,
    isSent,
    // JSON Schema gives a default any type; the schema's own type was judged above.
    defaultValue: defaultValue as DefaultValue | undefined,
    mandatory: placement.mandatory ?? required,
    position: placement.position,
    pipeline: placement.pipeline ?? 'none',
    sets: placement.sets ?? [],
    completer: placement.completer,
    rules: rules.filter(({ parameters }) => parameters.includes(key)).map(({ sentence }) => sentence),
    isMachine,
  };
}

function jsonSchema(schema: z.ZodObject<z.ZodRawShape>, owner: string) {
  try {
    return z.toJSONSchema(schema, {
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        const hint = patternHint(zodSchema);
        if (hint !== undefined) jsonSchema.patternHint = hint;
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('scenario.invalid', `the parameters of ${owner} have no JSON Schema: ${why}`, {
      cause,
    });
  }
}

/** What the schema itself says to a text that does not match its pattern; JSON Schema has no word for it. */
function patternHint(schema: z.core.$ZodType): string | undefined {
  const { type, checks = [] } = schema._zod.def;
  if (type !== 'string') return undefined;
  const pattern = checks
    .map((check) => check._zod.def)
    .find((def) => 'format' in def && def.format === 'regex');
  // A schema of any type has checks of none, as zod declares it; those of a text take its issues.
  const error = pattern?.error as z.core.$ZodErrorMap | undefined;
  const said = error?.({ code: 'invalid_format', format: 'regex', input: '', path: [] });
  return typeof said === 'string' ? said : said?.message;
}

function invalid(owner: string, key: string, why: string): ToolkitError {
  return new ToolkitError('scenario.invalid', `parameter ${JSON.stringify(key)} of ${owner}: ${why}`);
}
