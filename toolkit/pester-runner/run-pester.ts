import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { askDriver } from './ask-driver.ts';
import type { DriverAnswer } from './converse.ts';
import { PesterRunnerError } from './errors.ts';
import { findPowerShell } from './find-powershell.ts';
import { existing, findTestFiles } from './find-test-files.ts';
import { testFromMessage } from './messages.ts';
import type { PesterRun } from './pester-run.ts';
import { powerShellEnvironment } from './power-shell-environment.ts';
import { runFromAnswer } from './run-from-answer.ts';
import { assertOptions, type CoverageOptions, type RunPesterOptions } from './run-options.ts';

/**
 * Runs Pester tests in a PowerShell of their own.
 *
 * Failed tests, blocks and files are data: see `result` and `counts`. However it ends, by a timeout or an interruption too,
 * PowerShell and every process that it started are gone first; only a run that came to its end leaves alone what a test
 * left behind.
 *
 * @returns What ran, and how it ended.
 * @throws {@link PesterRunnerError} `input.path-missing`, `powershell.missing`, `pester.missing` and its kin, `run.no-tests`,
 *   `run.timed-out`, `run.interrupted`, `powershell.ended-early` when PowerShell ended without a result (a test called `exit`)
 *
 * @example
 * const run = await runPester({ paths: ['tests'], onTest: ({ path, result }) => show(result, path) });
 */
export async function runPester(options: RunPesterOptions = {}): Promise<PesterRun> {
  assertOptions(options);
  const folder = await mkdtemp(join(temporaryFolder(), 'pester-runner-'));
  try {
    const { coverage } = options;
    const report = join(folder, 'coverage.xml');
    const settings = settingsOf(options);
    const { result, ...versions } = await ask(settings, { options, folder, report });
    for (const test of result?.tests ?? []) {
      // Its turn never came, or this Pester does not tell when a test ends.
      if (!test.wasSent && test.result !== 'notRun') options.onTest?.(testFromMessage(test));
    }
    const run = runFromAnswer(result, { ...versions, executable: settings.executable, coverage });
    if (options.allowNoTests !== true) assertSomeRan(run);
    if (run.coverage !== null) await keepReport(report, settings.cwd, coverage);
    return run;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Settings {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly covered: readonly string[] | undefined;
  readonly executable: string;
}

/** What the options come to on this machine. */
function settingsOf({
  paths = ['.'],
  coverage,
  executable,
  edition,
  environment = process.env,
  ...rest
}: RunPesterOptions): Settings {
  const cwd = resolve(rest.cwd ?? '.');
  return {
    cwd,
    files: findTestFiles(paths, cwd),
    covered: coverage?.paths.map((path) => existing(path, cwd)),
    executable: findPowerShell({ executable, edition, environment }),
  };
}

function ask(
  { cwd, files, covered, executable }: Settings,
  { options, folder, report }: { options: RunPesterOptions; folder: string; report: string },
): Promise<DriverAnswer> {
  const { edition, timeoutMs, signal, environment = process.env, executableArguments: args = [] } = options;
  const { tags = [], excludeTags = [], names = [] } = options.filter ?? {};
  // Named by hand or found: whatever is called powershell is Windows PowerShell.
  const likely = edition ?? (/(?:^|[\\/])powershell(?:\.exe)?$/i.test(executable) ? 'desktop' : 'core');
  return askDriver({
    command: { file: executable, args, cwd, environment: powerShellEnvironment(environment, likely) },
    request: {
      files,
      tags,
      excludeTags,
      names,
      coverage: covered === undefined ? null : { paths: covered, outputFile: report },
    },
    edition,
    folder,
    timeoutMs,
    signal,
    onOutput: options.onOutput ?? (() => {}),
    onTest: (message) => {
      if (message.type === 'testEnd') options.onTest?.(testFromMessage(message.test));
    },
  });
}

/** @throws {@link PesterRunnerError} `run.no-tests` */
function assertSomeRan({ counts, tests }: PesterRun): void {
  if (counts.total > counts.notRun || counts.failedBlocks + counts.failedContainers > 0) return;
  const why = tests.length === 0 ? 'no test was found' : `the filters leave out all ${tests.length} tests`;
  throw new PesterRunnerError('run.no-tests', why, {
    remedy: 'look at the paths and filters, or pass --allow-no-tests',
  });
}

/** @throws {@link PesterRunnerError} `input.unwritable-file` */
async function keepReport(report: string, cwd: string, coverage: CoverageOptions | undefined): Promise<void> {
  if (coverage?.outputFile === undefined) return;
  const target = resolve(cwd, coverage.outputFile);
  try {
    await mkdir(dirname(target), { recursive: true });
    await copyFile(report, target);
  } catch (cause) {
    throw new PesterRunnerError('input.unwritable-file', `${JSON.stringify(target)} cannot be written`, {
      cause,
    });
  }
}

/** A socket's path may have 104 bytes: https://man.freebsd.org/cgi/man.cgi?unix(4) */
const LONGEST_FOLDER = 70;

function temporaryFolder(): string {
  const folder = tmpdir();
  return process.platform !== 'win32' && Buffer.byteLength(folder) > LONGEST_FOLDER ? '/tmp' : folder;
}
