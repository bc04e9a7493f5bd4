import type { SocketInUse } from '../host/questions.ts';
import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { BindError } from './bind-error/bind-error.ts';
import type { ContainerPorts, ContainerSummary } from './docker-container.ts';
import type { DockerOsType } from './docker-engine.ts';
import type { DockerPortError } from './docker-error.ts';
import type { ExcludedPortRange } from './excluded-port-range.ts';
import type { KnownTrouble } from './known-trouble.ts';
import type { NetTcpSetting } from './net-tcp-setting.ts';
import type { Family, Store } from './netsh.ts';
import type { OutputLine } from './output-lines.ts';
import type { PortProxy } from './port-proxy.ts';
import type { RegistryValue } from './registry.ts';

/** Where a table came from: its own title where it has one, else the command above it. */
export interface PastedTable {
  /** One-based line of the paste the table begins at. */
  readonly lineNumber: number;
  readonly protocol: Protocol;
  /** True when neither a title nor a command said the protocol: it is then taken for tcp. */
  readonly protocolAssumed: boolean;
  /** Only a command says the family. */
  readonly family?: Family;
  /** Only a command says `persistent`, and such a table does not show what is reserved right now. */
  readonly store: Store;
}

export interface PastedExcludedPortRanges extends PastedTable {
  readonly ranges: readonly ExcludedPortRange[];
  /**
   * Rows may be missing: an ellipsis stands among them, the command went through a filter, or the footnote that netsh always
   * prints is not there.
   */
  readonly elided: boolean;
}

export interface PastedDynamicPortRange extends PastedTable, PortRange {}

/** What net.exe printed below an echoed `net stop|start NAME`. */
export interface PastedServiceLines {
  readonly lineNumber: number;
  readonly verb: 'stop' | 'start';
  readonly service: string;
  readonly lines: readonly string[];
  /** The number of "System error NN", in any language. */
  readonly systemError?: number;
}

/** Everything a paste says, in its order. */
export interface PastedEvidence {
  readonly excludedPortRanges: readonly PastedExcludedPortRanges[];
  readonly dynamicPortRanges: readonly PastedDynamicPortRange[];
  readonly portProxies: readonly PortProxy[];
  readonly tcpSettings: readonly NetTcpSetting[];
  readonly dockerErrors: readonly DockerPortError[];
  /** What programs other than Docker said about binds that were refused; not all of them name a port. */
  readonly bindErrors: readonly BindError[];
  /** From `docker inspect`. */
  readonly containers: readonly ContainerPorts[];
  /** From `docker ps`, as a table or as JSON. */
  readonly containerList: readonly ContainerSummary[];
  readonly sockets: readonly SocketInUse[];
  /** Ellipses beside rows of netstat: some are missing there. */
  readonly socketCuts: readonly OutputLine[];
  /** Commands directly below rows of netstat: the list ends there. */
  readonly socketEnds: readonly OutputLine[];
  /** Messages that say by their words what is wrong, with or without a port. */
  readonly troubles: readonly { readonly trouble: KnownTrouble; readonly message: string }[];
  readonly dockerOsTypes: readonly DockerOsType[];
  /** Values of `networkingMode`, in lower case. */
  readonly networkingModes: readonly string[];
  /** What `sysctl net.ipv4.ip_local_port_range` says inside WSL. */
  readonly localPortRanges: readonly PortRange[];
  /** From `reg query`. */
  readonly registryValues: readonly RegistryValue[];
  /** Ports of URLs that are registered with http.sys, from `netsh http show servicestate`. */
  readonly urlPorts: readonly number[];
  readonly serviceLines: readonly PastedServiceLines[];
  /** Lines that say nothing the toolkit knows, with their numbers in the paste. */
  readonly ignored: readonly OutputLine[];
}
