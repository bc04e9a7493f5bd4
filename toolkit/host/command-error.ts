import type { ErrorCode } from '../errors/error-codes.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { type CommandResult, displayCommand } from './command.ts';

/** A command that did not do what it was asked; carries the whole result, untranslated. */
export class CommandError extends ToolkitError {
  override readonly name = 'CommandError';
  readonly result: CommandResult;

  constructor(code: ErrorCode, what: string, result: CommandResult) {
    const said = `${result.stdout}\n${result.stderr}`
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean)
      .join(' / ');
    // One that was cut off has no exit code of its own.
    const ended =
      code === 'host.timed-out' || code === 'host.aborted' ? '' : ` ended with ${result.exitCode}`;
    super(code, `${what}: \`${displayCommand(result.command)}\`${ended}${said && `: ${said}`}`);
    this.result = result;
  }
}
