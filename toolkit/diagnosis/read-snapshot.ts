import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { readContainer } from '../steps/read-container.ts';
import { readDynamicPortRange } from '../steps/read-dynamic-port-ranges.ts';
import { readExcludedPortRanges } from '../steps/read-excluded-port-ranges.ts';
import { runCommand } from '../steps/run-command.ts';
import { dockerInfo } from '../windows/docker.ts';
import type { Container } from '../windows/docker-container.ts';
import { parseDockerInfo } from '../windows/docker-engine.ts';
import { FAMILIES, type Family } from '../windows/netsh.ts';
import { parseSockets, showSockets } from '../windows/netstat.ts';
import { parsePortProxies, showPortProxies } from '../windows/port-proxy.ts';
import type { AskedPort } from './asked-port.ts';
import { addressesOf } from './bind-probe.ts';
import { wantedPorts } from './container-ports.ts';
import { dynamicRangeDisagreements } from './dynamic-range-state.ts';
import { linuxReads } from './linux/read-linux-parts.ts';
import { portFacts } from './port-facts.ts';
import { contextReads, readRunningContainers, readWslNetworking } from './read-context.ts';
import { MOST_PROBED_PORTS, readProbes } from './read-probe.ts';
import { readHnsNetwork, readWslFacts } from './read-wsl-facts.ts';
import type { Snapshot } from './snapshot.ts';
import { joinParts, PROCESS_NAMES, readPart, type SnapshotPart } from './snapshot-part.ts';

export interface SnapshotRequest {
  /** Ports to find out about. Without any, and without a container, the whole machine is looked at. */
  readonly ports?: readonly AskedPort[];
  /** Container whose own ports are to be found out about too. */
  readonly container?: string;
  /** Ask the second source for the dynamic port range too. @defaultValue false, true for the whole machine */
  readonly deep?: boolean;
  /** Look at the whole machine beside the ports, and at what its containers publish. @defaultValue false */
  readonly wholeMachine?: boolean;
  /** The person's folder, `%USERPROFILE%`, where the settings of WSL are. Left out they are not read. */
  readonly userProfile?: string;
}

/** So many ports are tried on ipv6 as well. */
const MOST_ON_BOTH_FAMILIES = 16;

/**
 * Reads what a diagnosis needs, and nothing else: all at the same time, then what only the first answers show to be needed.
 *
 * What cannot be read is in `unread`. On Linux nothing of Windows is read.
 *
 * @throws ToolkitError `docker.not-running`, `docker.container-unknown`, `host.program-missing` for a named container;
 *   `host.aborted`.
 */
export async function readSnapshot(host: Host, request: SnapshotRequest = {}): Promise<Snapshot> {
  if (host.kind === 'linux') return joinParts(host, await linuxParts(host, request));
  const first = await firstParts(host, request);
  const found = joinParts(host, first);
  const { ports = [] } = request;
  const asked = [...ports, ...(found.containers ?? []).flatMap(wantedPorts)];
  const facts = asked.map((port) => portFacts(found, port));
  const isWholeMachine = isAboutWhole(request);
  const second = await Promise.all(contextReads(host, found, facts, isWholeMachine));
  const snapshot = joinParts(host, [...first, ...second]);
  return { ...snapshot, disagreements: dynamicRangeDisagreements(snapshot) };
}

function isAboutWhole({ ports = [], container, wholeMachine = false }: SnapshotRequest): boolean {
  return wholeMachine || (ports.length === 0 && container === undefined);
}

async function firstParts(host: Host, request: SnapshotRequest): Promise<SnapshotPart[]> {
  const { ports = [], container, userProfile } = request;
  const isWholeMachine = isAboutWhole(request);
  const protocols = isWholeMachine ? PROTOCOLS : protocolsOf(ports, container);
  const families = isWholeMachine ? FAMILIES : FAMILIES.slice(0, 1);
  const [parts, ofContainer] = await Promise.all([
    Promise.all([
      ...protocols.flatMap((protocol) => tableReads(host, protocol, families)),
      readSockets(host),
      readPortProxies(host),
      ...(userProfile === undefined ? [] : [readWslNetworking(host, userProfile)]),
      ...(isWholeMachine ? [readWslFacts(host), readHnsNetwork(host)] : []),
      ...(isWholeMachine && request.wholeMachine !== true ? [] : [readDocker(host)]),
      ...(request.wholeMachine === true ? [readRunningContainers(host)] : []),
      ...((request.deep ?? isWholeMachine) ? [readTcpSettings(host)] : []),
      ...probes(host, ports),
    ]),
    container === undefined ? [] : containerParts(host, container, ports, protocols),
  ]);
  return [...parts, ...ofContainer];
}

