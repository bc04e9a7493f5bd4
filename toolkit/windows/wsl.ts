import type { Command, CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/** Names of running distributions, one a line. Listing starts neither WSL nor a distribution (WSL documentation). */
export function listRunningDistributions(): Command {
  return { file: 'wsl.exe', args: ['--list', '--running', '--quiet'], effect: 'read' };
}

/** Stops every distribution, `docker-desktop` too. Silent. */
export function shutdownWsl(): Command {
  return { file: 'wsl.exe', args: ['--shutdown'], effect: 'write', timeoutMs: 60_000 };
}

/** What a distribution may be called; a message in any language has blanks or other letters. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Reads distribution names, one a line.
 *
 * @param text - UTF-16 that was read as bytes is fine: NULs and a byte order mark are dropped.
 * @throws {@link UnrecognizedOutputError} for a line that is no name.
 */
export function parseDistributionNames(text: string): string[] {
  return printedLines(withoutNuls(text)).map((line) => {
    const name = line.text.trim();
    if (!NAME.test(name)) throw unrecognized('names of WSL distributions', line);
    return name;
  });
}

/**
 * Reads how {@link listRunningDistributions} ended. wsl.exe fails (-1, which Windows hands on as 4294967295 and Linux as 255)
 * when nothing runs or WSL is not installed, and says so in a translated sentence. That is an answer: nothing runs.
 *
 * @throws {@link CommandError} `host.program-failed` when the text names a failure of the WSL service (`Wsl/Service/…`, never
 *   translated) or holds a name all the same; {@link UnrecognizedOutputError}.
 */
export function readRunningDistributions(result: CommandResult): string[] {
  if (result.exitCode === 0) return parseDistributionNames(result.stdout);
  const text = withoutNuls(`${result.stdout}\n${result.stderr}`);
  const hasName = printedLines(text).some((line) => NAME.test(line.text.trim()));
  if (hasName || text.includes('Wsl/Service/'))
    throw new CommandError('host.program-failed', 'cannot read which WSL distributions run', result);
  return [];
}

function withoutNuls(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\uFEFF', '');
}
