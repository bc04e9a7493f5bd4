import type { HostKind } from '../host/host.ts';
import type { SocketInUse } from '../host/questions.ts';
import type { SysctlLoader } from '../linux/sysctl-configuration.ts';
import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { BindError } from '../windows/bind-error/bind-error.ts';
import type { DockerOsType } from '../windows/docker-engine.ts';
import type { DockerPortError } from '../windows/docker-error.ts';
import type { ExcludedPortRange } from '../windows/excluded-port-range.ts';
import type { HnsNetwork } from '../windows/hns-network.ts';
import type { KnownTrouble } from '../windows/known-trouble.ts';
import type { NetTcpSetting } from '../windows/net-tcp-setting.ts';
import type { Family } from '../windows/netsh.ts';
import type { PortProxy } from '../windows/port-proxy.ts';
import type { PublishedPort } from '../windows/published-port.ts';
import type { RegistryValue } from '../windows/registry.ts';

/** Where what is known comes from: a machine, or text somebody pasted. */
export type SnapshotKind = HostKind | 'paste';

/** One protocol's table of excluded port ranges; a protocol that was not read is missing, never empty. */
export type ExclusionTables = Readonly<Partial<Record<Protocol, readonly ExcludedPortRange[]>>>;

/** The range port 0 and outgoing connections draw from. Without a family it holds for ipv4 and ipv6 alike. */
export interface DynamicPortRange extends PortRange {
  readonly family?: Family;
  readonly protocol: Protocol;
}

/** The outcome of binding exclusively for a moment. `socketError` 0 is success; 10013 WSAEACCES; 10048 WSAEADDRINUSE. */
export interface BindProbe {
  readonly protocol: Protocol;
  readonly address: string;
  readonly port: number;
  readonly socketError: number;
}

/** Something that was wanted and could not be read. */
export interface Unread {
  /** For a person: `excluded port ranges tcp`. */
  readonly what: string;
  /** Set where it concerns only one protocol. */
  readonly protocol?: Protocol;
  /** Set where it concerns only one port of that protocol. */
  readonly port?: number;
  /** An error code of the toolkit, or `assumed`. */
  readonly code: string;
  readonly message: string;
}

/** A list that was shortened or filtered before it was read. Of `sockets` every protocol may lack some. */
export type IncompletePart = 'sockets' | 'sockets udp' | `excludedPortRanges ${Protocol}`;

/** Two sources that say different things about the same. */
export interface Disagreement {
  readonly what: string;
  /** What each source said, source first: `netsh: 1024+64511`. */
  readonly said: readonly string[];
}

export interface DockerEngine {
  readonly running: boolean;
  /** Which containers it runs; unknown while it does not run. */
  readonly osType?: DockerOsType;
}

/** A container as `docker ps` lists it, and with `wanted` and `error` as `docker container inspect` shows it. */
export interface KnownContainer {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly published: readonly PublishedPort[];
  /** What it asked for; unknown while it was only listed. */
  readonly wanted?: readonly PublishedPort[];
  /** Docker's own words why it could not be started; empty when it could. */
  readonly error?: string;
}

/** What is known of WSL's networking. */
export interface WslNetworking {
  /** As `.wslconfig` asks for it, in lower case; undefined where it names none: NAT then. */
  readonly networkingMode?: string;
  /** The ports that Linux hands out: in mirrored mode the block that WSL took from Windows. */
  readonly localPortRange?: PortRange;
  /** Names of the distributions that run; empty while WSL is stopped. Read only where something hangs on it, as what follows. */
  readonly running?: readonly string[];
  /** The mode that WSL runs in, in lower case; unknown while it is stopped, and of a WSL older than 2.0. */
  readonly activeMode?: string;
  /** The network of WSL in NAT mode, `172.19.128.0/20`, which Windows keeps while WSL is stopped. */
  readonly natNetwork?: string;
  /** Where Linux is reached in it. */
  readonly address?: string;
  /** The same network as the Host Network Service has it, where that was to be had. */
  readonly hnsNetwork?: HnsNetwork;
}

/** What the files of sysctl.d make of a Linux machine at its next boot. */
export interface NextBoot {
  readonly loader: SysctlLoader;
  readonly localPortRange: PortRange;
  /** The file that sets it; absent where that is the kernel's default. */
  readonly localPortRangeFile?: string;
  /** The file that sets the reserved ports; absent where none does. */
  readonly reservedPortsFile?: string;
}

/** A message that is no refused bind, or not of a port that is named, and says by itself what is wrong. */
export interface ToldTrouble {
  readonly trouble: KnownTrouble;
  readonly message: string;
}

/**
 * What is known about a machine at one moment, and what could not be read.
 *
 * A part that is missing was not read; an empty part was read and is empty. Nothing unread ever looks like "nothing there".
 */
export interface Snapshot {
  /** `machine` is the host's own name of it; a paste has none. */
  readonly host: { readonly kind: SnapshotKind; readonly machine?: string };
  /** The active store. Exclusions hold for ipv4 and ipv6 alike: both print one store, so only ipv4 is read. */
  readonly excludedPortRanges: ExclusionTables;
  /** The persistent store: what survives a restart. Read only where a verdict hangs on it. */
  readonly persistentExclusions?: ExclusionTables;
  /** None of a protocol means it was not read: Windows always has one. */
  readonly dynamicPortRanges: readonly DynamicPortRange[];
  readonly portProxies?: readonly PortProxy[];
  readonly sockets?: readonly SocketInUse[];
  readonly probes: readonly BindProbe[];
  readonly containers?: readonly KnownContainer[];
  readonly docker?: DockerEngine;
  /** `Get-NetTCPSetting` and `Get-NetUDPSetting`: the second source for the dynamic port range. */
  readonly tcpSettings?: readonly NetTcpSetting[];
  /** What Docker said about ports it could not publish, where it was pasted. */
  readonly dockerErrors?: readonly DockerPortError[];
  /** What programs said when they could not bind a port. One without a port is about the only port asked about, where one is. */
  readonly bindErrors?: readonly BindError[];
  readonly troubles?: readonly ToldTrouble[];
  readonly wsl?: WslNetworking;
  /** The first port that a process without rights may bind; Linux only. */
  readonly unprivilegedPortStart?: number;
  /** What Linux sets up at the next boot, beside `persistentExclusions`. */
  readonly nextBoot?: NextBoot;
  /** `MaxUserPort` and `EnableExcludedPortRange`, where they were read and exist. */
  readonly registry?: readonly RegistryValue[];
  /** tcp ports with a URL registered with http.sys, where they were listed. */
  readonly urlPorts?: readonly number[];
  /** What tables of the same paste showed before the one that counts. */
  readonly formerExclusions?: ExclusionTables;
  /** Parts of which something is known to be missing: what they do not show may be there all the same. */
  readonly incomplete: readonly IncompletePart[];
  readonly unread: readonly Unread[];
  readonly disagreements: readonly Disagreement[];
}

/** A snapshot of nothing: what a reader fills in. */
export function emptySnapshot(host: Snapshot['host']): Snapshot {
  return {
    host,
    excludedPortRanges: {},
    dynamicPortRanges: [],
    probes: [],
    incomplete: [],
    unread: [],
    disagreements: [],
  };
}
