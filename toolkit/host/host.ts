import type { Command, CommandResult } from './command.ts';
import type { Answer, Question, QuestionName } from './questions.ts';

/** Where answers come from. Every output carries it, so that a simulated cure is never taken for a real one. */
export type HostKind = 'windows' | 'linux' | 'simulated';

export interface ReadTextOptions {
  /** Leave a byte order mark where it is, for who writes the text back. @defaultValue false */
  readonly keepByteOrderMark?: boolean;
}

/** Time as the machine has it. A simulated machine's clock jumps instead of waiting. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** @throws ToolkitError `host.aborted` when the signal fires first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Everything the toolkit may touch on a machine, and the only seam tests replace.
 *
 * The same builders, parsers, steps and scenarios run against every host.
 */
export interface Host {
  readonly kind: HostKind;
  /** Names this machine among those of its kind: a state file, a folder of stand-ins, or `local`. */
  readonly machine: string;
  readonly clock: Clock;
  /**
   * Runs one command to its end and resolves whatever the exit code.
   *
   * @throws ToolkitError `host.program-missing`, `host.timed-out` (a CommandError with what was printed),
   *   `host.read-only`, `host.aborted`.
   */
  run(command: Command): Promise<CommandResult>;
  /**
   * Asks PowerShell one of the fixed questions; Linux answers some of them itself.
   *
   * @throws ToolkitError `ask.unavailable` where PowerShell cannot answer (missing, constrained language mode);
   *   `ask.failed` when the script reports an error; `ask.invalid-answer`; `host.read-only`; `host.timed-out`.
   */
  ask<Name extends QuestionName>(name: Name, question: Question<Name>): Promise<Answer<Name>>;
  /** @returns The file's text without a byte order mark, or undefined when there is no such file. */
  readText(path: string, options?: ReadTextOptions): Promise<string | undefined>;
  /** Replaces the file in one step; without a text there is no such file afterwards. */
  writeText(path: string, text: string | undefined): Promise<void>;
  /** @returns The names in the folder, in no order, or undefined when there is no such folder. */
  listFolder(path: string): Promise<readonly string[] | undefined>;
  isElevated(): Promise<boolean>;
  /** Ends what the host keeps open (the PowerShell session) and what still runs, and refuses more. Safe to call twice. */
  close(): Promise<void>;
}
