import { Listr, type ListrTask } from 'listr2';
import type { PlannedStep } from '../scenario/plan.ts';
import type { StepOutcome } from '../scenario/run-event.ts';
import type { Progress } from './progress.ts';

interface Awaited {
  readonly step: PlannedStep;
  readonly ended: PromiseWithResolvers<{
    readonly outcome: StepOutcome;
    readonly detail: string | undefined;
  }>;
}

const SKIPPED: ReadonlySet<StepOutcome> = new Set(['unchanged', 'not-needed', 'not-reached']);

/** Draws every step of the plan with a spinner while it works. What is undone after a failure is listed below it. */
export function liveProgress(): Progress {
  let steps: readonly Awaited[] = [];
  let drawn: Promise<unknown> | undefined;
  let undoing = false;
  return {
    onPlan(plan) {
      steps = plan.steps.map((step) => ({ step, ended: Promise.withResolvers() }));
    },
    onEvent(event) {
      // Not before: until then somebody may be asked on the same lines.
      drawn ??= new Listr(steps.map(taskOf), { exitOnError: false, concurrent: true }).run();
      if (event.type === 'undoing') undoing = true;
      if (event.type !== 'step-ended') return;
      const awaited = steps.find(({ step }) => step.id === event.id);
      awaited?.ended.resolve({ outcome: event.outcome, detail: event.detail });
    },
    async stop() {
      for (const { ended } of steps)
        ended.resolve({ outcome: undoing ? 'not-reached' : 'unchanged', detail: undefined });
      await drawn;
    },
  };
}

function taskOf({ step, ended }: Awaited): ListrTask {
  const title = `${'  '.repeat(step.depth)}${step.title}`;
  return {
    title,
    async task(_context, task) {
      const { outcome, detail } = await ended.promise;
      task.title = `${title} (${outcome})`;
      if (outcome === 'failed' || outcome === 'not-undone') throw new Error(detail ?? outcome);
      if (SKIPPED.has(outcome)) task.skip();
    },
  };
}
