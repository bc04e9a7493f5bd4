import { ToolkitError } from '../errors/toolkit-error.ts';
import { CommandError } from '../host/command-error.ts';
import type { Host } from '../host/host.ts';
import { inspectContainer } from '../windows/docker.ts';
import { type Container, isPublished, parseContainerInspect } from '../windows/docker-container.ts';
import { isEngineDown, isUnknownContainer } from '../windows/docker-engine.ts';

/**
 * Reads one container.
 *
 * @throws ToolkitError `docker.not-running`, `docker.container-unknown`, `host.program-missing`
 */
export async function readContainer(host: Host, name: string): Promise<Container> {
  const result = await host.run(inspectContainer(name));
  if (result.exitCode === 0) return parseContainerInspect(result.stdout);
  if (isUnknownContainer(result)) {
    throw new ToolkitError('docker.container-unknown', `docker knows no container ${JSON.stringify(name)}`, {
      remedy: 'docker ps --all lists their names',
    });
  }
  if (isEngineDown(result)) {
    throw new ToolkitError('docker.not-running', 'the Docker engine does not answer', {
      remedy: host.kind === 'linux' ? 'systemctl start docker' : 'docker desktop start',
    });
  }
  throw new CommandError('host.program-failed', `cannot read container ${name}`, result);
}

/** Whether a container runs with every port it asked for. */
export function isServing(container: Container): boolean {
  return container.status === 'running' && isPublished(container);
}
