import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { type ProcessOutcome, runProcess } from './process-runner.ts';

/** A program of the person's own, to be started when something happens. */
export interface Hook {
  /** Absolute path. */
  readonly executable: string;
  /** Reach it verbatim: there is no shell. */
  readonly args: readonly string[];
}

/** What it is told. */
export interface HookCall {
  /** Written to its stdin. */
  readonly input: string;
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  /** Kills it with everything it started. */
  readonly signal: AbortSignal;
}

/**
 * Finds the program by its path, relative ones from the working folder. PATH is not searched: what runs is what was named.
 *
 * @throws ToolkitError `input.invalid-argument` where there is no such file, or it cannot be executed.
 */
export function findHook(file: string, args: readonly string[]): Hook {
  const executable = resolve(file);
  try {
    if (!statSync(executable).isFile()) throw new Error('it is not a file');
    // Windows has no such right, and Node calls every file there executable.
    accessSync(executable, constants.X_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('input.invalid-argument', `cannot run ${executable}: ${why}`, {
      cause,
      remedy: 'Name an executable by its path; a script is run by its interpreter, with the script after --.',
    });
  }
  return { executable, args };
}

/** Runs the program to its end, or until its time is over. Never rejects. */
export function runHook(hook: Hook, call: HookCall): Promise<ProcessOutcome> {
  return runProcess({ ...hook, ...call });
}
