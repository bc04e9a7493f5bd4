import type { Host } from '../host/host.ts';
import type { Scenario } from '../scenario/define-scenario.ts';
import type { AnyStep, Bracket, Expectation, Step } from '../scenario/step.ts';
import { readExcludedPortRanges } from '../steps/read-excluded-port-ranges.ts';
import { deleteExcludedPortRange } from '../windows/excluded-port-range.ts';

/** One way to break a step. */
export const MUTATIONS = [
  'apply does nothing',
  'undo does nothing',
  'check lies',
  'undo removes a row of somebody else',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

/** The scenario with one of its steps broken. */
export function mutate(scenario: Scenario, stepId: string, mutation: Mutation): Scenario {
  return {
    ...scenario,
    steps: (parameters, past) => mutateIn(scenario.steps(parameters, past), stepId, mutation),
  };
}

/** Which mutations mean something for a step: a proof has nothing to apply or undo, and a wait for a restart neither. */
export function mutationsOf(step: AnyStep): readonly Mutation[] {
  if (step.kind === 'expectation') return ['check lies'];
  if (step.kind === 'bracket' || step.irreversible === undefined) return MUTATIONS;
  return step.isPending === undefined ? ['apply does nothing', 'check lies'] : ['check lies'];
}

function mutateIn(steps: readonly AnyStep[], stepId: string, mutation: Mutation): readonly AnyStep[] {
  return steps.map((step) => {
    if (step.id === stepId) return broken(step, mutation);
    return step.kind === 'bracket' ? { ...step, steps: mutateIn(step.steps, stepId, mutation) } : step;
  });
}

function broken(step: AnyStep, mutation: Mutation): AnyStep {
  if (step.kind === 'step') return brokenStep(step, mutation);
  return step.kind === 'bracket' ? brokenBracket(step, mutation) : brokenExpectation(step);
}

function brokenStep(step: Step, mutation: Mutation): Step {
  switch (mutation) {
    case 'apply does nothing':
      return { ...step, apply: async () => {} };
    case 'undo does nothing':
      return { ...step, undo: async () => {} };
    case 'check lies':
      return { ...step, isSatisfied: () => true };
    case 'undo removes a row of somebody else':
      return { ...step, undo: (host, before) => withNeighbourGone(host, () => step.undo?.(host, before)) };
  }
}

function brokenBracket(bracket: Bracket, mutation: Mutation): Bracket {
  switch (mutation) {
    case 'apply does nothing':
      return { ...bracket, takeDown: async () => {} };
    case 'undo does nothing':
      return { ...bracket, bringBack: async () => {} };
    case 'check lies':
      return { ...bracket, isNeeded: () => false };
    case 'undo removes a row of somebody else':
      return {
        ...bracket,
        bringBack: (host, before) => withNeighbourGone(host, () => bracket.bringBack(host, before)),
      };
  }
}

/** A proof that lies says the opposite of what it sees; one that only ever says yes shows where nothing else is broken. */
function brokenExpectation(step: Expectation): Expectation {
  return { ...step, isSatisfied: (state) => !step.isSatisfied(state) };
}

async function withNeighbourGone(host: Host, undo: () => Promise<void> | undefined): Promise<void> {
  await undo();
  const rows = await readExcludedPortRanges(host, 'tcp', 'persistent');
  const neighbour = rows.find(({ administered, startPort }) => administered && startPort !== HNS_START);
  if (neighbour === undefined) return;
  const { startPort, numberOfPorts } = neighbour;
  const range = { startPort, numberOfPorts };
  await host.run(deleteExcludedPortRange({ family: 'ipv4', protocol: 'tcp', range, store: 'persistent' }));
}

/** The Host Network Service puts its own row back at every boot, so losing it proves nothing. */
const HNS_START = 50000;
