import type { Scenario } from '../scenario/define-scenario.ts';

/**
 * Says why a module's default export is not a scenario.
 *
 * Judged by its parts, so that a plain JavaScript file, which no type check has seen, gets the right words too.
 *
 * @returns What is wrong, to follow the file's name; undefined for a scenario.
 */
export function scenarioProblem(value: unknown): string | undefined {
  if (value === undefined) return 'has no default export';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `exports ${kindOf(value)} by default, not a scenario`;
  }
  const wrong = PARTS.find(([name, isRight]) => !isRight(Reflect.get(value, name)));
  return wrong === undefined
    ? undefined
    : `exports no scenario by default: \`${wrong[0]}\` is not ${wrong[2]}`;
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';

/** A zod object, of whichever copy of zod. */
function isParameterSchema(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (
    typeof Reflect.get(value, 'safeParse') === 'function' && typeof Reflect.get(value, 'shape') === 'object'
  );
}

type Part = readonly [name: keyof Scenario, isRight: (value: unknown) => boolean, wanted: string];

const PARTS: readonly Part[] = [
  ['id', isText, 'a name in kebab case'],
  ['title', isText, 'a line of text'],
  ['summary', isText, 'a line of text'],
  [
    'platform',
    (value) => value === 'windows' || value === 'linux' || value === 'any',
    "'windows', 'linux' or 'any'",
  ],
  ['parameters', isParameterSchema, 'a zod object'],
  ['steps', (value) => typeof value === 'function', 'a function'],
];

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return `a ${typeof value}`;
}
