import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { endProcessTree } from './end-process-tree.ts';
import { PesterRunnerError } from './errors.ts';
import type { Environment } from './find-powershell.ts';

export interface PowerShellCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Environment;
}

/** A piece of what the tests and their programs print: bytes, in whatever code page they write. */
export type OutputListener = (chunk: Buffer, stream: 'stdout' | 'stderr') => void;

/** How PowerShell ended. */
export interface PowerShellEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last that it wrote to standard error. */
  readonly errorText: string;
}

export interface RunningPowerShell {
  /** Resolves when the process itself has ended, whatever it left behind; rejects where it cannot be started. */
  readonly ended: Promise<PowerShellEnd>;
  /** Ends it with everything it started, unless it has ended. Safe to call twice. */
  end(): Promise<void>;
}

const ERROR_TEXT_BYTES = 4096;

/** Starts PowerShell with nothing to read on standard input: a test that asks the person fails instead of waiting. */
export function startPowerShell(command: PowerShellCommand, onOutput: OutputListener): RunningPowerShell {
  const { file, args, cwd, environment } = command;
  const child = spawn(file, args, {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    // Off Windows it leads a process group, which can be ended as one.
    detached: process.platform !== 'win32',
  });
  let errorText = Buffer.alloc(0);
  const { stdout, stderr } = child;
  stdout.on('data', (chunk: Buffer) => onOutput(chunk, 'stdout'));
  stderr.on('data', (chunk: Buffer) => {
    errorText = Buffer.concat([errorText, chunk]).subarray(-ERROR_TEXT_BYTES);
    onOutput(chunk, 'stderr');
  });
  const ended = new Promise<PowerShellEnd>((resolve, reject) => {
    child.once('error', (cause) => reject(cannotStart(file, cause)));
    child.once('exit', (exitCode, signal) => {
      void drained([stdout, stderr]).then(() => {
        resolve({ exitCode, signal, errorText: errorText.toString('utf8') });
      });
    });
  });
  // Whoever waits for it sees it; nobody may.
  ended.catch(() => {});
  return {
    ended,
    end: async () => {
      await endProcessTree(child, environment);
      await ended.catch(() => {});
    },
  };
}

function cannotStart(file: string, cause: Error): PesterRunnerError {
  return new PesterRunnerError(
    'powershell.missing',
    `${JSON.stringify(file)} cannot be started: ${cause.message}`,
    {
      cause,
    },
  );
}

/** How long a process that a test left behind may hold the output open, after PowerShell has ended. */
const LEFT_BEHIND_MS = 250;

/** Resolves when all that was written has been read. */
async function drained(streams: readonly Readable[]): Promise<void> {
  const all = Promise.all(
    streams.map(
      (stream) => new Promise((closed) => (stream.closed ? closed(null) : stream.once('close', closed))),
    ),
  );
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LEFT_BEHIND_MS);
  await Promise.race([all, late]);
  clearTimeout(timer);
  for (const stream of streams) stream.destroy();
}
