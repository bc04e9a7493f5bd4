import type { HostKind } from '../../host/host.ts';
import type { PortRange, Protocol } from '../../ports/port-range.ts';
import type { BlockOrigin } from '../../windows/block-origin.ts';
import type { Family, Store } from '../../windows/netsh.ts';
import type { PastedDynamicPortRange, PastedEvidence, PastedTable } from '../../windows/paste-evidence.ts';

/** The machine that was read. */
interface OfMachine {
  readonly schemaVersion: 1;
  readonly host: { readonly kind: HostKind; readonly machine: string };
}

export interface JudgedExcludedPortRange extends PortRange {
  readonly administered: boolean;
  readonly origin: BlockOrigin;
}

/** Answer to `excluded-port-ranges`: protocol by protocol as asked, in the order netsh prints. */
export interface ExcludedPortRangesDocument extends OfMachine {
  readonly ranges: readonly (JudgedExcludedPortRange & {
    readonly protocol: Protocol;
    readonly store: Store;
  })[];
}

/** Answer to `dynamic-port-ranges`: the four tables. */
export interface DynamicPortRangesDocument extends OfMachine {
  readonly ranges: readonly (PortRange & {
    readonly family: Family;
    readonly protocol: Protocol;
    readonly isIana: boolean;
  })[];
}

/** Answer to `parse`: everything a paste says, in its order. */
export interface PasteDocument extends Omit<PastedEvidence, 'excludedPortRanges' | 'dynamicPortRanges'> {
  readonly schemaVersion: 1;
  readonly excludedPortRanges: readonly (PastedTable & {
    readonly elided: boolean;
    readonly ranges: readonly JudgedExcludedPortRange[];
  })[];
  readonly dynamicPortRanges: readonly (PastedDynamicPortRange & { readonly isIana: boolean })[];
}

/** Why one of several reads gave nothing. */
export interface ReadFailure {
  readonly error: { readonly code: string; readonly message: string };
}

/** Answer to `observe`: one entry for each command, each question and each file, in the order of the request. */
export interface ObserveDocument extends OfMachine {
  readonly commands: readonly ((
    | { readonly exitCode: number; readonly stdout: string; readonly stderr: string }
    | ReadFailure
  ) & { readonly file: string; readonly args: readonly string[] })[];
  readonly questions: readonly (({ readonly answer: unknown } | ReadFailure) & { readonly name: string })[];
  /** The text is null where there is no such file. */
  readonly files: readonly (({ readonly text: string | null } | ReadFailure) & { readonly path: string })[];
}

/** Answer to `map` and `report`. */
export interface FileDocument {
  readonly schemaVersion: 1;
  /** The file that was written. */
  readonly path: string;
}

/** Answer to `watch`, once it has ended; what was seen came before, message by message. */
export interface WatchDocument extends OfMachine {
  readonly changes: number;
}

/** Answer to `create-machine` and `reboot-machine`. */
export interface SimulatedMachineDocument extends OfMachine {
  readonly seed: number;
  /** Display language. */
  readonly locale: string;
  readonly elevated: boolean;
  /** How often it was started; 1 for a new one. */
  readonly boots: number;
  readonly restartPending: boolean;
  /** What winnat draws its tcp blocks from. */
  readonly dynamicPortRange: PortRange;
}
