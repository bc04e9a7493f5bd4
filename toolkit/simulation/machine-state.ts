import type { PortRange, Protocol } from '../ports/port-range.ts';

/** Display languages a simulated Windows can have. */
export const LOCALES = ['en', 'ko', 'ja', 'de', 'fr', 'es', 'pt-BR', 'ru', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * The three kinds of entry in the one list that netsh prints. Only `administered` rows carry a `*`, and only they
 * let an ordinary process bind (KB812873; the persistent and runtime reservation pages of the Windows SDK).
 */
export type RangeKind = 'administered' | 'persistent-reservation' | 'runtime';

export interface ReservedRange extends PortRange {
  readonly kind: RangeKind;
  /** Who made it: `winnat`, `hns`, `http.sys`, `user`, `reservation`, `hns-mapping`, `wsl-mirrored`. */
  readonly owner: string;
  /** Which stores hold it. Runtime ranges live in `active` only; a boot drops what is not in `persistent`. */
  readonly active: boolean;
  readonly persistent: boolean;
}

export interface SimulatedSocket {
  readonly protocol: Protocol;
  readonly localAddress: string;
  readonly localPort: number;
  readonly state: 'listening' | 'bound' | 'connected';
  readonly processId: number;
  readonly options: 'default' | 'reuse' | 'exclusive';
  readonly user: string;
}

export interface SimulatedProcess {
  readonly name: string;
  readonly services: readonly string[];
}

export type ServiceStatus = 'stopped' | 'start-pending' | 'stop-pending' | 'running';

export interface SimulatedService {
  readonly name: string;
  readonly displayName: string;
  readonly type: number;
  status: ServiceStatus;
  /** When a pending status completes, on the machine's own clock. */
  pendingUntilMs?: number;
  /** 1077 when it has not been started since boot. */
  win32ExitCode: number;
  /** Names of the services that need this one. */
  readonly dependents: readonly string[];
  readonly startsAtBoot: boolean;
}

export interface RegistryValue {
  readonly type: 'REG_SZ' | 'REG_DWORD' | 'REG_MULTI_SZ' | 'REG_BINARY';
  /** As reg.exe prints it: a REG_DWORD is `0xfffe`. */
  readonly data: string;
}

export interface SimulatedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly restartPolicy: 'no' | 'always' | 'unless-stopped';
  status: 'created' | 'running' | 'exited';
  exitCode: number;
  error: string;
  /** `HostConfig.PortBindings`: what was asked for. */
  readonly bindings: readonly {
    containerPort: number;
    protocol: Protocol;
    hostIp: string;
    hostPort: number;
  }[];
  /** Whether `NetworkSettings.Ports` shows them. Running and false: up, but its ports are dead, and nobody says so. */
  published: boolean;
  /** Its ports were bound while winnat was down; matters with the switch `publishedWhileDownBlocksStart`. */
  publishedWhileWinnatDown?: boolean;
  /** How often it has been started. */
  starts?: number;
  /** Stopped by a person: a boot then starts only `always`. */
  stoppedByUser?: boolean;
}

export type Feature =
  | 'Microsoft-Hyper-V'
  | 'VirtualMachinePlatform'
  | 'Containers'
  | 'Microsoft-Windows-Subsystem-Linux'
  | 'HypervisorPlatform';
export type FeatureState = 'Enabled' | 'Disabled' | 'EnablePending' | 'DisablePending' | 'Absent';

/**
 * One thing that goes wrong, injected on purpose. `match` is a part of the command as `displayCommand` shows it, or
 * `ask:<question>`. With `times` it happens that often and is then used up; without, for ever.
 */
export type Fault =
  /** The command is answered as if the caller were not elevated. */
  | { readonly kind: 'denied'; readonly match: string; readonly times?: number }
  /** The command never ends and has no effect (a stand-in hangs; the simulated host times out on the machine's clock). */
  | { readonly kind: 'hang'; readonly match: string; readonly times?: number }
  /** The command says what it would say, and does nothing. */
  | { readonly kind: 'lie'; readonly match: string; readonly times?: number }
  /** The command has its effect and prints text nobody knows. */
  | { readonly kind: 'garbage'; readonly match: string; readonly times?: number }
  /** When winnat draws, one block covers this port if a block may lie there. */
  | {
      readonly kind: 'redraw-onto';
      readonly protocol: Protocol;
      readonly port: number;
      readonly times?: number;
    }
  /** The service stays in STOP_PENDING for this long. */
  | { readonly kind: 'stuck-stop'; readonly service: string; readonly ms: number; readonly times?: number }
  /** Some process grabs the port as soon as winnat has stopped. */
  | {
      readonly kind: 'grab-after-stop';
      readonly protocol: Protocol;
      readonly port: number;
      readonly times?: number;
    }
  /** The container starts without its ports, and the engine calls that a success. */
  | { readonly kind: 'unpublished'; readonly container: string; readonly times?: number }
  /** The process that asks is killed with SIGKILL around the n-th command (1-based) the machine receives. */
  | { readonly kind: 'kill-caller'; readonly at: number; readonly when: KillMoment };

