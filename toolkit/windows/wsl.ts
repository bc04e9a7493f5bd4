import type { Command, CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import { isIpv4Address } from './ipv4-network.ts';
import { printedLines, unrecognized } from './output-lines.ts';

/** Names of running distributions, one a line. Listing starts neither WSL nor a distribution (WSL documentation). */
export function listRunningDistributions(): Command {
  return { file: 'wsl.exe', args: ['--list', '--running', '--quiet'], effect: 'read' };
}

/** Stops every distribution, `docker-desktop` too. Silent. */
export function shutdownWsl(): Command {
  return { file: 'wsl.exe', args: ['--shutdown'], effect: 'write', timeoutMs: 60_000 };
}

/**
 * Every address of a distribution that runs, docker0's among them. `hostname -I`, not `-i`, which gives 127.0.1.1 (WSL
 * documentation, "Accessing network applications"). wsl.exe would start a distribution that does not run: ask
 * {@link listRunningDistributions} first.
 */
export function listAddresses(distribution: string): Command {
  return inside(distribution, ['hostname', '-I']);
}

/** The networking mode that WSL runs in, in one word (WSL release notes 2.0.0). Starts the distribution, as above. */
export function showNetworkingMode(distribution: string): Command {
  return inside(distribution, ['wslinfo', '--networking-mode']);
}

/** Without a Linux shell in between: `--exec` (WSL documentation, "Basic commands"). */
function inside(distribution: string, words: readonly string[]): Command {
  return { file: 'wsl.exe', args: ['--distribution', distribution, '--exec', ...words], effect: 'read' };
}

/** Distributions that Docker Desktop brings along: none of them is a person's own (Docker documentation, "WSL 2 backend"). */
export function isDockerDistribution(name: string): boolean {
  return /^docker-desktop(-data)?$/i.test(name);
}

/** What a distribution may be called; a message in any language has blanks or other letters. */
export const DISTRIBUTION_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Reads distribution names, one a line.
 *
 * @param text - UTF-16 that was read as bytes is fine: NULs and a byte order mark are dropped.
 * @throws {@link UnrecognizedOutputError} for a line that is no name.
 */
export function parseDistributionNames(text: string): string[] {
  return printedLines(withoutNuls(text)).map((line) => {
    const name = line.text.trim();
    if (!DISTRIBUTION_NAME.test(name)) throw unrecognized('names of WSL distributions', line);
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
  const hasName = printedLines(text).some((line) => DISTRIBUTION_NAME.test(line.text.trim()));
  if (hasName || text.includes('Wsl/Service/'))
    throw new CommandError('host.program-failed', 'cannot read which WSL distributions run', result);
  return [];
}

/**
 * Reads what {@link listAddresses} printed: addresses with a blank after each, IPv6 ones among them.
 *
 * @returns The IPv4 addresses in printed order; empty for blank text.
 * @throws {@link UnrecognizedOutputError} for a word that is no address.
 */
export function parseAddresses(stdout: string): string[] {
  return printedLines(stdout).flatMap((line) => {
    const words = line.text.trim().split(/\s+/);
    if (!words.every((word) => isIpv4Address(word) || IPV6.test(word)))
      throw unrecognized('addresses of a WSL distribution', line);
    return words.filter(isIpv4Address);
  });
}

const IPV6 = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*$/i;

/** Reads what {@link showNetworkingMode} printed. @returns undefined where it is an older WSL, which has no such command. */
export function readRunningMode({ exitCode, stdout }: CommandResult): string | undefined {
  const word = stdout.trim();
  return exitCode === 0 && /^[A-Za-z]+$/.test(word) ? word.toLowerCase() : undefined;
}

function withoutNuls(text: string): string {
  return text.replaceAll('\0', '').replaceAll('\uFEFF', '');
}
