import { resolve, win32 } from 'node:path';
import { ToolkitError } from '../errors/toolkit-error.ts';
import {
  createPowerShellQuestions,
  type PowerShellQuestions,
} from '../powershell/session/ask-power-shell.ts';
import { decodeOutput, isAscii, type OutputEncoding } from '../windows/code-page.ts';
import { askWithFallback, type DegradedAnswer } from './ask-fallback.ts';
import type { Command, CommandResult, Program } from './command.ts';
import type { Host } from './host.ts';
import { readOemCodePage } from './oem-code-page.ts';
import { type ProcessOutcome, runProcess } from './process-runner.ts';
import { locateProgram, POWERSHELL, type ProgramPlace } from './programs-on-disk.ts';
import { REAL_CLOCK } from './real-clock.ts';
import { settledResult } from './settled-result.ts';
import { listFolder, readTextFile, writeTextFile } from './text-file.ts';
import { ELEVATED_KEY_ARGUMENTS, isElevatedToken, WHOAMI_ARGUMENTS } from './windows-elevation.ts';
import { type Environment, windowsProgram } from './windows-folders.ts';

/** How long a command or a question without a time of its own may take, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 30_000;

export interface WindowsHostOptions {
  /** A folder of stand-in executables, each found there with `.exe`. Needed off Windows, refused on Windows. */
  readonly systemRoot?: string | undefined;
  /** @defaultValue this process's. Off Windows `PORTWRIGHT_ELEVATED=1` says that the host is elevated. */
  readonly environment?: Environment;
  /** @defaultValue the platform this process runs on */
  readonly platform?: NodeJS.Platform;
  /**
   * Ends whatever runs, and refuses more: `host.aborted`. Not the signal of an interrupted run, which still has to undo
   * through its host.
   */
  readonly signal?: AbortSignal | undefined;
  /** Longest time a question may take, the start of PowerShell included, in milliseconds. @defaultValue 30000 */
  readonly askTimeoutMs?: number;
  /** The PowerShell to ask, by absolute path. @defaultValue Windows PowerShell 5.1, or DIR/powershell.exe */
  readonly powerShell?: string;
  /** Told of every answer that PowerShell did not give. */
  readonly onDegraded?: ((answer: DegradedAnswer) => void) | undefined;
}

/**
 * Makes the host of a real Windows, or off Windows of a folder of stand-ins that are started and read in the same way.
 *
 * Nothing is started before it is needed: neither PowerShell, nor what tells the code page and the elevation.
 *
 * @throws ToolkitError `host.unsupported` off Windows without `systemRoot`; `input.invalid-argument` on Windows with it.
 */
