import { PesterRunnerError } from './errors.ts';
import type { PesterRun } from './pester-run.ts';

/**
 * How the command ends.
 *
 * 0 all passed · 1 some failed · 2 bad input · 3 PowerShell, Pester or Node is missing or does not do · 4 it ended without a result ·
 * 124 timeout · 130 interrupted
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 124 | 130;

/** The exit code of a run that came to its end. */
export function exitCodeOfRun({ result }: Pick<PesterRun, 'result'>): ExitCode {
  return result === 'passed' ? 0 : 1;
}

/** The exit code of what was thrown instead. */
export function exitCodeOfError(error: unknown): ExitCode {
  return error instanceof PesterRunnerError ? error.exitCode : 4;
}
