import { readFileSync, writeFileSync } from 'node:fs';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { canonicalJson, type Plan } from './plan.ts';

/** @throws ToolkitError `host.file-failed` */
export function savePlan(path: string, plan: Plan): void {
  try {
    writeFileSync(path, `${canonicalJson(plan)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new ToolkitError('host.file-failed', `cannot save the plan in ${path}: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** Reads a plan again. Its parameters are checked anew by whoever runs it. @throws ToolkitError `plan.invalid-file` */
export function loadPlan(path: string): Plan {
  let value: Partial<Plan> | null;
  try {
    value = JSON.parse(readFileSync(path, 'utf8')) as Partial<Plan> | null;
  } catch (cause) {
    throw new ToolkitError('plan.invalid-file', `${path} is not a saved plan: ${messageOf(cause)}`, {
      cause,
    });
  }
  const isPlan =
    value?.schemaVersion === 1 &&
    typeof value.scenario === 'string' &&
    typeof value.fingerprint === 'string' &&
    typeof value.parameters === 'object' &&
    value.parameters !== null;
  if (!isPlan) throw new ToolkitError('plan.invalid-file', `${path} is not a saved plan of this version`);
  // Plans saved before there were promises have none.
  return { promises: [], ...value } as Plan;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
