import { ToolkitError } from '../errors/toolkit-error.ts';
import type { CommandResult } from './command.ts';
import { CommandError } from './command-error.ts';
import type { ProcessOutcome } from './process-runner.ts';

/**
 * The result of a process that came to its own end.
 *
 * @throws CommandError `host.timed-out` or `host.aborted`, with what was printed; ToolkitError `host.program-failed` when it
 *   could not be started.
 */
export function settledResult(
  outcome: ProcessOutcome,
  result: CommandResult,
  timeoutMs: number,
): CommandResult {
  switch (outcome.ending) {
    case 'exited':
      return result;
    case 'timed-out':
      throw new CommandError('host.timed-out', `no end after ${timeoutMs} ms`, result);
    case 'aborted':
      throw new CommandError('host.aborted', 'interrupted', result);
    case 'not-started': {
      const why = outcome.cause instanceof Error ? outcome.cause.message : String(outcome.cause);
      throw new ToolkitError('host.program-failed', `cannot start ${result.command.file}: ${why}`, {
        cause: outcome.cause,
      });
    }
  }
}
