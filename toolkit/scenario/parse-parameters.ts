import type { z } from 'zod';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Scenario } from './define-scenario.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/**
 * Fills in the defaults and checks every value.
 *
 * @throws ToolkitError `input.invalid-parameter` naming the parameter, its value and what it may be; for ports `ports.*`.
 */
export function parseParameters(scenario: Scenario, given: Parameters): Parameters {
  const parsed = scenario.parameters.safeParse(given);
  if (!parsed.success) throw invalid(scenario, given, parsed.error);
  const wrong = scenario.validate?.(parsed.data);
  if (wrong !== undefined) throw new ToolkitError('input.invalid-parameter', wrong);
  // The steps read what the shape cannot hold, such as a range whose end is below its start: better now than in a plan.
  trySteps(scenario, parsed.data);
  return parsed.data;
}

function trySteps(scenario: Scenario, parameters: Parameters): void {
  try {
    scenario.steps(parameters);
  } catch (cause) {
    if (cause instanceof ToolkitError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('scenario.load-failed', `scenario ${scenario.id} cannot make its steps: ${why}`, {
      cause,
    });
  }
}

function invalid(scenario: Scenario, given: Parameters, error: z.ZodError): ToolkitError {
  const [issue] = error.issues;
  const [name] = issue?.path ?? [];
  const value = typeof name === 'string' ? given[name] : undefined;
  const what = typeof name === 'string' ? optionName(name) : `parameters of ${scenario.id}`;
  const said = value === undefined ? '' : ` ${JSON.stringify(value)}`;
  const message =
    value === undefined && issue?.code === 'invalid_type'
      ? 'is missing'
      : `is not valid: ${issue?.message ?? ''}`;
  return new ToolkitError('input.invalid-parameter', `${what}${said} ${message}`, {
    remedy: 'portwright scenarios',
    cause: error,
  });
}

/** `startPort` as it is written on the command line: `--start-port`. */
export function optionName(parameter: string): string {
  return `--${parameter.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
