/**
 * Runs Pester tests from Node: finds PowerShell and Pester, streams each test as it ends, returns typed results.
 *
 * @packageDocumentation
 */
export { BELOW_PESTER, INSTALL_COMMAND, type InstalledPester, MINIMUM_PESTER } from './choose-pester.ts';
export { ERROR_CODES, PesterRunnerError, type PesterRunnerErrorCode } from './errors.ts';
export { type ExitCode, exitCodeOfError, exitCodeOfRun } from './exit-code.ts';
export {
  type Edition,
  type Environment,
  EXECUTABLE_VARIABLE,
  type FindPowerShellOptions,
  findPowerShell,
} from './find-powershell.ts';
export { junitXml } from './junit-xml.ts';
export { nunitXml } from './nunit-xml.ts';
export {
  type FailedBlock,
  type PesterContainer,
  type PesterCoverage,
  type PesterError,
  type PesterRun,
  PesterRunSchema,
  type PesterTest,
  type Result,
  reasonsOf,
} from './pester-run.ts';
export type { CoverageOptions, RunPesterOptions, TestFilter } from './run-options.ts';
export { runPester } from './run-pester.ts';
export type { OutputListener } from './start-power-shell.ts';
