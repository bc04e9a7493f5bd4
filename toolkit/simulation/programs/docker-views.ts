import { hostAddress } from '../docker-messages.ts';
import type { MachineState, SimulatedContainer } from '../machine-state.ts';

/** JSON as docker prints it: the order of the fields is docker's own. */
export type DockerObject = { readonly [name: string]: unknown };

/** Guess: one version for every simulated machine. */
export const DOCKER_VERSION = '27.3.1';

type Binding = SimulatedContainer['bindings'][number];

/** One line of `docker ps --format json`: every value a string (docker/cli formatter). */
export function containerRow(
  machine: MachineState,
  container: SimulatedContainer,
  full: boolean,
): DockerObject {
  const { id, name, image, status } = container;
  return {
    Command: '"/entrypoint.sh"',
    CreatedAt: `${zonelessTime(machine.bootedAtMs)} +0000 UTC`,
    HealthStatus: '',
    ID: full ? id : shortId(id),
    Image: image,
    Labels: '',
    LocalVolumes: '0',
    Mounts: '',
    Names: name,
    Networks: networkOf(machine),
    Platform: null,
    Ports: portsColumn(container),
    RunningFor: 'About an hour ago',
    Size: '0B',
    State: status,
    Status: statusText(container),
  };
}

export function shortId(id: string): string {
  return id.slice(0, 12);
}

function networkOf({ docker }: MachineState): string {
  return docker.osType === 'windows' ? 'nat' : 'bridge';
}

function zonelessTime(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
}

function statusText({ status, exitCode }: SimulatedContainer): string {
  if (status === 'running') return 'Up About an hour';
  return status === 'created' ? 'Created' : `Exited (${exitCode}) About an hour ago`;
}

/**
 * The `Ports` column: published ports with their addresses, consecutive ones as a range; ports that are not published by
 * their number alone (docker/cli DisplayablePorts).
 */
function portsColumn(container: SimulatedContainer): string {
  const { status, published, bindings } = container;
  if (status !== 'running') return '';
  if (!published)
    return bindings.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`).join(', ');
  const groups: { first: Binding; address: string; length: number }[] = [];
  for (const { address, binding } of publishedOn(container)) {
    const last = groups.at(-1);
    const continues =
      last?.address === address &&
      last.first.protocol === binding.protocol &&
      last.first.hostPort === last.first.containerPort &&
      binding.hostPort === binding.containerPort &&
      last.first.hostPort + last.length === binding.hostPort;
    if (last && continues) last.length++;
    else groups.push({ first: binding, address, length: 1 });
  }
  return groups.map(({ first, address, length }) => groupText(first, address, length)).join(', ');
}

function groupText({ hostPort, containerPort, protocol }: Binding, address: string, length: number): string {
  const span = (port: number) => (length === 1 ? `${port}` : `${port}-${port + length - 1}`);
  const shown = address.includes(':') ? `[${address}]` : address;
  return `${shown}:${span(hostPort)}->${span(containerPort)}/${protocol}`;
}

function publishedOn({ bindings }: SimulatedContainer): { address: string; binding: Binding }[] {
  return bindings
    .map((binding) => ({ address: hostAddress(binding), binding }))
    .toSorted(
      (left, right) =>
        left.address.localeCompare(right.address) || left.binding.hostPort - right.binding.hostPort,
    );
}

/** One element of `docker inspect`: the fields that tell whether and where a container is published, and its state. */
export function containerDetails(machine: MachineState, container: SimulatedContainer): DockerObject {
  const { id, name, image, status, exitCode, error, restartPolicy } = container;
  const isRunning = status === 'running';
  return {
    Id: id,
    Created: new Date(machine.bootedAtMs).toISOString(),
    Path: '/entrypoint.sh',
    Args: [],
    State: {
      Status: status,
      Running: isRunning,
      Paused: false,
      Restarting: false,
      OOMKilled: false,
      Dead: false,
      Pid: isRunning ? 1000 : 0,
      ExitCode: exitCode,
      Error: error,
      StartedAt: startedAt(machine, container),
    },
    Name: `/${name}`,
    Platform: machine.docker.osType,
    HostConfig: {
      NetworkMode: networkOf(machine),
      PortBindings: portMap(container, ({ hostIp, hostPort }) => [binding(hostIp, hostPort)]),
      RestartPolicy: { Name: restartPolicy, MaximumRetryCount: 0 },
      AutoRemove: false,
    },
    Config: {
      Image: image,
      ExposedPorts: portMap(container, () => ({})),
    },
    NetworkSettings: {
      // Running without a listener: Docker shows the port with an empty list (public reports).
      Ports: isRunning
        ? portMap(container, (each) =>
            container.published ? [binding(hostAddress(each), each.hostPort)] : [],
          )
        : {},
    },
  };
}

/** Another moment for each start. */
function startedAt({ bootedAtMs }: MachineState, { starts = 0 }: SimulatedContainer): string {
  return new Date(bootedAtMs + starts * 1000).toISOString();
}

function binding(hostIp: string, hostPort: number): DockerObject {
  return { HostIp: hostIp, HostPort: hostPort === 0 ? '' : String(hostPort) };
}

/** A map by `8065/tcp`; several bindings of one container port share their entry. */
function portMap(container: SimulatedContainer, value: (each: Binding) => unknown): DockerObject {
  const map = new Map<string, unknown>();
  for (const each of container.bindings) {
    const key = `${each.containerPort}/${each.protocol}`;
    const before = map.get(key);
    const now = value(each);
    map.set(key, Array.isArray(before) && Array.isArray(now) ? [...before, ...now] : now);
  }
  return Object.fromEntries(map);
}

/** One line of `docker image ls --format json`. */
export function imageRow(image: string): DockerObject {
  const colon = image.lastIndexOf(':');
  const isTagged = colon > image.lastIndexOf('/');
  return {
    Containers: 'N/A',
    CreatedAt: '2025-11-01 09:00:00 +0000 UTC',
    CreatedSince: '2 months ago',
    Digest: '<none>',
    ID: imageId(image),
    Repository: isTagged ? image.slice(0, colon) : image,
    SharedSize: 'N/A',
    Size: '180MB',
    Tag: isTagged ? image.slice(colon + 1) : 'latest',
    UniqueSize: 'N/A',
    VirtualSize: '180MB',
  };
}

/** Twelve hexadecimal digits that stand for the name. */
function imageId(image: string): string {
  let value = 7n;
  for (const character of image) value = (value * 1_000_003n + BigInt(character.charCodeAt(0))) % 2n ** 48n;
  return value.toString(16).padStart(12, '0');
}

export function engineInformation({ docker }: MachineState): DockerObject {
  const count = (status: SimulatedContainer['status']) =>
    docker.containers.filter((container) => container.status === status).length;
  return {
    ID: 'b1f4f5f0-6b5e-4b7a-9a55-6f3d0f6c8065',
    Containers: docker.containers.length,
    ContainersRunning: count('running'),
    ContainersPaused: 0,
    ContainersStopped: docker.containers.length - count('running'),
    Images: docker.images.length,
    Driver: docker.osType === 'windows' ? 'windowsfilter' : 'overlayfs',
    OperatingSystem: docker.osType === 'windows' ? 'Microsoft Windows 11 Pro' : 'Docker Desktop',
    OSType: docker.osType,
    Architecture: 'x86_64',
    Name: 'docker-desktop',
    ServerVersion: DOCKER_VERSION,
  };
}
