import { ToolkitError } from '../errors/toolkit-error.ts';
import { displayCommand } from '../host/command.ts';
import { restartContainer, startContainer } from '../windows/docker.ts';
import { type DockerPortError, parseDockerPortErrors } from '../windows/docker-error.ts';
import { formatAskedPort } from './asked-port.ts';
import { type DiagnoseOptions, diagnosePort, type PortDiagnosis } from './classify-port.ts';
import { wantedPorts } from './container-ports.ts';
import { FOR_GOOD, NOTHING, portwright, type Remedy, WINNAT_DISTURBS } from './remedy.ts';
import type { KnownContainer, Snapshot } from './snapshot.ts';
import type { Verdict } from './verdict.ts';

/**
 * How a container stands with its ports. `published` runs with all of them · `unpublished` runs without one ·
 * `blocked` cannot start as long as a port is held · `startable` nothing of ports is in its way · `unknown` a port could
 * not be judged.
 */
export type ContainerOutcome = 'published' | 'unpublished' | 'blocked' | 'startable' | 'unknown';

export interface ContainerDiagnosis {
  readonly name: string;
  /** Docker's own word: `created`, `running`, `exited` … */
  readonly status: string;
  readonly outcome: ContainerOutcome;
  /** Why it cannot start, or that it can, in one sentence. */
  readonly summary: string;
  /** What Docker said when it last failed to start for a port. */
  readonly dockerErrors: readonly DockerPortError[];
  /** Every port of the machine it asks for. */
  readonly ports: readonly PortDiagnosis[];
  readonly remedies: readonly Remedy[];
}

const BLOCKING: ReadonlySet<Verdict> = new Set([
  'listening',
  'reserved',
  'mirrored-block',
  'other-cause',
  'excluded-blocks-windows-containers',
]);

/**
 * Says why a container cannot start, from what it asks for and from Docker's own error. Pure.
 *
 * @throws {@link ToolkitError} `docker.container-unknown` when the snapshot does not hold it.
 */
export function diagnoseContainer(
  snapshot: Snapshot,
  name: string,
  options: DiagnoseOptions = {},
): ContainerDiagnosis {
  const unread = snapshot.unread.find(({ what }) => what === `container ${name}`);
  if (unread !== undefined) return unknownContainer(name, unread.message);
  const container = findContainer(snapshot.containers ?? [], name);
  const ports = wantedPorts(container).map((asked) => diagnosePort(snapshot, asked, options));
  const dockerErrors = [
    ...parseDockerPortErrors(container.error ?? ''),
    ...pastedErrors(snapshot, container),
  ];
  const outcome = outcomeOf(snapshot, container, ports);
  return {
    name: container.name,
    status: container.status,
    outcome,
    summary: summaryOf(container, outcome, ports, dockerErrors),
    dockerErrors,
    ports,
    remedies: remediesOf(snapshot, container, outcome, ports),
  };
}

function unknownContainer(name: string, why: string): ContainerDiagnosis {
  return {
    name,
    status: 'unknown',
    outcome: 'unknown',
    summary: `Container ${name} could not be looked at: ${why}.`,
    dockerErrors: [],
    ports: [],
    remedies: [
      {
        title: 'Start Docker, then ask again',
        command: 'docker desktop start',
        disturbs: NOTHING,
        lasts: 'until Docker is ended',
        page: 'docs/remedies/restart-docker.md',
      },
    ],
  };
}

function findContainer(containers: readonly KnownContainer[], name: string): KnownContainer {
  const found = containers.find((container) => container.name === name || container.id.startsWith(name));
  if (found !== undefined) return found;
  throw new ToolkitError(
    'docker.container-unknown',
    `nothing is known of a container ${JSON.stringify(name)}`,
    {
      remedy: 'docker ps --all lists their names',
    },
  );
}

/** What Docker said in a paste is about the one container that is asked about, unless that runs. */
function pastedErrors(snapshot: Snapshot, { status }: KnownContainer): readonly DockerPortError[] {
  return snapshot.host.kind === 'paste' && status !== 'running' ? (snapshot.dockerErrors ?? []) : [];
}

function outcomeOf(
  snapshot: Snapshot,
  container: KnownContainer,
  ports: readonly PortDiagnosis[],
): ContainerOutcome {
  if (container.status === 'running') return isServed(container) ? 'published' : 'unpublished';
  if (ports.some(({ verdict }) => BLOCKING.has(verdict))) return 'blocked';
  if (pastedErrors(snapshot, container).length > 0) return 'blocked';
  return ports.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'startable';
}

function isServed(container: KnownContainer): boolean {
  return wantedPorts(container).every((asked) =>
    container.published.some(
      ({ hostPort, protocol }) => hostPort === asked.port && protocol === asked.protocol,
    ),
  );
}

function summaryOf(
  { name, status }: KnownContainer,
  outcome: ContainerOutcome,
  ports: readonly PortDiagnosis[],
  dockerErrors: readonly DockerPortError[],
): string {
  const found = ports.filter(({ verdict }) => BLOCKING.has(verdict));
  const blocking = (found.length > 0 ? found : dockerErrors).map(formatAskedPort);
  switch (outcome) {
    case 'published':
      return `Container ${name} runs and publishes every port it asks for.`;
    case 'unpublished':
      return `Container ${name} runs, but not every port it asks for is published: nobody can reach it there.`;
    case 'blocked':
      return `Container ${name} cannot start: ${blocking.length === 1 ? 'port' : 'ports'} ${blocking.join(', ')} cannot be bound.`;
    case 'unknown':
      return `Container ${name} is ${status}; whether it can start is unknown, because not everything could be read.`;
    case 'startable':
      return dockerErrors.length === 0
        ? `Container ${name} is ${status}; no port is in its way.`
        : `Container ${name} is ${status}; the port that stopped it then is free now.`;
  }
}

function remediesOf(
  snapshot: Snapshot,
  { name }: KnownContainer,
  outcome: ContainerOutcome,
  ports: readonly PortDiagnosis[],
): Remedy[] {
  const list = ports.map(formatAskedPort).join(' ');
  switch (outcome) {
    case 'published':
      return [];
    case 'startable':
      return [
        {
          title: 'Start it',
          command: displayCommand(startContainer(name)),
          disturbs: NOTHING,
          lasts: AS_LONG_AS_IT_RUNS,
          page: 'docs/remedies/publish-again.md',
        },
      ];
    case 'unpublished':
      return [
        {
          title: 'Restart it and look again',
          command: displayCommand(restartContainer(name)),
          disturbs: `container ${name} is restarted`,
          lasts: AS_LONG_AS_IT_RUNS,
          page: 'docs/remedies/publish-again.md',
        },
      ];
    case 'unknown':
      return [];
    case 'blocked':
      return canBeFixed(ports)
        ? [
            {
              title: 'Cure its ports, start it, and prove that they are published',
              command: portwright(snapshot, `fix ${list} --container ${name}`),
              disturbs: ports.some(({ verdict }) => verdict === 'reserved') ? WINNAT_DISTURBS : NOTHING,
              lasts: FOR_GOOD,
              page: 'docs/remedies/exclusion.md',
            },
          ]
        : [];
  }
}

const AS_LONG_AS_IT_RUNS = 'as long as the container runs';

/** `fix` leaves alone what belongs to somebody: then only the remedies of each port are left. */
function canBeFixed(ports: readonly PortDiagnosis[]): boolean {
  return ports
    .filter(({ verdict }) => BLOCKING.has(verdict))
    .every(({ remedies }) => remedies.some(({ command }) => command.startsWith('portwright fix ')));
}