export function createWindowsHost(options: WindowsHostOptions = {}): Host {
  const closing = new AbortController();
  const surroundings = checkSurroundings(options, closing.signal);
  const isElevated = once(() => readElevation(surroundings));
  const codePage = once(() => readOemCodePage((command) => readAscii(surroundings, command)));
  const locate = locator(surroundings, isElevated);

  const run = async (command: Command): Promise<CommandResult> => {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = command;
    const executable = await locate(command.file);
    const outcome = await start(surroundings, { executable, args: command.args, timeoutMs });
    const decode = async (bytes: Uint8Array) =>
      decodeOutput(bytes, await encodingOf(command.file, bytes, codePage));
    const [stdout, stderr] = await Promise.all([decode(outcome.stdout), decode(outcome.stderr)]);
    const { exitCode, durationMs } = outcome;
    return settledResult(outcome, { command, exitCode, stdout, stderr, durationMs }, timeoutMs);
  };

  let opened: Promise<PowerShellQuestions> | undefined;
  const openQuestions = async () =>
    createPowerShellQuestions({
      executable: await locatePowerShell(options, surroundings),
      environment: surroundings.environment,
      timeoutMs: options.askTimeoutMs ?? DEFAULT_TIMEOUT_MS,
      signal: surroundings.signal,
    });
  const ask: Host['ask'] = async (name, question) => {
    if (closing.signal.aborted) throw new ToolkitError('host.aborted', 'the host was closed');
    // The promise is kept, not its value: questions asked at the same time share one PowerShell.
    opened ??= openQuestions();
    return (await opened).ask(name, question);
  };

  return {
    kind: 'windows',
    machine: options.systemRoot === undefined ? 'local' : resolve(options.systemRoot),
    clock: REAL_CLOCK,
    run,
    ask: (name, question) =>
      askWithFallback({ ask, run }, [name, question], options.onDegraded ?? (() => {})),
    readText: readTextFile,
    writeText: writeTextFile,
    listFolder,
    isElevated,
    close: async () => {
      // Where one of several reads has failed, nobody waits for the others any more.
      closing.abort();
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

interface Surroundings {
  readonly systemRoot: string | undefined;
  readonly environment: Environment;
  readonly isWindows: boolean;
  readonly signal: AbortSignal;
}

function checkSurroundings(options: WindowsHostOptions, closing: AbortSignal): Surroundings {
  const { systemRoot, environment = process.env, platform = process.platform, signal } = options;
  const isWindows = platform === 'win32';
  if (isWindows && systemRoot !== undefined) {
    throw new ToolkitError(
      'input.invalid-argument',
      'a folder of stand-ins is for other systems: on Windows its own programs are started, and no others',
    );
  }
  if (!isWindows && systemRoot === undefined) {
    throw new ToolkitError('host.unsupported', `this is ${platform}, not Windows`, {
      remedy: 'Use --host simulated, or --host windows --system-root DIR with a folder of stand-ins.',
    });
  }
  const signals = signal === undefined ? [closing] : [signal, closing];
  return { systemRoot, environment, isWindows, signal: AbortSignal.any(signals) };
}

/** What each program prints in. docker.exe is a Go program; wsl.exe heeds `WSL_UTF8`, where it is new enough. */
async function encodingOf(
  file: Program,
  bytes: Uint8Array,
  codePage: () => Promise<number>,
): Promise<OutputEncoding> {
  if (file === 'docker.exe') return { kind: 'utf8' };
  if (file === 'wsl.exe') return { kind: 'wsl' };
  return isAscii(bytes) ? { kind: 'utf8' } : { kind: 'oem', codePage: await codePage() };
}

type StartRequest = {
  readonly executable: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
};

function start(surroundings: Surroundings, request: StartRequest): Promise<ProcessOutcome> {
  const { environment, isWindows, signal } = surroundings;
  return runProcess({
    ...request,
    environment: { ...environment, WSL_UTF8: '1' },
    // Windows looks for DLLs in the working folder too, and only administrators can put one in System32.
    workingFolder: isWindows ? win32.dirname(windowsProgram(environment, 'netsh.exe')) : undefined,
    signal,
  });
}

/** Finds each program once. Only where docker.exe may be depends on the elevation. */
function locator(surroundings: Surroundings, isElevated: () => Promise<boolean>) {
  const found = new Map<Program, string>();
  return async (file: Program): Promise<string> => {
    const known = found.get(file);
    if (known !== undefined) return known;
    const isDocker = file === 'docker.exe' && surroundings.isWindows;
    const place: ProgramPlace = { ...surroundings, isElevated: isDocker && (await isElevated()) };
    const path = locateProgram(file, place);
    found.set(file, path);
    return path;
  };
}

async function locatePowerShell(options: WindowsHostOptions, surroundings: Surroundings): Promise<string> {
  try {
    return options.powerShell ?? locateProgram(POWERSHELL, { ...surroundings, isElevated: false });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ToolkitError('ask.unavailable', `PowerShell is missing: ${why}`, { cause });
  }
}

/** Runs a program of Windows' own whose output counts only where it is ASCII. @returns undefined when it failed. */
async function readAscii(
  surroundings: Surroundings,
  { file, args }: Pick<Command, 'args'> & { readonly file: Program | 'whoami.exe' },
): Promise<string | undefined> {
  const { systemRoot, environment } = surroundings;
  const executable = systemRoot === undefined ? windowsProgram(environment, file) : `${systemRoot}/${file}`;
  const outcome = await start(surroundings, { executable, args, timeoutMs: DEFAULT_TIMEOUT_MS });
  const hasSucceeded = outcome.ending === 'exited' && outcome.exitCode === 0;
  return hasSucceeded ? Buffer.from(outcome.stdout).toString('latin1') : undefined;
}

async function readElevation(surroundings: Surroundings): Promise<boolean> {
  if (!surroundings.isWindows) return surroundings.environment.PORTWRIGHT_ELEVATED === '1';
  const groups = await readAscii(surroundings, { file: 'whoami.exe', args: WHOAMI_ARGUMENTS });
  const isElevated = groups === undefined ? undefined : isElevatedToken(groups);
  if (isElevated !== undefined) return isElevated;
  return (await readAscii(surroundings, { file: 'reg.exe', args: ELEVATED_KEY_ARGUMENTS })) !== undefined;
}

/** Asks once, when first needed; everybody gets that one answer. */
function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined;
  return () => {
    answer ??= read();
    return answer;
  };
}
