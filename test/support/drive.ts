import { createReadOnlyHost } from '../../toolkit/host/read-only-host.ts';
import type { AnyStep } from '../../toolkit/scenario/step.ts';
import { type FakeHost, fakeHost, type Script } from './fake-host.ts';

/** Checks a step on a machine that can only be read, and that the step reads all the script has. */
export async function look<State>(step: { check(host: FakeHost): Promise<State> }, script: Script) {
  const host = fakeHost(script);
  const readOnly = createReadOnlyHost(host);
  const state = await step.check({ ...host, run: readOnly.run, ask: readOnly.ask });
  return { state, host };
}

/** What a plan would refuse the step for, on that machine. */
export async function refusalOn(step: AnyStep, script: Script) {
  const { state } = await look(step, script);
  return step.refusal?.(state);
}
