import { ERROR_CODES, type ErrorCode, type ExitCode } from './error-codes.ts';
import { quote } from './quote.ts';

export interface ToolkitErrorOptions extends ErrorOptions {
  /** What the person can do about it: one sentence or command. */
  readonly remedy?: string;
}

/** The one base of every error Portwright throws on purpose. Anything else that is thrown is a bug. */
export class ToolkitError extends Error {
  override readonly name: string = 'ToolkitError';
  readonly code: ErrorCode;
  readonly remedy: string | undefined;

  /**
   * @param code - Stable code; decides the exit code.
   * @param message - Lower case, no full stop; holds the wrong value and what to do.
   */
  constructor(code: ErrorCode, message: string, options: ToolkitErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.remedy = options.remedy;
  }

  get exitCode(): ExitCode {
    return ERROR_CODES[this.code];
  }
}

/** Text that no parser knows. Never to be read as "nothing there". */
export class UnrecognizedOutputError extends ToolkitError {
  override readonly name = 'UnrecognizedOutputError';
  /** One-based line in the text that was read. */
  readonly lineNumber: number;
  readonly line: string;

  constructor(what: string, lineNumber: number, line: string) {
    super(
      'host.unrecognised-output',
      `cannot read ${what}: line ${lineNumber} is not understood: ${quote(line)}`,
    );
    this.lineNumber = lineNumber;
    this.line = line;
  }
}
