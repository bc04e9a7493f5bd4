import type { CommandResult } from '../host/command.ts';
import { isObject, jsonReader, parseJson } from './json-value.ts';
import { printedLines } from './output-lines.ts';

/** `windows`: the engine runs Windows containers, and an excluded port cannot be published by them. */
export type DockerOsType = 'linux' | 'windows';

export interface DockerInfo {
  readonly osType: DockerOsType;
  readonly serverVersion: string;
}

/**
 * Reads what `docker info --format '{{json .}}'` prints, or Podman's answer to the same. An engine that is down is {@link isEngineDown}, not an answer here.
 *
 * @throws {@link UnrecognizedOutputError}
 */
export function parseDockerInfo(stdout: string): DockerInfo {
  const json = jsonReader('docker info');
  const info = json.object(parseJson(stdout, 'docker info'), 'the whole');
  // Podman has `version.Os` and `version.Version` (seen with 4.3).
  const podman = isObject(info.version) ? info.version : {};
  const osType = info.OSType ?? podman.Os;
  if (osType !== 'linux' && osType !== 'windows') return json.fail('OSType');
  return { osType, serverVersion: json.string(info.ServerVersion ?? podman.Version, 'ServerVersion') };
}

export interface DockerImage {
  /** `repository:tag`, or the id of an image without one. */
  readonly name: string;
  readonly id: string;
}

/**
 * Reads what `docker image ls --format '{{json .}}'` prints: one object a line.
 *
 * @returns Empty for blank text, which is how docker prints no image.
 * @throws {@link UnrecognizedOutputError}
 */
export function parseImages(stdout: string): DockerImage[] {
  return printedLines(stdout).map(({ text, number }) => {
    const json = jsonReader('docker image ls', number);
    const row = json.object(parseJson(text, 'docker image ls', number), 'the image');
    const id = json.string(row.ID, 'ID');
    const name = `${json.string(row.Repository, 'Repository')}:${json.string(row.Tag, 'Tag')}`;
    return { name: name.includes('<none>') ? id : name, id };
  });
}

/**
 * What docker's command line prints when no engine answers. It is a Go program whose own messages are not translated
 * (docker/cli and moby/moby client sources; the newest wording is "failed to connect to the docker API").
 */
const ENGINE_DOWN = [
  'cannot connect to the docker daemon',
  'error during connect',
  'failed to connect to the docker api',
  'docker daemon is not running',
  'docker desktop is not running',
  'docker desktop is unable to start',
  'pipe/docker_engine',
  'pipe/dockerdesktoplinuxengine',
  'pipe/dockerdesktopwindowsengine',
];

/** Whether a docker command failed because the engine does not run. */
export function isEngineDown(result: CommandResult): boolean {
  if (result.exitCode === 0) return false;
  // The named pipe stands in the text with slashes, backslashes, or encoded as part of a URL.
  const text = printed(result).replaceAll('%2f', '/').replaceAll('\\', '/');
  return ENGINE_DOWN.some((fragment) => text.includes(fragment));
}

/** Whether a docker command failed because no container has that name (moby/moby daemon, `No such container`). */
export function isUnknownContainer(result: CommandResult): boolean {
  return result.exitCode !== 0 && /no such (?:container|object)/.test(printed(result));
}

function printed({ stdout, stderr }: CommandResult): string {
  return `${stderr}\n${stdout}`.toLowerCase();
}
