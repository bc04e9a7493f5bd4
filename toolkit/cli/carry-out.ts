import type { Host } from '../host/host.ts';
import type { Parameters } from '../scenario/parse-parameters.ts';
import { hasWork, type Plan } from '../scenario/plan.ts';
import type { RunSummary } from '../scenario/run-event.ts';
import { runScenario } from '../scenario/run-scenario.ts';
import type { FoundScenario } from './find-scenario.ts';
import type { ChangeOptions } from './host-options.ts';
import { startProgress } from './progress.ts';
import { refuseUnaskable, runSettings } from './run-settings.ts';
import type { Terminal } from './terminal.ts';

export interface CarryOutOptions {
  readonly found: FoundScenario;
  /** As `parseParameters` gives them. */
  readonly parameters: Parameters;
  readonly savedPlan?: Plan;
  /** A host that shares its reads and has read for a diagnosis already. */
  readonly firstReads?: Host;
}

/** Plans, shows the plan, asks, carries it out with live progress. What every changing command does. */
export async function carryOut(
  host: Host,
  { found, parameters, savedPlan, firstReads }: CarryOutOptions,
  options: ChangeOptions,
  terminal: Terminal,
): Promise<RunSummary> {
  const json = options.json === true;
  const progress = await startProgress(json ? undefined : terminal);
  const { planText } = await import('../report/plan-text.ts');
  try {
    return await runScenario(runSettings(host, options, terminal, progress.onEvent), {
      ...found,
      parameters,
      ...(savedPlan && { expected: savedPlan }),
      ...(firstReads && { firstReads }),
      onPlan: (plan) => {
        if (!json) terminal.print(`${planText(plan, terminal)}\n`);
        if (hasWork(plan, found.scenario)) refuseUnaskable(options, terminal);
        progress.onPlan(plan);
      },
      ...(options.yes !== true && { approve: () => terminal.confirm('Carry this out?') }),
    });
  } finally {
    await progress.stop();
  }
}
