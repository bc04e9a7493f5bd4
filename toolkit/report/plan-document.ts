import { type Plan, refusals } from '../scenario/plan.ts';
import type { PlanDocument } from './documents/plan-schema.ts';

/** Makes the JSON document of a plan. `changes` is empty when there is nothing to do. */
export function planDocument(plan: Plan): PlanDocument {
  return {
    schemaVersion: 1,
    scenario: plan.scenario,
    title: plan.title,
    parameters: plan.parameters,
    host: { kind: plan.host.kind, machine: plan.host.machine },
    changes: plan.changes,
    refusals: refusals(plan),
    steps: plan.steps,
    promises: plan.promises,
    fingerprint: plan.fingerprint,
  };
}
