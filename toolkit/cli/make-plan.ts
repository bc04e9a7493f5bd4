import type { Host } from '../host/host.ts';
import { createReadOnlyHost } from '../host/read-only-host.ts';
import { type Scenario, withPast } from '../scenario/define-scenario.ts';
import type { Parameters } from '../scenario/parse-parameters.ts';
import { type Plan, planScenario } from '../scenario/plan.ts';
import { readPastRuns } from '../scenario/read-past-runs.ts';
import { shareReads } from '../scenario/share-reads.ts';
import { runStateDirectory } from '../scenario/state-directory.ts';
import { fitHost } from './fit-host.ts';
import type { Terminal } from './terminal.ts';

/** Plans a scenario on a machine that can then only be read. @throws ToolkitError `host.unsupported` */
export async function makePlan(
  host: Host,
  { scenario, parameters }: { readonly scenario: Scenario; readonly parameters: Parameters },
  terminal: Terminal,
): Promise<Plan> {
  fitHost(scenario, host);
  const past = readPastRuns(runStateDirectory(terminal), host);
  const readOnly = shareReads(createReadOnlyHost(host));
  const { plan } = await planScenario(readOnly, withPast(scenario, past), parameters);
  return plan;
}
