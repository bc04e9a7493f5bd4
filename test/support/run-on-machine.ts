import { loadBuiltInScenario, type ScenarioId } from '../../scenarios/index.ts';
import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import type { Host } from '../../toolkit/host/host.ts';
import { parseParameters } from '../../toolkit/scenario/parse-parameters.ts';
import { rollbackRun } from '../../toolkit/scenario/rollback-run.ts';
import type { RunSummary } from '../../toolkit/scenario/run-event.ts';
import { runScenario } from '../../toolkit/scenario/run-scenario.ts';
import { findRun } from '../../toolkit/scenario/run-store.ts';
import { execute } from '../../toolkit/simulation/execute.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import { createSimulatedHost } from '../../toolkit/simulation/simulated-host.ts';
import { builtIn, inFolder, settingsOf } from './run-bench.ts';

/** Carries scenarios out on one simulated machine, whose journals are kept for as long as the work takes. */
export interface MachineBench {
  readonly host: Host;
  run(id: ScenarioId, parameters: Readonly<Record<string, unknown>>): Promise<RunSummary>;
  /** Puts back what a run did. */
  rollBack(run: RunSummary): Promise<RunSummary>;
  /** Carries out a command as somebody else would. */
  somebody(...argv: readonly string[]): void;
}

export function onMachine<T>(machine: MachineState, work: (bench: MachineBench) => Promise<T>): Promise<T> {
  return inFolder((folder) => {
    const host = createSimulatedHost({ machine });
    const settings = settingsOf(host, folder);
    return work({
      host,
      run: async (id, given) => {
        const scenario = await loadBuiltInScenario(id);
        return runScenario(settings, { ...builtIn, scenario, parameters: parseParameters(scenario, given) });
      },
      rollBack: ({ runId, scenario: id }) =>
        rollbackRun(settings, findRun(folder, runId ?? ''), () => loadBuiltInScenario(id as ScenarioId)),
      somebody: (...argv) => void execute(machine, argv),
    });
  });
}

/** What a run is refused or fails for before anything was begun: its code, message and remedy. */
export async function refusalOf(
  work: Promise<unknown>,
): Promise<Pick<ToolkitError, 'code' | 'message' | 'remedy'>> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ToolkitError)
      return { code: error.code, message: error.message, remedy: error.remedy };
    throw error;
  }
  throw new Error('it was not refused');
}
