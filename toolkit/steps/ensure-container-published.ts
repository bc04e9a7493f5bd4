import type { Refusal, Step } from '../scenario/step.ts';
import { restartContainer, startContainer, stopContainer } from '../windows/docker.ts';
import { type Container, isPublished } from '../windows/docker-container.ts';
import { readObstacle } from './container-obstacle.ts';
import { isHeldByDocker } from './container-sockets.ts';
import { readContainer } from './read-container.ts';
import { runCommand } from './run-command.ts';

export interface ContainerState {
  readonly status: Container['status'];
  /** Whether every port that was asked for is really published: Docker says so, and holds it. */
  readonly published: boolean;
  /** `--rm`: the engine removes it once it has stopped. */
  readonly autoRemove: boolean;
  /** Who keeps it from its ports; null where nobody does. */
  readonly obstacle: Refusal | null;
}

/** Docker waits until the container runs; Docker Desktop forwards its ports a moment later. */
const RUN_DEADLINE_MS = 15_000;

/**
 * Ensures that a container runs with all its ports published: `running` alone proves nothing, since a container can be up
 * with its port silently missing. Undo stops it again when it did not run before, and
 * starts it when it did.
 */
export function ensureContainerPublished(name: string): Step<ContainerState> {
  return {
    kind: 'step',
    id: 'container-published',
    title: `Start container ${name} with its ports`,
    session: 'user',
    async check(host) {
      const container = await readContainer(host, name);
      const { status, autoRemove } = container;
      const isRunning = status === 'running';
      const published = isPublished(container) && (!isRunning || (await isHeldByDocker(host, container)));
      const obstacle = isRunning && published ? null : await readObstacle(host, container);
      return { status, published, autoRemove, obstacle };
    },
    isSatisfied: ({ status, published }) => status === 'running' && published,
    changes: ({ status }) => [
      status === 'running'
        ? { action: 'cycle', what: `container ${name} running without its ports → restarted` }
        : { action: 'change', what: `container ${name} ${status} → running` },
    ],
    promises: () => [{ kind: 'container-serves', container: name }],
    refusal: (state) => refusalOf(name, state),
    async apply(host, { status }) {
      const command = status === 'running' ? restartContainer(name) : startContainer(name);
      await runCommand(host, command, `start container ${name}`);
    },
    async undo(host, before) {
      if (!isUp(before)) await runCommand(host, stopContainer(name), `stop container ${name}`);
      // A restart that failed has left it stopped.
      else if (!isUp(await readContainer(host, name)))
        await runCommand(host, startContainer(name), `start container ${name}`);
    },
    isRestored: (now, before) =>
      before.status === 'restarting'
        ? isUp(now)
        : (now.status === 'running') === (before.status === 'running'),
    deadlineMs: RUN_DEADLINE_MS,
  };
}

/** Whether the engine runs it, or starts it again each time it ends, which a stop would put an end to. */
function isUp({ status }: Pick<ContainerState, 'status'>): boolean {
  return status === 'running' || status === 'restarting';
}

function refusalOf(name: string, { status, autoRemove, obstacle }: ContainerState): Refusal | undefined {
  if (status === 'paused') return { reason: `container ${name} is paused`, remedy: `docker unpause ${name}` };
  if (autoRemove && status !== 'running') {
    return {
      reason: `container ${name} was made with --rm: it could not be stopped again without being removed`,
      remedy: `docker start ${name}`,
    };
  }
  return obstacle ?? undefined;
}
