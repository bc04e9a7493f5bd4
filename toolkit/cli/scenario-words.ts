import { z } from 'zod';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { isPortSpec } from '../ports/port-spec.ts';
import type { Scenario } from '../scenario/define-scenario.ts';
import { optionName } from '../scenario/parse-parameters.ts';
import { nearest } from './nearest.ts';

/** One parameter of a scenario as the command line takes it. */
export interface ScenarioOption {
  readonly parameter: string;
  /** For example `--start-port`. */
  readonly flag: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'list';
  readonly required: boolean;
  readonly choices: readonly string[] | undefined;
  readonly defaultValue: unknown;
  readonly description: string;
}

interface PropertySchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}

/** The parameters of a scenario, read from its schema. */
export function scenarioOptions(scenario: Scenario): readonly ScenarioOption[] {
  const schema = z.toJSONSchema(scenario.parameters, { io: 'input' });
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([parameter, property]) => {
    const { type, enum: choices, default: defaultValue, description = '' } = property as PropertySchema;
    return {
      parameter,
      flag: optionName(parameter),
      type: type === 'array' ? 'list' : type === 'integer' || type === 'boolean' ? type : 'string',
      required: required.has(parameter),
      choices,
      defaultValue,
      description,
    };
  });
}

/**
 * Reads `--flag value`, `--flag=value`, `--flag` and `--no-flag` into parameters. Lists take commas and repeat.
 *
 * @throws ToolkitError `input.invalid-parameter` for a flag the scenario does not have (with the nearest), a missing value, a
 *   value that is not a whole number, or a word that belongs to no flag.
 */
export function readScenarioWords(scenario: Scenario, words: readonly string[]): Record<string, unknown> {
  const options = scenarioOptions(scenario);
  const parameters: Record<string, unknown> = {};
  const rest = [...words];
  while (rest.length > 0) {
    const [word = ''] = rest.splice(0, 1);
    const { option, value, negated } = readFlag(scenario, options, word);
    if (option.type === 'boolean')
      parameters[option.parameter] = value === undefined ? !negated : readBoolean(option, value);
    else add(parameters, option, value ?? rest.shift());
  }
  return parameters;
}

function readFlag(scenario: Scenario, options: readonly ScenarioOption[], word: string) {
  const [, name = '', value] = /^(--[^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  const positive = options.find(({ flag }) => flag === name);
  if (positive !== undefined) return { option: positive, value, negated: false };
  const negative = options.find(
    ({ flag, type }) => type === 'boolean' && flag.replace('--', '--no-') === name,
  );
  if (negative !== undefined && value === undefined) return { option: negative, value, negated: true };
  const flags = options.map(({ flag }) => flag);
  const near = portOption(word, flags) ?? nearest(name || word, flags);
  throw new ToolkitError(
    'input.invalid-parameter',
    `scenario ${scenario.id} has no parameter ${JSON.stringify(name || word)}`,
    {
      remedy: near === undefined ? 'portwright scenarios' : `did you mean ${near}?`,
    },
  );
}

/** A port that stands by itself, as other commands take it. */
function portOption(word: string, flags: readonly string[]): string | undefined {
  const flag = flags.find((each) => each === '--ports' || each === '--port');
  return flag !== undefined && isPortSpec(word) ? `${flag} ${word}` : undefined;
}

function add(parameters: Record<string, unknown>, option: ScenarioOption, value: string | undefined): void {
  const { parameter, flag, type } = option;
  if (value === undefined || (value === '' && type !== 'string')) {
    throw new ToolkitError('input.invalid-parameter', `${flag} needs a value: ${option.description}`);
  }
  if (type === 'integer') parameters[parameter] = readInteger(flag, value);
  else if (type === 'string') parameters[parameter] = value;
  else {
    const earlier = parameters[parameter];
    const items = value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    parameters[parameter] = [...(Array.isArray(earlier) ? earlier : []), ...items];
  }
}

function readInteger(flag: string, value: string): number {
  if (/^-?\d{1,10}$/.test(value)) return Number(value);
  throw new ToolkitError('input.invalid-parameter', `${flag} ${JSON.stringify(value)} is not a whole number`);
}

function readBoolean({ flag }: ScenarioOption, value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new ToolkitError('input.invalid-parameter', `${flag}=${value} is not true or false`);
}
