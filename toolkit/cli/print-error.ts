import { ToolkitError } from '../errors/toolkit-error.ts';
import type { ErrorDocument } from '../report/documents/error-schema.ts';
import { painter } from '../report/paint.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints why a command did not do what it was asked.
 *
 * @returns The exit code. An error that is not ours is a bug: its stack is shown.
 */
export function printError(error: unknown, terminal: Terminal, json: boolean): number {
  if (error instanceof ToolkitError) return printKnown(error, terminal, json);
  const [message, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined];
  if (json) printDocument({ code: 'internal.bug', message }, 1, terminal);
  terminal.warn(`portwright: a bug: ${stack ?? message}`);
  return 1;
}

function printKnown(
  { code, message, remedy, exitCode }: ToolkitError,
  terminal: Terminal,
  json: boolean,
): number {
  if (json) printDocument({ code, message, ...(remedy && { remedy }) }, exitCode, terminal);
  const paint = painter(terminal.colour);
  terminal.warn(`${paint('red', 'error')}: ${message} [${code}]`);
  if (remedy !== undefined) terminal.warn(`  ${paint('cyan', remedy)}`);
  return exitCode;
}

function printDocument(error: ErrorDocument['error'], exitCode: number, terminal: Terminal): void {
  const document: ErrorDocument = { schemaVersion: 1, error, exitCode };
  terminal.print(JSON.stringify(document));
}
