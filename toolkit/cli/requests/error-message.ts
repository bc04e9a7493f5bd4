import { fromSystemError } from '../../errors/system-error.ts';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { LastMessage } from '../../powershell/wrapper/message.ts';
import type { Terminal } from '../terminal.ts';

/** Says why a request came to nothing. An error that is not ours is a bug: its stack goes to stderr. */
export function errorMessage(thrown: unknown, terminal: Pick<Terminal, 'warn'>): LastMessage {
  const error = fromSystemError(thrown) ?? thrown;
  if (error instanceof ToolkitError) {
    const { code, message, remedy, exitCode } = error;
    return { type: 'error', error: { code, message, ...(remedy !== undefined && { remedy }) }, exitCode };
  }
  const [message, stack] = error instanceof Error ? [error.message, error.stack] : [String(error), undefined];
  terminal.warn(`portwright: a bug: ${stack ?? message}`);
  return {
    type: 'error',
    error: { code: 'internal.bug', message: `a bug in Portwright: ${message}` },
    exitCode: 1,
  };
}
