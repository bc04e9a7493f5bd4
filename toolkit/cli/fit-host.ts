import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { Scenario } from '../scenario/define-scenario.ts';

/** @throws ToolkitError `host.unsupported` when the scenario is for another kind of machine than this one. */
export function fitHost(scenario: Scenario, host: Host): void {
  const platform = host.kind === 'linux' ? 'linux' : 'windows';
  if (scenario.platform === platform || scenario.platform === 'any') return;
  throw new ToolkitError(
    'host.unsupported',
    `scenario ${scenario.id} is for ${scenario.platform}, and this host is ${host.kind}`,
    {
      remedy: 'add --host simulated to try it on a simulated Windows',
    },
  );
}
