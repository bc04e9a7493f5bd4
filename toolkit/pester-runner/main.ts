import { writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { CommanderError } from 'commander';
import { type CommandOptions, createCommand } from './command.ts';
import { PesterRunnerError } from './errors.ts';
import { type ExitCode, exitCodeOfError, exitCodeOfRun } from './exit-code.ts';
import { junitXml } from './junit-xml.ts';
import { nunitXml } from './nunit-xml.ts';
import type { PesterRun } from './pester-run.ts';
import type { RunPesterOptions } from './run-options.ts';
import { runPester } from './run-pester.ts';
import { summaryText, testLine } from './run-text.ts';

export interface MainOptions {
  readonly version: string;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  /** Takes what the tests print, so that standard output stays ours. */
  readonly stderr: Writable;
  readonly signal: AbortSignal;
}

/**
 * The command: parses, runs, prints.
 *
 * @param words - Without the program and its script.
 * @returns How the process is to end. Never throws.
 */
export async function main(words: readonly string[], options: MainOptions): Promise<ExitCode> {
  const { stdout, stderr, version } = options;
  const command = createCommand(version).configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
  });
  try {
    command.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  const asked = command.opts<CommandOptions>();
  try {
    const run = await runPester(runOptions(asked, command.processedArgs[0], options));
    await writeReports(run, asked);
    stdout.write(asked.json === true ? `${JSON.stringify(run, null, 2)}\n` : summaryText(run));
    return exitCodeOfRun(run);
  } catch (error) {
    report(error, asked, options);
    return exitCodeOfError(error);
  }
}

function runOptions(
  asked: CommandOptions,
  paths: readonly string[],
  { stdout, stderr, signal }: MainOptions,
): RunPesterOptions {
  const isColored = stdout.isTTY === true && process.env.NO_COLOR === undefined;
  return {
    paths,
    filter: { tags: asked.tag ?? [], excludeTags: asked.excludeTag ?? [], names: asked.name ?? [] },
    coverage: coverageOptions(asked),
    timeoutMs: asked.timeout === undefined ? undefined : asked.timeout * 1000,
    allowNoTests: asked.allowNoTests,
    edition: asked.edition,
    executable: asked.executable,
    executableArguments: asked.executableArgument,
    signal,
    onOutput: (chunk) => stderr.write(chunk),
    ...(asked.json === true ? {} : { onTest: (test) => stdout.write(`${testLine(test, isColored)}\n`) }),
  };
}

function coverageOptions({
  coverage,
  coverageOutput,
  coverageTarget,
}: CommandOptions): RunPesterOptions['coverage'] {
  if (coverage !== undefined)
    return { paths: coverage, outputFile: coverageOutput, targetPercent: coverageTarget };
  if (coverageOutput === undefined && coverageTarget === undefined) return undefined;
  throw new PesterRunnerError(
    'input.invalid-argument',
    '--coverage-output and --coverage-target need --coverage',
  );
}

async function writeReports(run: PesterRun, { output, nunit }: CommandOptions): Promise<void> {
  const reports = [
    [output, junitXml],
    [nunit, nunitXml],
  ] as const;
  for (const [file, xml] of reports) {
    if (file === undefined) continue;
    await writeFile(file, xml(run)).catch((cause: unknown) => {
      throw new PesterRunnerError('input.unwritable-file', `${JSON.stringify(file)} cannot be written`, {
        cause,
      });
    });
  }
}

function report(error: unknown, { json }: CommandOptions, { stdout, stderr }: MainOptions): void {
  const known = error instanceof PesterRunnerError ? error : bug(error);
  if (json === true) {
    const { code, message, remedy = null } = known;
    stdout.write(`${JSON.stringify({ error: { code, message, remedy } }, null, 2)}\n`);
    return;
  }
  stderr.write(`error ${known.code}: ${known.message}\n`);
  if (known.remedy !== undefined) stderr.write(`  ${known.remedy}\n`);
}

function bug(cause: unknown): PesterRunnerError {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return new PesterRunnerError('internal.bug', `this is a bug of pester-runner: ${text}`, { cause });
}
