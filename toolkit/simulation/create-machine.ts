import { IANA_DYNAMIC_PORT_RANGE } from '../ports/iana.ts';
import { contains, type PortRange, type Protocol } from '../ports/port-range.ts';
import { bringUpSystem, logOn } from './boot.ts';
import { startDistribution } from './distributions.ts';
import { startDockerDesktop, stopDockerDesktop } from './docker-desktop.ts';
import { createContainer, startContainer } from './docker-engine.ts';
import { getDynamicRange } from './dynamic-range.ts';
import type {
  Fault,
  Feature,
  FeatureState,
  Locale,
  MachineState,
  SimulatedContainer,
  SimulatedService,
  Switches,
} from './machine-state.ts';
import { occupiedPorts } from './obstacles.ts';
import { drawBlockOnto } from './placement.ts';
import { REGISTRY_KEYS } from './registry.ts';
import { makeService } from './service-catalog.ts';
import { DEFAULT_SWITCHES } from './switches.ts';
import { claimBlock, WINNAT } from './winnat.ts';
import { WSL_CONFIG_FILE } from './wsl-network.ts';

export interface ContainerOptions {
  readonly name: string;
  readonly image: string;
  /** Published as `0.0.0.0:P->P/tcp`. */
  readonly ports: readonly number[];
  /** @defaultValue 'tcp' */
  readonly protocol?: Protocol;
  readonly restartPolicy?: SimulatedContainer['restartPolicy'];
  /** Whether somebody has tried to start it; where a port is refused it then holds Docker's error. @defaultValue true */
  readonly start?: boolean;
}

export interface MachineOptions {
  /** Decides everything that is random. @defaultValue 1 */
  readonly seed?: number;
  /** @defaultValue 'en' */
  readonly locale?: Locale;
  /** @defaultValue true */
  readonly elevated?: boolean;
  /** The stored and the live range, tcp and udp alike. @defaultValue 'iana' (49152, 16384 ports) */
  readonly dynamicPortRange?: 'iana' | PortRange;
  /** Hyper-V, WSL and Docker Desktop are there and winnat runs; without it there is no winnat. @defaultValue true */
  readonly hyperV?: boolean;
  /**
   * tcp ports that a winnat block covers. One outside the dynamic range gets a block that was drawn before the range was
   * changed: no existing block moves. Without effect where there is no winnat, and on a port that is taken.
   */
  readonly blocksOn?: readonly number[];
  /** Without effect where Docker is absent. @defaultValue none */
  readonly containers?: readonly ContainerOptions[];
  /** Docker Desktop; @defaultValue 'running' with Hyper-V, else 'absent' */
  readonly docker?: 'running' | 'stopped' | 'absent';
  /** @defaultValue 'linux' */
  readonly osType?: MachineState['docker']['osType'];
  /** @defaultValue '2023' */
  readonly errorGeneration?: MachineState['docker']['errorGeneration'];
  /** The registry value MaxUserPort, 5000-65534. @defaultValue none */
  readonly maxUserPort?: number;
  /** Whether the distribution Ubuntu runs. Docker's own runs whenever Docker does. @defaultValue true with Hyper-V */
  readonly wslRunning?: boolean;
  /** @defaultValue 'nat' */
  readonly wslNetworkingMode?: 'nat' | 'mirrored';
  /** The person's `.wslconfig`. @defaultValue no such file */
  readonly wslConfig?: string;
  /** Distributions besides Ubuntu and Docker's; none of them runs. @defaultValue none */
  readonly distributions?: readonly string[];
  /** `CurrentBuild`, such as 19045 for Windows 10 22H2. @defaultValue 22631 */
  readonly windowsBuild?: number;
  /** Where it differs from the documented defaults. */
  readonly switches?: Partial<Switches>;
  readonly faults?: readonly Fault[];
  /** Services besides the usual ones; `winrm` makes http.sys hold 5985 and 47001. */
  readonly services?: readonly (Pick<SimulatedService, 'name' | 'displayName'> &
    Partial<Pick<SimulatedService, 'type' | 'dependents' | 'startsAtBoot'>>)[];
  /** Services that need winnat: names out of `services` or the usual ones. @defaultValue none */
  readonly winnatDependents?: readonly string[];
  /** Where it differs from what `hyperV` says. */
  readonly features?: Partial<Record<Feature, FeatureState>>;
  /** NAT networks that `Get-NetNat` lists. @defaultValue none */
  readonly netNats?: readonly string[];
}

/** The machine `--host simulated` starts with: winnat holds 8065, and container `mattermost` could not start for it. */
export const DEFAULT_MACHINE: MachineOptions = Object.freeze({
  seed: 8065,
  dynamicPortRange: { startPort: 1024, numberOfPorts: 64511 },
  maxUserPort: 65534,
  blocksOn: [8065],
  containers: [{ name: 'mattermost', image: 'mattermost/mattermost-team-edition', ports: [8065] }],
});

/** 2026-01-05T09:00:00Z: a fixed beginning, so that two machines of one seed are equal. */
const FIRST_BOOT_MS = Date.UTC(2026, 0, 5, 9);