/** `before`: without effect. `during`: the effect stays, no answer arrives. `after`: answered, dead before the next one. */
export type KillMoment = 'before' | 'during' | 'after';

/** What nobody could document, as switches. `switches.ts` says of each what it means, where it comes from and its default. */
export interface Switches {
  readonly deleteNotFoundError: 2 | 1168;
  readonly dynamicRangePerFamily: boolean;
  readonly listsWslMirroredBlock: boolean;
  readonly maxUserPortWinsAtBoot: boolean;
  readonly netshErrorTrailingBlankLine: boolean;
  readonly showBadArgumentsExitCode: number;
  readonly activeDeleteHidesPersistent: boolean;
  readonly checksSyntaxBeforeElevation: boolean;
  readonly persistentStoreListsReservations: boolean;
  readonly acceptsSpaceAroundEquals: boolean;
  readonly winnatDrawsOnStart: 'at-once' | 'when-needed';
  readonly publishedWhileDownBlocksStart: boolean;
  readonly bootPortFailure: 'exited' | 'unpublished';
}

export interface SimulatedFirewallRule {
  readonly layer: 'host' | 'hyper-v';
  readonly name: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly direction: 'Inbound' | 'Outbound';
  readonly action: 'Allow' | 'Block';
  readonly protocol: string;
  readonly localPorts: readonly string[];
  readonly remoteAddresses: readonly string[];
  readonly profiles: readonly string[];
}

export interface SimulatedFolder {
  readonly isLink: boolean;
  readonly ownerSid: string;
  readonly writerSids: readonly string[];
}

/** A simulated Windows machine, whole. Plain JSON: `--state FILE` keeps exactly this. */
export interface MachineState {
  readonly schemaVersion: 1;
  readonly seed: number;
  /** State of the machine's own random number generator. */
  random: number;
  readonly locale: Locale;
  elevated: boolean;
  readonly switches: Switches;
  faults: Fault[];
  /** Commands and questions received so far. */
  received: number;
  clockMs: number;
  bootedAtMs: number;
  boots: number;
  restartPending: boolean;
  ranges: Record<Protocol, ReservedRange[]>;
  /** `ipv6` is used only with the switch `dynamicRangePerFamily`. */
  dynamic: Record<'active' | 'persistent', Record<'ipv4' | 'ipv6', Record<Protocol, PortRange>>>;
  sockets: SimulatedSocket[];
  /** By process id. */
  processes: Record<string, SimulatedProcess>;
  /** By lower-case name. */
  services: Record<string, SimulatedService>;
  /** Full key path, as reg.exe prints it, to its values by name. */
  registry: Record<string, Record<string, RegistryValue>>;
  features: Record<Feature, FeatureState>;
  portProxies: { listenAddress: string; listenPort: number; connectAddress: string; connectPort: number }[];
  tasks: Record<string, { readonly run: string; readonly schedule: string; readonly user: string }>;
  docker: {
    installed: boolean;
    running: boolean;
    osType: 'linux' | 'windows';
    /** Which generation of the port error the engine prints. */
    errorGeneration: '2019' | '2020' | '2023' | '2024' | '2025' | 'forwarder';
    images: string[];
    containers: SimulatedContainer[];
  };
  wsl: {
    installed: boolean;
    /** What WSL does where the person's `.wslconfig` names no mode. @defaultValue 'nat' */
    networkingMode?: 'nat' | 'mirrored';
    /** While a distribution runs. `mirrored` takes a block of 4096 ports from the host; where it cannot, it falls to `none`. */
    runningMode?: 'nat' | 'mirrored' | 'none';
    /** How often WSL's NAT network has come up; each time its address is another one. */
    natStarts?: number;
    distributions: { name: string; running: boolean }[];
    networkWorks: boolean;
  };
  netNats: string[];
  /** Those that matter here. @defaultValue none */
  firewallRules?: SimulatedFirewallRule[];
  /** `CurrentBuild` of the registry. @defaultValue 22631, Windows 11 23H2 */
  windowsBuild?: number;
  /** What `readText` and `writeText` see, by path. */
  files: Record<string, string>;
  /** Folders whose owner and rights somebody has set or asked about, by path. */
  folders: Record<string, SimulatedFolder>;
}
