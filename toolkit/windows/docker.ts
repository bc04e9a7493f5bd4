import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Command } from '../host/command.ts';
import type { PublishedPort } from './published-port.ts';

const ONE_OBJECT_A_LINE = ['--format', '{{json .}}'];
/** Starting, stopping and restarting wait for the container: stopping alone may take its grace of 10 s. */
const CONTAINER_TIMEOUT_MS = 120_000;
/** Docker Desktop starts a virtual machine. */
const DESKTOP_TIMEOUT_MS = 300_000;

/** Every container, stopped ones too: one JSON object a line. */
export function listContainers(): Command {
  return { file: 'docker.exe', args: ['ps', '--all', '--no-trunc', ...ONE_OBJECT_A_LINE], effect: 'read' };
}

export function inspectContainer(name: string): Command {
  return { file: 'docker.exe', args: ['container', 'inspect', containerName(name)], effect: 'read' };
}

export function startContainer(name: string): Command {
  return changeContainer('start', name);
}

export function stopContainer(name: string): Command {
  return changeContainer('stop', name);
}

/** One that cannot start again stays stopped. */
export function restartContainer(name: string): Command {
  return changeContainer('restart', name);
}

/** Stops the container if it runs, and removes it with what is written in it. */
export function removeContainer(name: string): Command {
  const args = ['rm', '--force', containerName(name)];
  return { file: 'docker.exe', args, effect: 'write', timeoutMs: CONTAINER_TIMEOUT_MS };
}

export interface NewContainer {
  readonly name: string;
  /** An image that is there: nothing is pulled. */
  readonly image: string;
  readonly publish: PublishedPort;
}

/** Runs a container in the background. When its port cannot be bound it ends with 125 and leaves the container `created`. */
export function runContainer({ name, image, publish }: NewContainer): Command {
  const address = publish.hostIp.includes(':') ? `[${publish.hostIp}]` : publish.hostIp;
  const host = address === '' ? `${publish.hostPort}` : `${address}:${publish.hostPort}`;
  const binding = `${host}:${publish.containerPort}/${publish.protocol}`;
  const options = ['--detach', '--pull', 'never', '--name', containerName(name), '--publish', binding];
  return {
    file: 'docker.exe',
    args: ['run', ...options, imageName(image)],
    effect: 'write',
    timeoutMs: CONTAINER_TIMEOUT_MS,
  };
}

/** Images that are there: one JSON object a line. */
export function listImages(): Command {
  return { file: 'docker.exe', args: ['image', 'ls', ...ONE_OBJECT_A_LINE], effect: 'read' };
}

/** Asks the engine about itself; fails when it does not run. */
export function dockerInfo(): Command {
  return { file: 'docker.exe', args: ['info', ...ONE_OBJECT_A_LINE], effect: 'read' };
}

/** Docker Desktop itself, by its own command line (Docker Desktop 4.37 and later). `start` waits for the engine. */
export function dockerDesktop(action: 'start' | 'status'): Command {
  return action === 'status'
    ? { file: 'docker.exe', args: ['desktop', 'status'], effect: 'read' }
    : { file: 'docker.exe', args: ['desktop', 'start'], effect: 'write', timeoutMs: DESKTOP_TIMEOUT_MS };
}

function changeContainer(verb: 'start' | 'stop' | 'restart', name: string): Command {
  const args = [verb, containerName(name)];
  return { file: 'docker.exe', args, effect: 'write', timeoutMs: CONTAINER_TIMEOUT_MS };
}

/** The characters Docker allows in a name or an id. Above all, it is never read as an option. */
function containerName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name)) return name;
  throw new ToolkitError(
    'input.invalid-argument',
    `${JSON.stringify(name)} is not a container's name: use letters, digits, _ . - and begin with a letter or digit`,
  );
}

function imageName(image: string): string {
  if (/^[A-Za-z0-9][\w./:@-]*$/.test(image)) return image;
  throw new ToolkitError(
    'input.invalid-argument',
    `${JSON.stringify(image)} is not an image's name: write it as docker image ls does, such as nginx:latest`,
  );
}
