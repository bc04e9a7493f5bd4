import type { Host } from '../../toolkit/host/host.ts';
import type { AnyStep, Bracket, Expectation, Step } from '../../toolkit/scenario/step.ts';

export const ON = 'on';
export const PENDING = 'pending';
export const UP = 'up';
export const DOWN = 'down';

const read = async (host: Host, cell: string) => (await host.readText(cell)) ?? '';

/** A step that sets the cell of its own id. */
export function fakeStep(id: string, more: Partial<Step<string>> & { readonly restarts?: boolean } = {}) {
  const { restarts, ...rest } = more;
  const step: Step<string> = {
    kind: 'step',
    id,
    title: `Set ${id}`,
    check: (host) => read(host, id),
    isSatisfied: (now) => now === ON,
    ...(restarts && { isPending: (now) => now === PENDING }),
    changes: (before) => [{ action: 'change', what: `${id} ${before} → ${ON}` }],
    apply: (host) => host.writeText(id, restarts ? PENDING : ON),
    undo: (host, before) => host.writeText(id, before),
    isRestored: (now, before) => now === before,
    ...rest,
  };
  return step as Step;
}

/** A bracket that takes the cell of its own id down for as long as its steps need that. */
export function fakeBracket(id: string, steps: readonly AnyStep[], more: Partial<Bracket<string>> = {}) {
  const bracket: Bracket<string> = {
    kind: 'bracket',
    id,
    title: `Take ${id} down`,
    steps,
    check: (host) => read(host, id),
    isNeeded: (state, innerWork) => innerWork && state === UP,
    changes: () => [{ action: 'cycle', what: id }],
    takeDown: (host) => host.writeText(id, DOWN),
    isDown: async (host) => (await read(host, id)) === DOWN,
    bringBack: (host, before) => host.writeText(id, before),
    isBack: async (host, before) => (await read(host, id)) === before,
    ...more,
  };
  return bracket as Bracket;
}

/** Expects that a cell holds a value. */
export function fakeExpectation(
  id: string,
  cell: string,
  value: string,
  more: Partial<Expectation<string>> = {},
) {
  const expectation: Expectation<string> = {
    kind: 'expectation',
    id,
    title: `Prove that ${cell} is ${value}`,
    phase: 'after',
    check: (host) => read(host, cell),
    isSatisfied: (now) => now === value,
    describe: (now) => `${cell} is ${now}`,
    ...more,
  };
  return expectation as Expectation;
}

/** Every step of a tree, a bracket before what is inside it. */
export function everyStep(steps: readonly AnyStep[]): AnyStep[] {
  return steps.flatMap((step) => [step, ...(step.kind === 'bracket' ? everyStep(step.steps) : [])]);
}