/** Makes a simulated Windows machine, booted and logged on. Equal options make equal machines. */
export function createMachine(options: MachineOptions = {}): MachineState {
  const machine = unbooted(options);
  bringUpSystem(machine);
  for (const port of options.blocksOn ?? []) coverWithBlock(machine, port);
  const { hyperV = true, docker = hyperV ? 'running' : 'absent' } = options;
  startDockerDesktop(machine);
  if (options.wslRunning ?? hyperV) startDistribution(machine, 'Ubuntu');
  for (const container of options.containers ?? []) addContainer(machine, container);
  if (docker === 'stopped') stopDockerDesktop(machine);
  logOn(machine);
  machine.faults = structuredClone([...(options.faults ?? [])]);
  machine.elevated = options.elevated ?? true;
  return machine;
}

function unbooted(options: MachineOptions): MachineState {
  const { hyperV = true, seed = 1, docker = hyperV ? 'running' : 'absent' } = options;
  const hasDocker = docker !== 'absent';
  const dynamic = dynamicRanges(options.dynamicPortRange ?? 'iana');
  return {
    schemaVersion: 1,
    seed,
    random: seed | 0,
    locale: options.locale ?? 'en',
    elevated: true,
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    faults: [],
    received: 0,
    clockMs: FIRST_BOOT_MS,
    bootedAtMs: FIRST_BOOT_MS,
    boots: 1,
    restartPending: false,
    ranges: { tcp: [], udp: [] },
    dynamic: { active: dynamic, persistent: structuredClone(dynamic) },
    sockets: [],
    processes: {},
    services: servicesBesides(options, hasDocker),
    registry: registryOf(options.maxUserPort),
    features: { ...featuresOf(hyperV), ...options.features },
    portProxies: [],
    tasks: {},
    docker: dockerOf(options, hasDocker),
    wsl: wslOf(options, hyperV, hasDocker),
    netNats: [...(options.netNats ?? [])],
    ...(options.windowsBuild !== undefined && { windowsBuild: options.windowsBuild }),
    files: options.wslConfig === undefined ? {} : { [WSL_CONFIG_FILE]: options.wslConfig },
    folders: {},
  };
}

function dynamicRanges(wanted: 'iana' | PortRange): MachineState['dynamic']['active'] {
  const { startPort, numberOfPorts } = wanted === 'iana' ? IANA_DYNAMIC_PORT_RANGE : wanted;
  const each = () => ({ tcp: { startPort, numberOfPorts }, udp: { startPort, numberOfPorts } });
  return { ipv4: each(), ipv6: each() };
}

function featuresOf(hyperV: boolean): MachineState['features'] {
  const state = hyperV ? 'Enabled' : 'Disabled';
  return {
    'Microsoft-Hyper-V': state,
    VirtualMachinePlatform: state,
    Containers: 'Disabled',
    'Microsoft-Windows-Subsystem-Linux': state,
    HypervisorPlatform: 'Disabled',
  };
}

function servicesBesides(options: MachineOptions, hasDocker: boolean): MachineState['services'] {
  const services = (options.services ?? []).map(makeService);
  if (hasDocker) {
    services.push(makeService({ name: 'com.docker.service', displayName: 'Docker Desktop Service' }));
  }
  if (options.winnatDependents) {
    const dependents = [...options.winnatDependents];
    services.push(makeService({ name: WINNAT, displayName: 'Windows NAT Driver', type: 1, dependents }));
  }
  return Object.fromEntries(services.map((service) => [service.name.toLowerCase(), service]));
}

function registryOf(maxUserPort: number | undefined): MachineState['registry'] {
  return {
    [REGISTRY_KEYS.tcpipParameters]:
      maxUserPort === undefined
        ? {}
        : { MaxUserPort: { type: 'REG_DWORD', data: `0x${maxUserPort.toString(16)}` } },
  };
}

function dockerOf(options: MachineOptions, installed: boolean): MachineState['docker'] {
  return {
    installed,
    running: false,
    osType: options.osType ?? 'linux',
    errorGeneration: options.errorGeneration ?? '2023',
    images: [],
    containers: [],
  };
}

function wslOf(options: MachineOptions, installed: boolean, hasDocker: boolean): MachineState['wsl'] {
  const names = ['Ubuntu', ...(hasDocker ? ['docker-desktop'] : []), ...(options.distributions ?? [])];
  return {
    installed,
    networkingMode: options.wslNetworkingMode ?? 'nat',
    distributions: installed ? names.map((name) => ({ name, running: false })) : [],
    networkWorks: false,
  };
}

/** Where the dynamic range does not reach, the block dates from a time when it was 1024 and up. */
const ANY_DYNAMIC: PortRange = { startPort: 1024, numberOfPorts: 64512 };

function coverWithBlock(machine: MachineState, port: number): void {
  const isCovered = machine.ranges.tcp.some((entry) => contains(entry, port));
  if (isCovered || machine.services[WINNAT]?.status !== 'running') return;
  const occupied = occupiedPorts(machine, 'tcp');
  const block =
    drawBlockOnto(machine, getDynamicRange(machine, 'ipv4', 'tcp'), occupied, port) ??
    drawBlockOnto(machine, ANY_DYNAMIC, occupied, port);
  if (block) claimBlock(machine, 'tcp', block);
}

function addContainer(machine: MachineState, options: ContainerOptions): void {
  const { name, image, ports, protocol = 'tcp', restartPolicy = 'no', start = true } = options;
  const bindings = ports.map((port) => ({ containerPort: port, protocol, hostIp: '', hostPort: port }));
  createContainer(machine, { name, image, bindings, restartPolicy });
  if (start) startContainer(machine, name);
}
