import type { z } from 'zod';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { AnyStep } from './step.ts';

export type ParameterSchema = z.ZodObject<z.ZodRawShape>;

/** A named, declarative sequence of steps with typed parameters. */
export interface Scenario<Schema extends ParameterSchema = ParameterSchema> {
  /** Kebab case; the file's name. */
  readonly id: string;
  readonly title: string;
  /** What it is for and what it disturbs, in one or two sentences. */
  readonly summary: string;
  /** Hosts it can work on. */
  readonly platform: 'windows' | 'linux';
  /** True for one that does its work on every run and leaves nothing behind: a second run is not `unchanged`. */
  readonly repeats?: boolean;
  readonly parameters: Schema;
  /** Cross-field rules the object schema cannot hold. @returns what is wrong, or undefined. */
  validate?(parameters: z.output<Schema>): string | undefined;
  steps(parameters: z.output<Schema>): readonly AnyStep[];
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Declares a scenario. A scenario file's default export is what this returns.
 *
 * @throws ToolkitError `scenario.invalid` when the id is not kebab case or a needed part is missing.
 *
 * @example
 * export default defineScenario({
 *   id: 'keep-8065',
 *   title: 'Keep port 8065',
 *   summary: 'Adds an administered exclusion for 8065.',
 *   platform: 'windows',
 *   parameters: z.strictObject({}),
 *   steps: () => [ensureExcludedPortRanges({ protocol: 'tcp', ranges: [{ startPort: 8065, numberOfPorts: 1 }] })],
 * });
 */
export function defineScenario<Schema extends ParameterSchema>(scenario: Scenario<Schema>): Scenario<Schema> {
  if (!ID.test(scenario.id)) {
    throw new ToolkitError(
      'scenario.invalid',
      `scenario id ${JSON.stringify(scenario.id)} is not kebab case`,
    );
  }
  if (typeof scenario.steps !== 'function' || typeof scenario.parameters?.safeParse !== 'function') {
    throw new ToolkitError(
      'scenario.invalid',
      `scenario ${scenario.id} needs \`parameters\` (a zod object) and \`steps\``,
    );
  }
  return Object.freeze(scenario);
}
