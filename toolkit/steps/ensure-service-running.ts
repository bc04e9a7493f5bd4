import type { Host } from '../host/host.ts';
import type { Refusal, Step } from '../scenario/step.ts';
import { queryRegistryValue, readRegistryValue, registryNumber, serviceKey } from '../windows/registry.ts';
import { type ServiceState, startService, stopService } from '../windows/service.ts';
import { settledServiceState } from './read-service.ts';
import { runCommand } from './run-command.ts';

export interface RunningServiceState {
  readonly service: ServiceState;
  /** Whether somebody has forbidden it to start. */
  readonly disabled: boolean;
}

/** SERVICE_DISABLED of the Windows SDK. */
const DISABLED = 4;

/** Ensures that a service runs. How it starts with Windows is left alone. Undo stops one that did not run. */
export function ensureServiceRunning(name: string, displayName: string): Step<RunningServiceState> {
  return {
    kind: 'step',
    id: `service-running-${name.toLowerCase()}`,
    title: `Start the service ${displayName}`,
    check: (host) => readState(host, name),
    isSatisfied: ({ service }) => service === 'running',
    changes: ({ service }) => [{ action: 'change', what: `service ${name} ${service} → running` }],
    refusal: (state) => refusalOf(state, name, displayName),
    promises: () => [{ kind: 'service-state', service: name, state: 'running' }],
    async apply(host) {
      await runCommand(host, startService(name), `start ${displayName}`);
    },
    async undo(host, before) {
      if (before.service !== 'stopped' || (await settledServiceState(host, name)) !== 'running') return;
      await runCommand(host, stopService(name), `stop ${displayName} again`);
    },
    isRestored: (now, before) => now.service === before.service,
    restores: ({ service }) =>
      service === 'stopped' ? [{ kind: 'service-state', service: name, state: 'stopped' }] : [],
  };
}

async function readState(host: Host, name: string): Promise<RunningServiceState> {
  const service = await settledServiceState(host, name);
  if (service === 'running' || service === 'absent') return { service, disabled: false };
  const start = readRegistryValue(await host.run(queryRegistryValue(serviceKey(name), 'Start')));
  return { service, disabled: start !== undefined && registryNumber(start) === DISABLED };
}

function refusalOf(
  { service, disabled }: RunningServiceState,
  name: string,
  displayName: string,
): Refusal | undefined {
  if (service === 'absent')
    return { reason: `this Windows has no service ${displayName} (${name})`, remedy: `sc.exe query ${name}` };
  if (!disabled) return undefined;
  return {
    reason: `the service ${displayName} (${name}) is disabled, so somebody wants it not to run`,
    remedy: `if it may run: sc.exe config ${name} start= auto`,
  };
}
