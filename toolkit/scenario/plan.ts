import { createHash } from 'node:crypto';
import type { Host, HostKind } from '../host/host.ts';
import type { Scenario } from './define-scenario.ts';
import type { StepPromise } from './promised-fact.ts';
import type { AnyStep, Bracket, Change, Refusal } from './step.ts';

/**
 * `satisfied` holds already · `change` will be applied · `proof` is read after the changes ·
 * `refused` must not be done here.
 */
export type Disposition = 'satisfied' | 'change' | 'proof' | 'refused';

export interface PlannedStep {
  readonly id: string;
  readonly title: string;
  readonly kind: AnyStep['kind'];
  /** 0 at the top, 1 inside a bracket, and so on. */
  readonly depth: number;
  readonly disposition: Disposition;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  readonly refusal?: Refusal;
  /** What an expectation that holds already rests on. */
  readonly found?: string;
}

/** Everything a run would do, found by reading only. */
export interface Plan {
  readonly schemaVersion: 1;
  readonly scenario: string;
  readonly title: string;
  /** As a person would pass them: defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly host: { readonly kind: HostKind; readonly machine: string };
  readonly steps: readonly PlannedStep[];
  /** In the order they will be made; empty when there is nothing to do. */
  readonly changes: readonly Change[];
  /** What will be true of the machine afterwards, in the plan's order; what holds already is among it. */
  readonly promises: readonly StepPromise[];
  /** Changes with what was observed on the machine: two plans with the same fingerprint do the same. */
  readonly fingerprint: string;
}

export interface PlannedScenario {
  readonly plan: Plan;
  readonly steps: readonly AnyStep[];
}

interface Observed {
  readonly planned: PlannedStep;
  readonly state: unknown;
  readonly promises: readonly StepPromise[];
  readonly inner: readonly Observed[];
}

/** Reads the machine through every check of the scenario. Independent checks run at the same time. */
export async function planScenario(
  host: Host,
  scenario: Scenario,
  parameters: Readonly<Record<string, unknown>>,
): Promise<PlannedScenario> {
  const steps = scenario.steps(parameters);
  const observed = flatten(await observeAll(host, steps, 0));
  const planned = observed.map(({ planned: step }) => step);
  const plan: Plan = {
    schemaVersion: 1,
    scenario: scenario.id,
    title: scenario.title,
    parameters,
    host: { kind: host.kind, machine: host.machine },
    steps: planned,
    changes: planned.flatMap((step) => (step.disposition === 'change' ? step.changes : [])),
    promises: distinctPromises(observed.flatMap(({ promises }) => promises)),
    fingerprint: fingerprint(scenario.id, parameters, observed),
  };
  return { plan, steps };
}

/** The refusals of a plan, in its order. */
export function refusals(plan: Plan): readonly Refusal[] {
  return plan.steps.flatMap((step) => (step.refusal === undefined ? [] : [step.refusal]));
}

/** Whether there is anything to carry out. A scenario that repeats proves its point anew each time. */
export function hasWork(plan: Plan, { repeats = false }: Pick<Scenario, 'repeats'>): boolean {
  return repeats || plan.steps.some((step) => step.disposition === 'change' || step.disposition === 'proof');
}

function observeAll(host: Host, steps: readonly AnyStep[], depth: number): Promise<Observed[]> {
  return Promise.all(steps.map((step) => observe(host, step, depth)));
}

async function observe(host: Host, step: AnyStep, depth: number): Promise<Observed> {
  const [state, inner] = await Promise.all([
    step.check(host),
    step.kind === 'bracket' ? observeAll(host, step.steps, depth + 1) : Promise.resolve([]),
  ]);
  const needed = step.kind === 'bracket' ? bracketNeeded(step, state, inner) : !step.isSatisfied(state);
  const refusal = needed ? refusalOf(step, state) : undefined;
  const disposition = dispose(step, needed, refusal);
  const planned: PlannedStep = {
    id: step.id,
    title: step.title,
    kind: step.kind,
    depth,
    disposition,
    changes: disposition === 'change' && step.kind !== 'expectation' ? step.changes(state) : [],
    notes: step.notes?.(state) ?? [],
    ...(refusal && { refusal }),
    ...(step.kind === 'expectation' && disposition === 'satisfied' && { found: step.describe(state) }),
  };
  return { planned, state, promises: promisesOf(step, state, disposition), inner };
}

/** A bracket that takes nothing down vouches for nothing, and what only had to hold before is over. */
function promisesOf(step: AnyStep, state: unknown, disposition: Disposition): readonly StepPromise[] {
  const isIdle = step.kind === 'bracket' && disposition === 'satisfied';
  const isOver = step.kind === 'expectation' && step.phase === 'before';
  if (disposition === 'refused' || isIdle || isOver) return [];
  return (step.promises?.(state) ?? []).map((fact) => ({ stepId: step.id, fact }));
}

/** Each fact once, with the first step that promises it. */
export function distinctPromises(promises: readonly StepPromise[]): readonly StepPromise[] {
  const first = new Map<string, StepPromise>();
  for (const promise of promises) {
    const key = canonicalJson(promise.fact);
    if (!first.has(key)) first.set(key, promise);
  }
  return [...first.values()];
}

function bracketNeeded(bracket: Bracket, state: unknown, inner: readonly Observed[]): boolean {
  const innerWork = flatten(inner).some(({ planned }) => planned.disposition !== 'satisfied');
  return bracket.isNeeded(state, innerWork);
}

function dispose(step: AnyStep, needed: boolean, refusal: Refusal | undefined): Disposition {
  if (!needed) return 'satisfied';
  if (refusal !== undefined) return 'refused';
  return step.kind === 'expectation' ? 'proof' : 'change';
}

/** A precondition that does not hold always refuses, whether or not it has words of its own. */
function refusalOf(step: AnyStep, state: unknown): Refusal | undefined {
  const own = step.refusal?.(state);
  if (own !== undefined || step.kind !== 'expectation' || step.phase === 'after') return own;
  return { reason: step.describe(state), remedy: step.title };
}

function flatten(observed: readonly Observed[]): Observed[] {
  return observed.flatMap((entry) => [entry, ...flatten(entry.inner)]);
}

function fingerprint(
  scenarioId: string,
  parameters: Readonly<Record<string, unknown>>,
  observed: readonly Observed[],
): string {
  const seen = observed
    .filter(({ planned }) => planned.disposition !== 'proof')
    .map(({ planned, state }) => [
      planned.id,
      planned.disposition,
      // Of a fact that must hold only whether it holds counts: how many connections are open changes by the second.
      planned.kind === 'expectation' ? null : state,
    ]);
  return createHash('sha256')
    .update(canonicalJson([scenarioId, parameters, seen]))
    .digest('hex');
}

/** JSON whose keys are in order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
