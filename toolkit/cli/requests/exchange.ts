import type { ProgressMessage } from '../../powershell/wrapper/message.ts';
import type { Terminal } from '../terminal.ts';

/** What the answer to a request may use. */
export interface Exchange {
  /** Its signal fires when the work is to be interrupted, for whatever reason. */
  readonly terminal: Terminal;
  send(message: ProgressMessage): void;
  /** Asks whether to go on. @throws ToolkitError `run.interrupted`, `wrapper.invalid-request` */
  approval(): Promise<boolean>;
}

/** What came of a request that could be carried out. */
export interface Answer {
  readonly document: unknown;
  readonly exitCode: number;
}
