import { ToolkitError } from '../errors/toolkit-error.ts';
import { painter } from '../report/paint.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints why a command did not do what it was asked.
 *
 * @returns The exit code. An error that is not ours is a bug: its stack is shown.
 */
export function printError(error: unknown, terminal: Terminal, json: boolean): number {
  if (!(error instanceof ToolkitError)) {
    terminal.warn(
      `portwright: a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return 1;
  }
  const { code, message, remedy, exitCode } = error;
  if (json) {
    terminal.print(
      JSON.stringify({ schemaVersion: 1, error: { code, message, ...(remedy && { remedy }) }, exitCode }),
    );
  }
  const paint = painter(terminal.colour);
  terminal.warn(`${paint('red', 'error')}: ${message} [${code}]`);
  if (remedy !== undefined) terminal.warn(`  ${paint('cyan', remedy)}`);
  return exitCode;
}
