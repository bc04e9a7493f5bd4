/** Looks a variable up; undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

export interface Interpolated {
  readonly text: string;
  /** Variables without a value and without a default: they count as empty. */
  readonly unset: readonly string[];
}

/** A variable that must have a value has none, or the text is not a template. */
export class InterpolationError extends Error {}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
const OPERATOR = /^:?[-?+]/;

/**
 * Puts variables into a text as compose does: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?error}`,
 * `${NAME?error}`, `${NAME:+other}`, `${NAME+other}`, nested, and `$$` for a dollar
 * (https://docs.docker.com/reference/compose-file/interpolation/).
 *
 * @throws {@link InterpolationError}
 */
export function interpolate(text: string, lookup: Lookup): Interpolated {
  const unset: string[] = [];
  let result = '';
  for (let index = 0; index < text.length; ) {
    const dollar = text.indexOf('$', index);
    if (dollar === -1) return { text: result + text.slice(index), unset };
    result += text.slice(index, dollar);
    const read = readVariable(text.slice(dollar), lookup);
    result += read.text;
    unset.push(...read.unset);
    index = dollar + read.length;
  }
  return { text: result, unset };
}

interface ReadVariable extends Interpolated {
  /** How much of the template it took. */
  readonly length: number;
}

/** @param template - Begins with the dollar. */
function readVariable(template: string, lookup: Lookup): ReadVariable {
  if (template.startsWith('$$')) return { text: '$', unset: [], length: 2 };
  const isBraced = template.startsWith('${');
  const name = NAME.exec(template.slice(isBraced ? 2 : 1))?.[0];
  if (name === undefined) throw new InterpolationError(`${JSON.stringify(template)} is not a variable`);
  if (!isBraced) return { ...plain(name, lookup), length: name.length + 1 };
  const end = closingBrace(template);
  const rest = template.slice(2 + name.length, end);
  if (rest === '') return { ...plain(name, lookup), length: end + 1 };
  const operator = OPERATOR.exec(rest)?.[0];
  if (operator === undefined) throw new InterpolationError(`${JSON.stringify(template)} is not a variable`);
  const operand = rest.slice(operator.length);
  return { ...withOperator(name, operator, { operand, lookup }), length: end + 1 };
}

function plain(name: string, lookup: Lookup): Interpolated {
  const value = lookup(name);
  return value === undefined ? { text: '', unset: [name] } : { text: value, unset: [] };
}

/** With a colon an empty value counts as none. */
function withOperator(
  name: string,
  operator: string,
  { operand, lookup }: { readonly operand: string; readonly lookup: Lookup },
): Interpolated {
  const value = lookup(name);
  const hasValue = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('+')) return hasValue ? interpolate(operand, lookup) : { text: '', unset: [] };
  if (hasValue) return { text: value, unset: [] };
  if (operator.endsWith('-')) return interpolate(operand, lookup);
  const { text } = interpolate(operand, lookup);
  throw new InterpolationError(`variable ${name} must have a value${text === '' ? '' : `: ${text}`}`);
}

/** Braces of variables inside belong to those. */
function closingBrace(template: string): number {
  let depth = 0;
  for (let index = 0; index < template.length; index++) {
    if (template.startsWith('${', index)) depth++;
    else if (template[index] === '}' && --depth === 0) return index;
  }
  throw new InterpolationError(`${JSON.stringify(template)} has no closing brace`);
}
