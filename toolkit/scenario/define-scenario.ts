import type { z } from 'zod';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { NOTHING_KNOWN, type PastRuns } from './past-runs.ts';
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
  readonly platform: 'windows' | 'linux' | 'any';
  /** True for one that does its work on every run: a second run is not `unchanged`. */
  readonly repeats?: boolean;
  readonly parameters: Schema;
  /** Cross-field rules the object schema cannot hold. @returns what is wrong, or undefined. */
  validate?(parameters: z.output<Schema>): string | undefined;
  /** @param past - What earlier runs left on the machine. @defaultValue `NOTHING_KNOWN` */
  steps(parameters: z.output<Schema>, past?: PastRuns): readonly AnyStep[];
}

/** A scenario as its file declares it. */
export interface ScenarioDefinition<Schema extends ParameterSchema> extends Omit<Scenario<Schema>, 'steps'> {
  /** The same parameters give the same step ids, whatever the past: a journal finds its steps again by them. */
  steps(parameters: z.output<Schema>, past: PastRuns): readonly AnyStep[];
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
export function defineScenario<Schema extends ParameterSchema>(
  scenario: ScenarioDefinition<Schema>,
): Scenario<Schema> {
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
  const defined: Scenario<Schema> = {
    ...scenario,
    steps: (parameters, past = NOTHING_KNOWN) => scenario.steps(parameters, past),
  };
  return Object.freeze(defined);
}

/** The scenario with the past of one machine, which whoever asks for its steps then need not know. */
export function withPast(scenario: Scenario, past: PastRuns): Scenario {
  return { ...scenario, steps: (parameters) => scenario.steps(parameters, past) };
}
