import type { MachineState, SimulatedContainer } from './machine-state.ts';
import { publishPorts, unpublishPorts } from './publish-ports.ts';
import { nextBits } from './random.ts';

/** Why the engine refused. The CLI puts its own words (`Error response from daemon: `) before the message. */
export interface DockerError {
  readonly kind:
    | 'not-running'
    | 'no-such-container'
    | 'no-such-image'
    | 'name-taken'
    | 'still-running'
    | 'port';
  /** The engine's sentence, without the CLI's prefix. Not for `not-running`: the CLI says that alone. */
  readonly message: string;
}

/** The container, when there is one; the error, when something was refused; both after a failed start. */
export interface DockerOutcome {
  readonly container?: SimulatedContainer;
  readonly error?: DockerError;
}

export interface RunRequest {
  readonly image: string;
  /** @defaultValue a made-up name */
  readonly name?: string;
  readonly bindings?: SimulatedContainer['bindings'];
  readonly restartPolicy?: SimulatedContainer['restartPolicy'];
  /** `never` fails when the image is not there. @defaultValue 'missing' */
  readonly pull?: 'never' | 'missing';
}

/** Finds a container by its name or the beginning of its id. */
export function findContainer(machine: MachineState, reference: string): SimulatedContainer | undefined {
  const { containers } = machine.docker;
  return (
    containers.find(({ name }) => name === reference) ??
    (/^[0-9a-f]+$/.test(reference) ? containers.find(({ id }) => id.startsWith(reference)) : undefined)
  );
}

/** `docker run -d`. After a refused port the container stays, `created`, as Docker leaves it. */
export function runContainer(machine: MachineState, request: RunRequest): DockerOutcome {
  const created = createContainer(machine, request);
  return created.container && !created.error ? startContainer(machine, created.container.name) : created;
}

/** `docker create`. */
export function createContainer(machine: MachineState, request: RunRequest): DockerOutcome {
  if (!machine.docker.running) return { error: NOT_RUNNING };
  const { image, pull = 'missing', bindings = [], restartPolicy = 'no' } = request;
  const id = Array.from({ length: 8 }, () => nextBits(machine).toString(16).padStart(8, '0')).join('');
  const name = request.name ?? `container_${id.slice(0, 8)}`;
  const tagged = /:[^/]+$/.test(image) ? image : `${image}:latest`;
  if (!machine.docker.images.includes(tagged)) {
    if (pull === 'never') return { error: { kind: 'no-such-image', message: `No such image: ${tagged}` } };
    machine.docker.images.push(tagged);
  }
  const holder = machine.docker.containers.find((other) => other.name === name);
  if (holder) return { error: { kind: 'name-taken', message: nameTaken(name, holder.id) } };
  const container: SimulatedContainer = {
    id,
    name,
    image,
    restartPolicy,
    status: 'created',
    exitCode: 0,
    error: '',
    bindings: bindings.map((binding) => ({ ...binding })),
    published: false,
  };
  machine.docker.containers.push(container);
  return { container };
}

/** `docker start`. Nothing happens to one that runs. A refused port leaves it as it was, with the error and 128 in it. */
export function startContainer(machine: MachineState, reference: string): DockerOutcome {
  const found = lookUp(machine, reference);
  if (!found.container || found.container.status === 'running') return found;
  const { container } = found;
  delete container.stoppedByUser;
  const message = publishPorts(machine, container);
  container.error = message ?? '';
  container.exitCode = message === undefined ? 0 : 128;
  if (message !== undefined) return { container, error: { kind: 'port', message } };
  container.status = 'running';
  container.starts = (container.starts ?? 0) + 1;
  return { container };
}

/** `docker stop`. Nothing happens to one that does not run. */
export function stopContainer(machine: MachineState, reference: string): DockerOutcome {
  const found = lookUp(machine, reference);
  if (found.container?.status === 'running') {
    exitContainer(machine, found.container, 0);
    found.container.stoppedByUser = true;
  }
  return found;
}

/** `docker restart`. When the start half fails, the container stays stopped. */
export function restartContainer(machine: MachineState, reference: string): DockerOutcome {
  const stopped = stopContainer(machine, reference);
  if (!stopped.container) return stopped;
  const outcome = startContainer(machine, reference);
  if (!outcome.error) return outcome;
  const message = `Cannot restart container ${reference}: ${outcome.error.message}`;
  return { ...outcome, error: { ...outcome.error, message } };
}

/** `docker rm`. @param options.force - Stops a running one first; without it that is refused. */
export function removeContainer(
  machine: MachineState,
  reference: string,
  { force = false }: { readonly force?: boolean } = {},
): DockerOutcome {
  const found = lookUp(machine, reference);
  const { container } = found;
  if (!container) return found;
  if (container.status === 'running') {
    if (!force) return { container, error: { kind: 'still-running', message: stillRunning(container) } };
    exitContainer(machine, container, 137);
  }
  machine.docker.containers = machine.docker.containers.filter((other) => other !== container);
  return found;
}

/** Ends a container that runs, with its ports. */
export function exitContainer(machine: MachineState, container: SimulatedContainer, exitCode: number): void {
  unpublishPorts(machine, container);
  container.status = 'exited';
  container.exitCode = exitCode;
}

const NOT_RUNNING: DockerError = { kind: 'not-running', message: '' };

function lookUp(machine: MachineState, reference: string): DockerOutcome {
  if (!machine.docker.running) return { error: NOT_RUNNING };
  const container = findContainer(machine, reference);
  if (container) return { container };
  return { error: { kind: 'no-such-container', message: `No such container: ${reference}` } };
}

function nameTaken(name: string, id: string): string {
  return (
    `Conflict. The container name "/${name}" is already in use by container "${id}". ` +
    'You have to remove (or rename) that container to be able to reuse that name.'
  );
}

function stillRunning({ name, id }: SimulatedContainer): string {
  return `cannot remove container "/${name}": container is running: stop the container before removing or force remove (${id})`;
}
