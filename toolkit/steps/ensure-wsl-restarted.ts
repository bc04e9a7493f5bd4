import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { Step } from '../scenario/step.ts';
import { isDockerDistribution, shutdownWsl } from '../windows/wsl.ts';
import { readRunningContainers } from './read-winnat-users.ts';
import { readActiveMode, readRunningWsl } from './read-wsl.ts';
import { isEngineUp, startDocker } from './restart-docker.ts';
import { runCommand } from './run-command.ts';

export interface WslRestartState {
  readonly running: readonly string[];
  /** The networking mode that WSL runs in; null where nothing runs, or it does not tell. */
  readonly mode: string | null;
  /** Whether a Docker engine answers, and what runs in it: both come back. */
  readonly docker: boolean;
  readonly containers: readonly string[];
}

/**
 * Ensures that no distribution runs in another networking mode any more: shuts WSL down.
 *
 * Docker Desktop, which goes with it, is started again; other distributions start when somebody uses them.
 */
export function ensureWslRestarted(mode: string): Step<WslRestartState> {
  return {
    kind: 'step',
    id: 'wsl-restarted',
    title: 'Shut WSL down, so that it starts with its new settings',
    check: readState,
    isSatisfied: (state) => isUpToDate(state, mode),
    changes: ({ running, docker, containers }) => [
      {
        action: 'cycle',
        what: 'wsl --shutdown',
        notes: [
          `everything in ${running.join(', ')} ends`,
          ...(docker
            ? [
                `Docker Desktop ends with it and is started again${containers.length > 0 ? `, with ${containers.join(', ')}` : ''}`,
              ]
            : []),
        ],
      },
    ],
    async apply(host, { docker, containers }) {
      await runCommand(host, shutdownWsl(), 'shut WSL down');
      if (docker) await startDocker(host, containers);
    },
    irreversible: 'what ran in the distributions has ended',
    async undo() {},
    isRestored: () => true,
    deadlineMs: 120_000,
  };
}

/** Where only Docker's own distribution runs and does not tell its mode, it counts as having the new one. */
export function isUpToDate(
  { running, mode }: Pick<WslRestartState, 'running' | 'mode'>,
  wanted: string,
): boolean {
  return running.length === 0 || mode === wanted || (mode === null && running.every(isDockerDistribution));
}

async function readState(host: Host): Promise<WslRestartState> {
  const running = await readRunningWsl(host);
  const [mode, engine] = await Promise.all([readActiveMode(host, running), readEngine(host)]);
  return { running, mode: mode ?? null, ...engine };
}

async function readEngine(host: Host): Promise<Pick<WslRestartState, 'docker' | 'containers'>> {
  try {
    const docker = await isEngineUp(host);
    return { docker, containers: docker ? await readRunningContainers(host) : [] };
  } catch (error) {
    if (error instanceof ToolkitError && error.code === 'host.program-missing')
      return { docker: false, containers: [] };
    throw error;
  }
}
