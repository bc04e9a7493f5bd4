import type { DriverVersions } from './converse.ts';
import { errorsFromMessage, type ResultMessage, testFromMessage } from './messages.ts';
import type { PesterCoverage, PesterRun, PesterTest, Result } from './pester-run.ts';
import type { CoverageOptions } from './run-options.ts';

export interface RunFromAnswerOptions extends DriverVersions {
  readonly executable: string;
  readonly coverage: CoverageOptions | undefined;
}

/**
 * Judges a run. It failed when a test, a block or a file did, or when coverage is below its target.
 *
 * @param result - Undefined where there was no file to run.
 */
export function runFromAnswer(result: ResultMessage | undefined, options: RunFromAnswerOptions): PesterRun {
  const tests = (result?.tests ?? []).map(testFromMessage);
  const failedBlocks = (result?.failedBlocks ?? []).map((block) => ({
    ...block,
    errors: errorsFromMessage(block.errors),
  }));
  const containers = (result?.containers ?? []).map((container) => ({
    ...container,
    errors: errorsFromMessage(container.errors),
  }));
  const counts = countsOf(
    tests,
    failedBlocks.length,
    containers.filter(({ errors }) => errors.length > 0).length,
  );
  const coverage = coverageOf(result, options.coverage);
  const isBelow = coverage?.targetPercent != null && coverage.percent < coverage.targetPercent;
  const hasFailed = counts.failed + counts.failedBlocks + counts.failedContainers > 0;
  return {
    result: hasFailed || isBelow ? 'failed' : 'passed',
    counts,
    durationMs: result?.durationMs ?? 0,
    powershell: { ...options.powershell, executable: options.executable },
    pester: options.pester,
    containers,
    failedBlocks,
    tests,
    coverage,
  };
}

function countsOf(
  tests: readonly PesterTest[],
  failedBlocks: number,
  failedContainers: number,
): PesterRun['counts'] {
  const count = (result: Result): number => tests.filter((test) => test.result === result).length;
  return {
    total: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    inconclusive: count('inconclusive'),
    notRun: count('notRun'),
    failedBlocks,
    failedContainers,
  };
}

function coverageOf(
  result: ResultMessage | undefined,
  asked: CoverageOptions | undefined,
): PesterCoverage | null {
  if (result?.coverage == null || asked === undefined) return null;
  return {
    ...result.coverage,
    targetPercent: asked.targetPercent ?? null,
    outputFile: asked.outputFile ?? null,
  };
}
