import { PesterRunnerError } from './errors.ts';
import type { Edition, Environment } from './find-powershell.ts';
import type { PesterTest } from './pester-run.ts';
import type { OutputListener } from './start-power-shell.ts';

/** Which tests run; all of them without one. */
export interface TestFilter {
  /** A test runs when it, or a block around it, has one of these tags. Pester's wildcards. */
  readonly tags?: readonly string[];
  /** And has none of these. */
  readonly excludeTags?: readonly string[];
  /** And its full name, `Describe.Context.It` before templates are expanded, fits one of these. Pester's wildcards. */
  readonly names?: readonly string[];
}

export interface CoverageOptions {
  /** Scripts and folders to measure, taken as they are: no wildcards. */
  readonly paths: readonly string[];
  /** Where the JaCoCo XML is written. @defaultValue nowhere */
  readonly outputFile?: string | undefined;
  /** The run fails below this: 0 to 100. @defaultValue none */
  readonly targetPercent?: number | undefined;
}

export interface RunPesterOptions {
  /** Test files, and folders whose `*.Tests.ps1` are run. Taken as they are: no wildcards. @defaultValue `['.']` */
  readonly paths?: readonly string[] | undefined;
  /** The PowerShell to use. @defaultValue see {@link findPowerShell} */
  readonly executable?: string | undefined;
  /** Arguments of its own, before those that start the tests. @defaultValue none */
  readonly executableArguments?: readonly string[] | undefined;
  /** @defaultValue whichever is found, `core` first */
  readonly edition?: Edition | undefined;
  /** @defaultValue all tests */
  readonly filter?: TestFilter | undefined;
  /** @defaultValue not measured */
  readonly coverage?: CoverageOptions | undefined;
  /** For everything, from the start of PowerShell on, in milliseconds: 1 to 2147483647. @defaultValue no limit */
  readonly timeoutMs?: number | undefined;
  /** Ends the run, and every process that it started. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a run in which no test ran is a result rather than an error. @defaultValue false */
  readonly allowNoTests?: boolean | undefined;
  /** Where relative paths begin and the tests run. @defaultValue `process.cwd()` */
  readonly cwd?: string | undefined;
  /** @defaultValue `process.env` */
  readonly environment?: Environment | undefined;
  /** Sees each test that ran, once, as soon as it has ended. What it throws ends the run and is thrown. */
  readonly onTest?: ((test: PesterTest) => void) | undefined;
  /** Sees what the tests print; it is not kept. What it throws ends the run and is thrown. */
  readonly onOutput?: OutputListener | undefined;
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** @throws {@link PesterRunnerError} `input.invalid-argument` for a number out of its range */
export function assertOptions({ timeoutMs, coverage }: RunPesterOptions): void {
  assertBetween('the timeout in milliseconds', timeoutMs, [1, LONGEST_TIMEOUT_MS]);
  assertBetween('the coverage target', coverage?.targetPercent, [0, 100]);
}

function assertBetween(
  what: string,
  value: number | undefined,
  [least, most]: readonly [number, number],
): void {
  if (value === undefined || (value >= least && value <= most)) return;
  throw new PesterRunnerError(
    'input.invalid-argument',
    `${what} must be from ${least} to ${most}, not ${value}`,
  );
}
