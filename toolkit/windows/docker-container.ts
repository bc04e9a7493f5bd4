import { type JsonReader, jsonReader, parseJson } from './json-value.ts';
import { printedLines } from './output-lines.ts';
import { isPodmanList, parsePodmanList } from './podman.ts';
import { answersBinding, type PublishedPort, parsePortsColumn, readPortMap } from './published-port.ts';

/** What `docker container inspect` shows of a container's ports. */
export interface ContainerPorts {
  readonly id: string;
  /** Without Docker's leading slash. */
  readonly name: string;
  /** `created`, `running`, `paused`, `restarting`, `removing`, `exited` or `dead`. */
  readonly status: string;
  /** Why it could not be started; empty when it could. */
  readonly error: string;
  /** What was asked for: `HostConfig.PortBindings`. */
  readonly wanted: readonly PublishedPort[];
  /** What is bound: `NetworkSettings.Ports`. Empty while it does not run. */
  readonly published: readonly PublishedPort[];
}

/** A container as `docker container inspect` shows it. */
export interface Container extends ContainerPorts {
  readonly image: string;
  /** When it was last started, as the engine writes it; absent where it does not say. */
  readonly startedAt?: string;
  readonly exitCode: number;
  /** `no`, `always`, `unless-stopped` or `on-failure`. */
  readonly restartPolicy: string;
  /** `--rm`: the engine removes it as soon as it has ended. */
  readonly autoRemove: boolean;
}

/** A container as a row of `docker ps`. */
export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** The same words as {@link Container.status}. */
  readonly state: string;
  readonly published: readonly PublishedPort[];
}

const WHAT = 'docker container inspect';

/**
 * Reads what `docker container inspect NAME` prints: an array with one container.
 *
 * @throws {@link UnrecognizedOutputError} for anything else.
 */
export function parseContainerInspect(stdout: string): Container {
  const json = jsonReader(WHAT);
  const [container, ...others] = json.array(parseJson(stdout, WHAT), 'the whole');
  return others.length > 0 ? json.fail('more than one container') : readContainer(container, json);
}

function readContainer(value: unknown, json: JsonReader): Container {
  const container = json.object(value, 'the container');
  const state = json.object(container.State, 'State');
  const config = json.object(container.Config, 'Config');
  const hostConfig = json.object(container.HostConfig, 'HostConfig');
  const restart = json.object(hostConfig.RestartPolicy ?? {}, 'HostConfig.RestartPolicy');
  return {
    ...readContainerPorts(container, json),
    id: json.string(container.Id, 'Id'),
    image: json.string(config.Image, 'Config.Image'),
    ...(state.StartedAt !== undefined && { startedAt: json.string(state.StartedAt, 'State.StartedAt') }),
    exitCode: json.integer(state.ExitCode, 'State.ExitCode'),
    restartPolicy: json.string(restart.Name ?? '', 'HostConfig.RestartPolicy.Name') || 'no',
    autoRemove: hostConfig.AutoRemove === true,
  };
}

/**
 * One element of the array that `docker inspect` prints, of which somebody may have left out all but name, state and ports.
 *
 * @returns `id` is empty where it was left out.
 */
export function readContainerPorts(value: unknown, json: JsonReader = jsonReader(WHAT)): ContainerPorts {
  const container = json.object(value, 'the container');
  const state = json.object(container.State, 'State');
  const hostConfig = json.object(container.HostConfig, 'HostConfig');
  const network = json.object(container.NetworkSettings, 'NetworkSettings');
  // Left out it would look as if nothing were published.
  if (network.Ports === undefined) json.fail('NetworkSettings.Ports');
  return {
    id: json.string(container.Id ?? '', 'Id'),
    name: json.string(container.Name, 'Name').replace(/^\//, ''),
    status: json.string(state.Status, 'State.Status'),
    error: json.string(state.Error ?? '', 'State.Error'),
    wanted: readPortMap(hostConfig.PortBindings, 'HostConfig.PortBindings', json),
    published: readPortMap(network.Ports, 'NetworkSettings.Ports', json),
  };
}

/**
 * Whether every port the container asked for is bound. `running` proves nothing: after a restart of Docker a container can
 * be up with `NetworkSettings.Ports` empty (seen in public reports). True for a container that asked for none.
 */
export function isPublished({ wanted, published }: Container): boolean {
  return wanted.every((binding) => published.some((actual) => answersBinding(actual, binding)));
}

/**
 * Reads what `docker ps --format '{{json .}}'` prints: one object a line, every value a string. Podman's list is read too.
 *
 * @returns Empty for blank text, which is how docker prints no container.
 * @throws {@link UnrecognizedOutputError}
 */
export function parseContainerList(stdout: string): ContainerSummary[] {
  if (isPodmanList(stdout)) return parsePodmanList(stdout);
  return printedLines(stdout).map(({ text, number }) => {
    const json = jsonReader('docker ps', number);
    return readContainerSummary(parseJson(text, 'docker ps', number), json);
  });
}

export function readContainerSummary(
  value: unknown,
  json: JsonReader = jsonReader('docker ps'),
): ContainerSummary {
  const row = json.object(value, 'the container');
  const ports = json.string(row.Ports, 'Ports');
  const [name = ''] = json.string(row.Names, 'Names').split(',');
  return {
    id: json.string(row.ID, 'ID'),
    name,
    image: json.string(row.Image, 'Image'),
    state: json.string(row.State, 'State'),
    published: parsePortsColumn(ports) ?? json.fail(`Ports ${ports}`),
  };
}
