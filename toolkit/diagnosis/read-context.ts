import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { readExcludedPortRanges } from '../steps/read-excluded-port-ranges.ts';
import { runCommand } from '../steps/run-command.ts';
import { listContainers } from '../windows/docker.ts';
import { parseContainerList } from '../windows/docker-container.ts';
import {
  ENABLE_EXCLUDED_PORT_RANGE,
  HNS_STATE,
  MAX_USER_PORT,
  queryRegistryValue,
  readRegistryValue,
  TCPIP_PARAMETERS,
} from '../windows/registry.ts';
import { isKernel } from '../windows/socket-holder.ts';
import { readNetworkingMode, wslConfigPath } from '../windows/wsl-config.ts';
import { isWildcard, LOOPBACK } from './bind-probe.ts';
import { isWiderThanIana } from './dynamic-range-state.ts';
import type { PortFacts } from './port-facts.ts';
import { MOST_PROBED_PORTS, readProbes } from './read-probe.ts';
import { readWslFacts } from './read-wsl-facts.ts';
import type { Snapshot } from './snapshot.ts';
import { readPart, type SnapshotPart } from './snapshot-part.ts';

/** How WSL is networked, as the person's own settings ask for it. Reading them starts nothing. */
export function readWslNetworking(host: Host, userProfile: string): Promise<SnapshotPart> {
  return readPart('the settings of WSL', async () => {
    const text = await host.readText(wslConfigPath(userProfile));
    const networkingMode = text === undefined ? undefined : readNetworkingMode(text);
    return { wsl: { ...(networkingMode && { networkingMode }) } };
  });
}

/** Reads that only the first answers can show to be needed: each is one more process. */
export function contextReads(
  host: Host,
  found: Snapshot,
  facts: readonly PortFacts[],
  isWholeMachine: boolean,
): Promise<SnapshotPart>[] {
  const stored = PROTOCOLS.filter((protocol) =>
    facts.some((fact) => fact.protocol === protocol && isJudgedByPersistentStore(fact)),
  );
  const isPublisherUnknown = facts.some(
    ({ listeners = [], container }) => listeners.length > 0 && container?.state !== 'published',
  );
  const isMoved = isWholeMachine
    ? found.dynamicPortRanges.some(isWiderThanIana)
    : facts.some(({ block, insideDynamic }) => !block && insideDynamic && isWiderThanIana(insideDynamic));
  const others = PROTOCOLS.filter(
    (protocol) =>
      found.excludedPortRanges[protocol] === undefined &&
      facts.some((fact) => fact.protocol !== protocol && isFreeSoFar(fact)),
  );
  return [
    ...stored.map((protocol) => readPersistentStore(host, protocol)),
    ...others.map((protocol) => readOtherTable(host, protocol)),
    ...facts
      .filter(isServedEverywhere)
      .slice(0, MOST_PROBED_PORTS)
      .map((fact) => readProbes(host, fact, [LOOPBACK])),
    ...(isPublisherUnknown && found.docker?.running === true ? [readContainerList(host, found)] : []),
    ...(!isWholeMachine && facts.some(isAboutWsl) ? [readWslFacts(host)] : []),
    ...(isMoved ? [readRegistry(host, TCPIP_PARAMETERS, MAX_USER_PORT)] : []),
    ...(facts.some(({ origin }) => origin?.origin === 'hns')
      ? [readRegistry(host, HNS_STATE, ENABLE_EXCLUDED_PORT_RANGE)]
      : []),
  ];
}

/**
 * Whether an exclusion lasts, and whether some program reserved a block for good, only that store tells: such a reservation may
 * have any size, winnat's too (CreatePersistentTcpPortReservation documentation). HNS' own range is neither.
 */
function isJudgedByPersistentStore({ block, origin }: PortFacts): boolean {
  return block !== undefined && origin?.origin !== 'hns' && origin?.origin !== 'http.sys';
}

/** Then it may be taken in the other protocol: messages seldom say which of the two they mean. */
function isFreeSoFar({
  table,
  block,
  listeners,
  connections,
  refused,
  refusals,
  insideDynamic,
}: PortFacts): boolean {
  const isSeen = block !== undefined || refused !== undefined || insideDynamic !== undefined;
  const isUsed = listeners?.length !== 0 || connections.length > 0 || refusals.length > 0;
  return table !== undefined && !isSeen && !isUsed;
}

/** Whether a program has it on the wildcard: a single address then tells whether it keeps that to itself. */
function isServedEverywhere({ listeners = [], block, container, portProxy }: PortFacts): boolean {
  const isOthers = block !== undefined || container?.state === 'published' || portProxy !== undefined;
  return !isOthers && listeners.some((socket) => isWildcard(socket.localAddress) && !isKernel(socket));
}

/** Nobody asked for it, so nothing is missing where it cannot be read. */
async function readOtherTable(host: Host, protocol: Protocol): Promise<SnapshotPart> {
  const { unread, ...part } = await readPart(`excluded port ranges ${protocol}`, async () => ({
    excludedPortRanges: { [protocol]: await readExcludedPortRanges(host, protocol, 'active') },
  }));
  return part;
}

/** A rule may lead to an address that WSL no longer has; whether a block is mirrored hangs on what WSL runs in. */
function isAboutWsl({ portProxy, mirrored }: PortFacts): boolean {
  return portProxy !== undefined || mirrored !== 'none';
}

function readPersistentStore(host: Host, protocol: Protocol): Promise<SnapshotPart> {
  return readPart(
    `persistent excluded port ranges ${protocol}`,
    async () => ({
      persistentExclusions: { [protocol]: await readExcludedPortRanges(host, protocol, 'persistent') },
    }),
    { protocol },
  );
}

/** Without an engine none runs. */
export function readRunningContainers(host: Host): Promise<SnapshotPart> {
  return readPart('containers', async () => {
    try {
      const result = await host.run(listContainers());
      if (result.exitCode !== 0) return { containers: [] };
      return { containers: parseContainerList(result.stdout).map((row) => ({ ...row, status: row.state })) };
    } catch (error) {
      if (error instanceof ToolkitError && error.code === 'host.program-missing') return { containers: [] };
      throw error;
    }
  });
}

/** A container that was looked at by itself is known better than its row says. */
function readContainerList(host: Host, { containers = [] }: Snapshot): Promise<SnapshotPart> {
  return readPart('containers', async () => {
    const { stdout } = await runCommand(host, listContainers(), 'list the containers');
    const others = parseContainerList(stdout).filter(
      ({ name }) => !containers.some((known) => known.name === name),
    );
    return { containers: others.map((row) => ({ ...row, status: row.state })) };
  });
}

function readRegistry(host: Host, key: string, name: string): Promise<SnapshotPart> {
  return readPart(`registry value ${name}`, async () => {
    const value = readRegistryValue(await host.run(queryRegistryValue(key, name)));
    return value === undefined ? {} : { registry: [value] };
  });
}
