import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { AnyStep, Bracket } from '../scenario/step.ts';
import { inspectContainer, listImages, removeContainer, runContainer } from '../windows/docker.ts';
import { isUnknownContainer, parseImages } from '../windows/docker-engine.ts';
import { findTargetPort, type PortTarget } from './port-target.ts';
import { runCommand } from './run-command.ts';

export interface ContainerRunState {
  /** Null when an existing block was wanted and there is none. */
  readonly hostPort: number | null;
  /** Null when no Docker engine answers or it has no image. */
  readonly image: string | null;
  /** Whether there is a container of that name already: not ours, or left by a run that was cut off. */
  readonly exists: boolean;
}

export interface ContainerRunOptions {
  readonly name: string;
  /** An image that is there already: nothing is pulled. Without one, any that is there. */
  readonly image?: string | undefined;
  readonly target: PortTarget;
  readonly containerPort: number;
}

/** Runs a container of our own that publishes a port, and removes it. That it fails to start is for the inner steps to judge. */
export function withContainerRun(
  options: ContainerRunOptions,
  steps: readonly AnyStep[],
): Bracket<ContainerRunState> {
  const { name, target, containerPort } = options;
  return {
    kind: 'bracket',
    id: 'container-run',
    title: 'Run a container that publishes the port',
    session: 'user',
    steps,
    async check(host) {
      const [hostPort, image] = await Promise.all([
        findTargetPort(host, target),
        findImage(host, options.image),
      ]);
      if (image === undefined) return { hostPort: hostPort ?? null, image: null, exists: false };
      return { hostPort: hostPort ?? null, image, exists: await exists(host, name) };
    },
    isNeeded: ({ image }) => image !== null,
    changes: ({ hostPort, image }) => [
      {
        action: 'cycle',
        what: `container ${name} (${image}) publishing ${hostPort ?? 'the port'} run → removed`,
      },
    ],
    refusal: ({ exists: isThere }) =>
      isThere
        ? { reason: `there is a container ${name} already`, remedy: `docker rm --force ${name}` }
        : undefined,
    promises: () => [{ kind: 'no-container', container: name }],
    async takeDown(host, { hostPort, image }) {
      if (hostPort === null || image === null) return;
      const publish = { hostIp: '0.0.0.0', hostPort, containerPort, protocol: 'tcp' } as const;
      await host.run(runContainer({ name, image, publish }));
    },
    isDown: (host) => exists(host, name),
    async bringBack(host) {
      if (await exists(host, name)) await runCommand(host, removeContainer(name), `remove container ${name}`);
    },
    isBack: async (host) => !(await exists(host, name)),
  };
}

/**
 * @returns undefined where Docker is missing, does not answer, or has no image at all.
 * @throws ToolkitError `input.invalid-parameter` for an image that is not there.
 */
export async function findImage(host: Host, wanted: string | undefined): Promise<string | undefined> {
  const images = await readImages(host);
  if (wanted === undefined || images.length === 0) return images[0];
  const found = images.find((image) => image === wanted || image === `${wanted}:latest`);
  if (found !== undefined) return found;
  throw new ToolkitError(
    'input.invalid-parameter',
    `docker has no image ${JSON.stringify(wanted)} here, and nothing is pulled`,
    {
      remedy: `use one of ${images.slice(0, 5).join(', ')}`,
    },
  );
}

async function readImages(host: Host): Promise<readonly string[]> {
  try {
    const result = await host.run(listImages());
    return result.exitCode === 0 ? parseImages(result.stdout).map(({ name }) => name) : [];
  } catch (error) {
    if (error instanceof ToolkitError && error.code === 'host.program-missing') return [];
    throw error;
  }
}

async function exists(host: Host, name: string): Promise<boolean> {
  return !isUnknownContainer(await host.run(inspectContainer(name)));
}
