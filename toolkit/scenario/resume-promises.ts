import type { Host } from '../host/host.ts';
import type { Scenario } from './define-scenario.ts';
import { distinctPromises, planScenario } from './plan.ts';
import type { StepPromise } from './promised-fact.ts';
import type { RunRecord, StepRecord } from './run-record.ts';
import { shareReads } from './share-reads.ts';
import type { AnyStep } from './step.ts';

/**
 * What will be true of the machine once the run is resumed: what a plan made now promises, but judged from what the journal says
 * was there before the run touched it. A cut-off run may have left winnat down, and nobody wants that promised.
 *
 * @param host - Best a read-only one: every step is checked.
 * @throws whatever makes a check fail, such as missing rights
 */
export async function resumePromises(
  host: Host,
  scenario: Scenario,
  run: RunRecord,
): Promise<readonly StepPromise[]> {
  const { parameters } = run.started;
  const steps = scenario.steps(parameters).map((step) => remembering(step, run.steps));
  const { plan } = await planScenario(shareReads(host), { ...scenario, steps: () => steps }, parameters);
  return distinctPromises([...plan.promises, ...openBrackets(steps, run.steps)]);
}

type Records = ReadonlyMap<string, StepRecord>;

function remembering(step: AnyStep, records: Records): AnyStep {
  const record = records.get(step.id);
  const isTouched = record !== undefined && record.state !== 'undone' && record.state !== 'closed';
  const promises = (state: unknown) => step.promises?.(isTouched ? record.before : state) ?? [];
  if (step.kind !== 'bracket') return { ...step, promises };
  return { ...step, promises, steps: step.steps.map((inner) => remembering(inner, records)) };
}

/** A bracket that was left open is brought back even where nothing inside it is left to do. */
function openBrackets(steps: readonly AnyStep[], records: Records): readonly StepPromise[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'bracket') return [];
    const record = records.get(step.id);
    const own = record?.state === 'open' ? (step.promises?.(record.before) ?? []) : [];
    return [...own.map((fact) => ({ stepId: step.id, fact })), ...openBrackets(step.steps, records)];
  });
}
