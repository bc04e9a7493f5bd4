import type { SocketInUse } from '../host/questions.ts';
import type { PortRange, Protocol } from '../ports/port-range.ts';
import type { Container, ContainerSummary } from './docker-container.ts';
import type { DockerPortError } from './docker-error.ts';
import type { ExcludedPortRange } from './excluded-port-range.ts';
import type { NetTcpSetting } from './net-tcp-setting.ts';
import type { Family, Store } from './netsh.ts';
import type { OutputLine } from './output-lines.ts';
import type { PortProxy } from './port-proxy.ts';

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
  /** Rows are known to be missing: an ellipsis stands among them, or the command went through a filter. */
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
  /** From `docker inspect`. */
  readonly containers: readonly Container[];
  /** From `docker ps`, as a table or as JSON. */
  readonly containerList: readonly ContainerSummary[];
  readonly sockets: readonly SocketInUse[];
  readonly serviceLines: readonly PastedServiceLines[];
  /** Lines that say nothing the toolkit knows, with their numbers in the paste. */
  readonly ignored: readonly OutputLine[];
}
