import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from './host.ts';

export interface CreateHostOptions {
  readonly host: 'auto' | 'windows' | 'linux' | 'simulated';
  readonly systemRoot?: string;
  readonly statePath?: string;
}

export async function createHost({ host, statePath }: CreateHostOptions): Promise<Host> {
  if (host !== 'simulated') throw new ToolkitError('host.unsupported', `host ${host}`);
  const [{ createSimulatedHost }, { createMachine, DEFAULT_MACHINE }] = await Promise.all([
    import('../simulation/simulated-host.ts'),
    import('../simulation/create-machine.ts'),
  ]);
  if (statePath === undefined) return createSimulatedHost({ machine: createMachine(DEFAULT_MACHINE) });
  const { openStateFile } = await import('../simulation/state-file.ts');
  return createSimulatedHost({ store: await openStateFile(statePath, () => createMachine(DEFAULT_MACHINE)) });
}
