import type { Host } from '../host/host.ts';
import { type PortRange, PROTOCOLS, type Protocol } from '../ports/port-range.ts';
import { gaps } from '../ports/port-set.ts';
import type { Expectation, Refusal } from '../scenario/step.ts';
import {
  CURRENT_BUILD,
  queryRegistryValue,
  readRegistryValue,
  WINDOWS_VERSION,
} from '../windows/registry.ts';
import { MIRRORED } from '../windows/wsl-config.ts';
import { readDynamicPortRange } from './read-dynamic-port-ranges.ts';
import { readExcludedPortRanges } from './read-excluded-port-ranges.ts';
import { readActiveMode, readRunningWsl } from './read-wsl.ts';

export interface MirroredPossibleState {
  /** Null where Windows does not tell. */
  readonly build: number | null;
  /** Protocols whose dynamic port range has no 4096 consecutive ports left; none while WSL has its block already. */
  readonly crowded: readonly Protocol[];
}

/** Windows 11 22H2 (WSL documentation, "Mirrored mode networking"). */
const FIRST_BUILD = 22_621;
/** Ports that WSL asks for in one piece (microsoft/WSL source). */
const MIRRORED_PORTS = 4096;

/**
 * Expects a Windows that can mirror its network into WSL.
 *
 * Where the dynamic port range has no room for WSL's block, WSL starts without a network (0x8007054f, microsoft/WSL#13454). Since
 * every restart of Windows draws the other blocks anew, that is a note; it is a refusal where WSL is to start at once.
 */
export function expectMirroredPossible({
  atOnce,
}: {
  readonly atOnce: boolean;
}): Expectation<MirroredPossibleState> {
  return {
    kind: 'expectation',
    phase: 'before',
    id: 'mirrored-possible',
    title: 'Check that this Windows can mirror its network into WSL',
    check: readState,
    isSatisfied: (state) => refusalOf(state, atOnce) === undefined,
    describe: (state) =>
      refusalOf(state, atOnce)?.reason ??
      `Windows build ${state.build}; mirrored networking needs ${FIRST_BUILD}`,
    refusal: (state) => refusalOf(state, atOnce),
    notes: ({ crowded }) =>
      atOnce ? [] : crowded.map((protocol) => `${crowdedText(protocol)}: ${MAKE_ROOM}`),
  };
}

const MAKE_ROOM =
  'portwright run reset-iana-dynamic-range makes room; where the range is that one already, a restart of Windows draws its blocks anew';

function crowdedText(protocol: Protocol): string {
  return `the dynamic ${protocol} port range has no ${MIRRORED_PORTS} consecutive free ports, without which WSL starts with no network (0x8007054f)`;
}

function refusalOf(
  { build, crowded: [protocol] }: MirroredPossibleState,
  atOnce: boolean,
): Refusal | undefined {
  if (build === null || build < FIRST_BUILD) {
    return {
      reason: `mirrored networking needs Windows 11 22H2 (build ${FIRST_BUILD}), and this is build ${build ?? 'unknown'}`,
      remedy: 'portwright run wsl-portproxy --ports PORTS works on every Windows that has WSL 2',
    };
  }
  return atOnce && protocol !== undefined ? { reason: crowdedText(protocol), remedy: MAKE_ROOM } : undefined;
}

async function readState(host: Host): Promise<MirroredPossibleState> {
  const [value, mode, ...rooms] = await Promise.all([
    readBuild(host),
    readRunningWsl(host).then((running) => readActiveMode(host, running)),
    ...PROTOCOLS.map((protocol) => hasRoom(host, protocol)),
  ]);
  const crowded = mode === MIRRORED ? [] : PROTOCOLS.filter((_, index) => rooms[index] === false);
  return { build: value, crowded };
}

async function readBuild(host: Host): Promise<number | null> {
  const value = readRegistryValue(await host.run(queryRegistryValue(WINDOWS_VERSION, CURRENT_BUILD)));
  return value !== undefined && /^\d{4,6}$/.test(value.data) ? Number(value.data) : null;
}

async function hasRoom(host: Host, protocol: Protocol): Promise<boolean> {
  const [rows, range] = await Promise.all([
    readExcludedPortRanges(host, protocol, 'active'),
    readDynamicPortRange(host, { family: 'ipv4', protocol }, 'active'),
  ]);
  return gaps(rows, range).some(({ numberOfPorts }: PortRange) => numberOfPorts >= MIRRORED_PORTS);
}