/** Docker publishes tcp unless told otherwise, so that table is read before the container is known. */
function protocolsOf(ports: readonly AskedPort[], container?: string): readonly Protocol[] {
  const asked = new Set(ports.map(({ protocol }) => protocol));
  if (container !== undefined) asked.add('tcp');
  return PROTOCOLS.filter((protocol) => asked.has(protocol));
}

async function containerParts(
  host: Host,
  name: string,
  asked: readonly AskedPort[],
  protocolsRead: readonly Protocol[],
): Promise<SnapshotPart[]> {
  const container = await readNamedContainer(host, name, asked.length > 0);
  if ('unread' in container) return [container];
  const own = wantedPorts(container).filter(
    ({ port, protocol }) => !asked.some((other) => other.port === port && other.protocol === protocol),
  );
  const protocols = protocolsOf(own).filter((protocol) => !protocolsRead.includes(protocol));
  const parts = await Promise.all([
    ...protocols.flatMap((protocol) => tableReads(host, protocol, ['ipv4'])),
    ...probes(host, own),
  ]);
  return [{ containers: [container] }, ...parts];
}

/** Where ports are asked about as well, they are judged without Docker; a name that Docker does not know is a mistake. */
async function readNamedContainer(
  host: Host,
  name: string,
  isOptional: boolean,
): Promise<Container | Required<Pick<SnapshotPart, 'unread'>>> {
  try {
    return await readContainer(host, name);
  } catch (error) {
    const isDockerAway =
      error instanceof ToolkitError &&
      (error.code === 'docker.not-running' || error.code === 'host.program-missing');
    if (!isOptional || !isDockerAway) throw error;
    return { unread: [{ what: `container ${name}`, code: error.code, message: error.message }] };
  }
}

function tableReads(host: Host, protocol: Protocol, families: readonly Family[]): Promise<SnapshotPart>[] {
  return [
    readPart(
      `excluded port ranges ${protocol}`,
      async () => ({
        excludedPortRanges: { [protocol]: await readExcludedPortRanges(host, protocol, 'active') },
      }),
      { protocol },
    ),
    ...families.map((family) =>
      readPart(
        `dynamic port range ${protocol}`,
        async () => {
          const range = await readDynamicPortRange(host, { family, protocol }, 'active');
          return { dynamicPortRanges: [{ family, protocol, ...range }] };
        },
        { protocol },
      ),
    ),
  ];
}

function readPortProxies(host: Host): Promise<SnapshotPart> {
  return readPart('portproxy rules', async () => {
    const { stdout } = await runCommand(host, showPortProxies('all'), 'read the portproxy rules');
    return { portProxies: parsePortProxies(stdout) };
  });
}

/** Where PowerShell cannot answer, netstat knows the sockets as well, without the names of their processes. */
async function readSockets(host: Host): Promise<SnapshotPart> {
  const asked = await readPart(PROCESS_NAMES, async () => ({
    sockets: (await host.ask('listeners', {})).sockets,
  }));
  if (asked.sockets !== undefined) return asked;
  const listed = await readPart('sockets in use', async () => {
    const { stdout } = await runCommand(host, showSockets(), 'list the sockets');
    return { sockets: parseSockets(stdout) };
  });
  return { ...listed, unread: [...(asked.unread ?? []), ...(listed.unread ?? [])] };
}

/** Binds for a moment each port on the very addresses of the question. */
function probes(host: Host, ports: readonly AskedPort[]): Promise<SnapshotPart>[] {
  const areBoth = ports.length <= MOST_ON_BOTH_FAMILIES;
  return ports.slice(0, MOST_PROBED_PORTS).map((asked) => {
    const addresses = addressesOf(asked);
    return readProbes(host, asked, areBoth ? addresses : addresses.slice(0, 1));
  });
}

/** An engine that does not answer, or is not installed, is an answer: it runs no containers. */
function readDocker(host: Host): Promise<SnapshotPart> {
  return readPart('Docker engine', async () => {
    try {
      const result = await host.run(dockerInfo());
      if (result.exitCode !== 0) return { docker: { running: false } };
      return { docker: { running: true, osType: parseDockerInfo(result.stdout).osType } };
    } catch (error) {
      if (error instanceof ToolkitError && error.code === 'host.program-missing') {
        return { docker: { running: false } };
      }
      throw error;
    }
  });
}

function readTcpSettings(host: Host): Promise<SnapshotPart> {
  return readPart('dynamic port range of PowerShell', async () => ({
    tcpSettings: (await host.ask('net-tcp-setting', {})).settings,
  }));
}

/** Of Windows nothing is read: a Linux host may be the Linux side of WSL, and knows nothing of what Windows reserves. */
async function linuxParts(host: Host, { ports = [], container }: SnapshotRequest): Promise<SnapshotPart[]> {
  const [parts, ofContainer] = await Promise.all([
    Promise.all([...linuxReads(host), ...probes(host, ports)]),
    container === undefined ? [] : containerParts(host, container, ports, PROTOCOLS),
  ]);
  return [...parts, ...ofContainer];
}
