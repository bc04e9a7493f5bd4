import type { Host } from '../host/host.ts';
import type { AnyStep, Bracket, Refusal } from '../scenario/step.ts';
import { restartContainer, startContainer, stopContainer } from '../windows/docker.ts';
import type { Container } from '../windows/docker-container.ts';
import { readObstacle } from './container-obstacle.ts';
import { readContainer } from './read-container.ts';
import { runCommand } from './run-command.ts';

export interface StoppedState {
  readonly status: Container['status'];
  /** Absent where the engine does not say. */
  readonly startedAt?: string;
  /** `--rm`: the engine removes it once it has stopped. */
  readonly autoRemove: boolean;
  /** Who would keep it from starting again; null where nobody would. */
  readonly obstacle: Refusal | null;
}

/** Docker's commands wait for the container themselves: what they have not reached comes soon, or not at all. */
const DEADLINE_MS = 10_000;

/** Stops a container that runs while the inner steps work, and always starts it again. One that does not run is left alone. */
export function withContainerStopped(name: string, steps: readonly AnyStep[] = []): Bracket<StoppedState> {
  const isRunning = async (host: Host) => (await readContainer(host, name)).status === 'running';
  return {
    kind: 'bracket',
    id: 'container-stopped',
    title: `Stop container ${name} and start it again`,
    session: 'user',
    steps,
    async check(host) {
      const container = await readContainer(host, name);
      const { status, startedAt, autoRemove } = container;
      return {
        status,
        ...(startedAt !== undefined && { startedAt }),
        autoRemove,
        obstacle: status === 'running' ? await readObstacle(host, container) : null,
      };
    },
    isNeeded: ({ status }) => status === 'running',
    changes: () => [{ action: 'cycle', what: `container ${name} stop → start` }],
    refusal: ({ autoRemove, obstacle }) =>
      autoRemove
        ? {
            reason: `container ${name} was made with --rm: the engine removes it once it has stopped`,
            remedy: `docker restart ${name}`,
          }
        : (obstacle ?? undefined),
    async takeDown(host) {
      await runCommand(host, stopContainer(name), `stop container ${name}`);
    },
    isDown: async (host) => !(await isRunning(host)),
    async bringBack(host, before) {
      const { status, startedAt } = await readContainer(host, name);
      if (status !== 'running') await runCommand(host, startContainer(name), `start container ${name}`);
      // A stop whose caller was killed goes on in the engine, unseen: a restart waits for it.
      else if (startedAt !== undefined && startedAt === before.startedAt)
        await runCommand(host, restartContainer(name), `restart container ${name}`);
    },
    isBack: isRunning,
    deadlineMs: DEADLINE_MS,
  };
}
