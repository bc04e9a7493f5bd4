import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import type { Expectation } from '../scenario/step.ts';
import { parseDockerPortError } from '../windows/docker-error.ts';
import { readContainer } from './read-container.ts';
import { findImage } from './with-container-run.ts';

export interface DockerRefusedState {
  /** False where no Docker engine answers or it has no image: the probe alone is the result then. */
  readonly docker: boolean;
  readonly error: string;
  readonly isPortError: boolean;
}

/** Expects Docker's own error for the port, word for word as the engine keeps it. */
export function expectDockerPortError(
  container: string,
  image: string | undefined,
): Expectation<DockerRefusedState> {
  return {
    kind: 'expectation',
    phase: 'after',
    id: 'docker-port-error',
    title: 'Prove that Docker cannot publish the port',
    session: 'user',
    async check(host) {
      if ((await findImage(host, image)) === undefined)
        return { docker: false, error: '', isPortError: false };
      const error = await readError(host, container);
      return { docker: true, error, isPortError: parseDockerPortError(error) !== undefined };
    },
    isSatisfied: ({ docker, isPortError }) => !docker || isPortError,
    describe: ({ docker, error }) => {
      if (!docker) return 'no Docker engine with an image here: the refused bind is the result';
      return error === '' ? 'Docker reports no error' : `Docker says: ${error}`;
    },
  };
}

async function readError(host: Host, container: string): Promise<string> {
  try {
    return (await readContainer(host, container)).error;
  } catch (error) {
    if (error instanceof ToolkitError && error.code === 'docker.container-unknown') return '';
    throw error;
  }
}
