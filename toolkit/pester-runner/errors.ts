/**
 * Every stable error code, with the exit code it ends the command with. Codes are never renamed.
 *
 * 2 bad input · 3 PowerShell or Pester is missing or does not do · 4 it ended without a result · 124 timeout · 130 interrupted
 */
export const ERROR_CODES = {
  'input.invalid-argument': 2,
  'input.path-missing': 2,
  'input.unwritable-file': 2,
  'run.no-tests': 2,
  // The first two are said by `bin/pester-runner.js` alone, which loads nothing of this.
  'node.too-old': 3,
  'package.not-built': 3,
  'powershell.missing': 3,
  'powershell.too-old': 3,
  'powershell.wrong-edition': 3,
  'pester.missing': 3,
  'pester.built-in-only': 3,
  'pester.too-old': 3,
  'pester.too-new': 3,
  'pester.unusable': 3,
  'pester.failed': 4,
  'powershell.ended-early': 4,
  'powershell.unrecognised-answer': 4,
  'internal.bug': 4,
  'run.timed-out': 124,
  'run.interrupted': 130,
} as const satisfies Record<string, number>;

/** A stable, dotted error code. Match this, never the message. */
export type PesterRunnerErrorCode = keyof typeof ERROR_CODES;

/** How an error ends the command. */
export type ErrorExitCode = (typeof ERROR_CODES)[PesterRunnerErrorCode];

/** The one error this package throws on purpose. Failed tests are data, not errors. */
export class PesterRunnerError extends Error {
  override readonly name = 'PesterRunnerError';
  readonly code: PesterRunnerErrorCode;
  /** What the person can do about it: one sentence or command. */
  readonly remedy: string | undefined;

  /**
   * @param code - Stable code; decides the exit code.
   * @param message - Lower case, no full stop; holds the wrong value.
   */
  constructor(
    code: PesterRunnerErrorCode,
    message: string,
    options: ErrorOptions & { readonly remedy?: string } = {},
  ) {
    super(message, options);
    this.code = code;
    this.remedy = options.remedy;
  }

  get exitCode(): ErrorExitCode {
    return ERROR_CODES[this.code];
  }
}
