import type { Host } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import type { PortGroup } from '../ports/port-group.ts';
import { formatPortRange, type PortRange } from '../ports/port-range.ts';
import { intersectRanges } from '../ports/port-set.ts';
import type { Expectation, Refusal } from '../scenario/step.ts';
import { type BlockOrigin, blockOrigin } from '../windows/block-origin.ts';
import { mayBeDocker } from './container-sockets.ts';
import { isServing } from './read-container.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { portsIn, readPublisher } from './read-publisher.ts';
import { describeHolder, readSockets, remedyForHolder } from './read-sockets.ts';
import { readWindowsContainers } from './read-winnat-users.ts';

export interface OwnersState {
  readonly sockets: readonly SocketInUse[];
  /** Un-starred rows over the ports that winnat did not draw. */
  readonly blocks: readonly { readonly range: PortRange; readonly origin: BlockOrigin }[];
  /** The named container's own ports: null without one. Where it serves them, its listener is the goal, not an obstacle. */
  readonly container: {
    readonly name: string;
    readonly ports: readonly number[];
    readonly serves: boolean;
  } | null;
  readonly windowsContainers: boolean;
}

export interface OwnersOptions extends PortGroup {
  readonly container?: string | undefined;
  /** Everything that is asked about: the container must publish some of it. @defaultValue these ports alone */
  readonly among?: readonly PortGroup[];
}

/**
 * Expects that nobody else owns the ports: no listener, no http.sys row, no reservation of another program.
 *
 * Those are not for Portwright to remove: the refusal names the owner and the command that would.
 */
export function expectNoOtherOwner(options: OwnersOptions): Expectation<OwnersState> {
  const { protocol, ranges, container: name, among = [options] } = options;
  return {
    kind: 'expectation',
    phase: 'before',
    id: `no-other-owner-${protocol}`,
    title: `Check that no other program owns ${protocol} ${ranges.map(formatPortRange).join(', ')}`,
    async check(host) {
      const [sockets, blocks, container, windowsContainers] = await Promise.all([
        readSockets(host, { protocol, ranges }),
        readForeignBlocks(host, { protocol, ranges }),
        name === undefined ? null : readOwnPorts(host, name, options, among),
        readWindowsContainers(host),
      ]);
      return { sockets, blocks, container, windowsContainers };
    },
    isSatisfied: (state) => refusalOf(state) === undefined,
    describe: (state) => refusalOf(state)?.reason ?? 'no other program owns the ports',
    refusal: refusalOf,
  };
}

async function readForeignBlocks(
  host: Host,
  { protocol, ranges }: PortGroup,
): Promise<OwnersState['blocks']> {
  const [active, persistent] = await Promise.all([
    readExcludedPortRanges(host, protocol, 'active'),
    readExcludedPortRanges(host, protocol, 'persistent'),
  ]);
  return active
    .filter((row) => !row.administered && intersectRanges([row], ranges).length > 0)
    .map((row) => ({
      range: { startPort: row.startPort, numberOfPorts: row.numberOfPorts },
      origin: blockOrigin(row, persistent),
    }))
    .filter(({ origin }) => origin !== 'winnat');
}

/** @throws ToolkitError `input.invalid-argument` when the container publishes none of the ports. */
async function readOwnPorts(
  host: Host,
  name: string,
  group: PortGroup,
  among: readonly PortGroup[],
): Promise<OwnersState['container']> {
  const container = await readPublisher(host, name, among);
  return { name, ports: portsIn(container, group), serves: isServing(container) };
}

function refusalOf({ sockets, blocks, container, windowsContainers }: OwnersState): Refusal | undefined {
  const own = container?.serves ? container.ports : [];
  // Docker may say that it publishes a port which another program holds.
  const socket = sockets.find((each) => !own.includes(each.localPort) || !mayBeDocker(each));
  if (socket !== undefined) return socketRefusal(socket);
  const [block] = blocks;
  if (block !== undefined) return blockRefusal(block.range, block.origin);
  if (windowsContainers) {
    return {
      reason: 'Docker runs Windows containers, which cannot publish an excluded port',
      remedy: 'portwright run reset-iana-dynamic-range moves the blocks away without an exclusion',
    };
  }
  return undefined;
}

function socketRefusal(socket: SocketInUse): Refusal {
  return {
    reason: `${socket.protocol} ${socket.localAddress}:${socket.localPort} is held by ${describeHolder(socket)}`,
    remedy: remedyForHolder(socket),
  };
}

function blockRefusal(range: PortRange, origin: BlockOrigin): Refusal {
  const ports = formatPortRange(range);
  if (origin === 'http.sys' || (origin === 'unknown' && range.numberOfPorts === 1)) {
    return {
      reason: `${ports} is reserved one port at a time, as http.sys does for a registered URL`,
      remedy: 'netsh http show servicestate names the program',
    };
  }
  return {
    reason: `${ports} is reserved, and not by winnat (${origin})`,
    remedy: 'find the program that reserved it; Portwright removes only what it made itself',
  };
}
