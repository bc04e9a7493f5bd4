import { distinctPromises } from './plan.ts';
import type { PromisedFact, StepPromise } from './promised-fact.ts';
import { type RunRecord, type StepRecord, standingSteps } from './run-record.ts';
import type { AnyStep } from './step.ts';
import { findStep } from './undo-steps.ts';

/**
 * What will be true of the machine once the run is rolled back, in the order in which it is put back.
 *
 * @param steps - The scenario's own, for the parameters of the run.
 * @returns Empty where nothing stands, and for steps whose undo Windows cannot be asked about.
 */
export function rollbackPromises(steps: readonly AnyStep[], run: RunRecord): readonly StepPromise[] {
  const promises = standingSteps(run).flatMap((record) =>
    factsOf(steps, record).map((fact) => ({ stepId: record.stepId, fact })),
  );
  return distinctPromises(promises);
}

/** A bracket that is still open is brought back, as the run itself would have done. */
function factsOf(steps: readonly AnyStep[], { stepId, before }: StepRecord): readonly PromisedFact[] {
  const step = findStep(steps, stepId, 0)?.step;
  if (step?.kind === 'bracket') return step.promises?.(before) ?? [];
  return (step?.kind === 'step' ? step.restores?.(before) : undefined) ?? [];
}
