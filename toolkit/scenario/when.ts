import type { AnyStep } from './step.ts';

/** Steps that are part of the scenario only when a parameter asks for them. */
export function when(wanted: unknown, steps: () => readonly AnyStep[]): readonly AnyStep[] {
  return wanted ? steps() : [];
}
