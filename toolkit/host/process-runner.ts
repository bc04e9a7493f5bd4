import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { execa, type Options } from 'execa';
import { endProcessTree } from './end-process-tree.ts';

export interface ProcessRequest {
  /** Absolute path. */
  readonly executable: string;
  /** Reach the process verbatim: there is no shell. */
  readonly args: readonly string[];
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder?: string | undefined;
  /** Written to its stdin, which is then closed; it need not read it. @defaultValue stdin is empty */
  readonly input?: string | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a process left behind, and what made it end. */
export interface ProcessOutcome {
  /** `not-started`: `cause` says why. `timed-out` and `aborted`: it and its children were killed. */
  readonly ending: 'exited' | 'timed-out' | 'aborted' | 'not-started';
  /** 128 + the signal's number for a process that a signal ended; meaningless unless it exited. */
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly durationMs: number;
  readonly cause?: unknown;
}

/** How long a stream may stay open and quiet after its process has ended or was killed, in milliseconds. */
const LINGER_MS = 2000;

/**
 * Runs one process to its end, or until its time is over, and keeps both of its streams whole, as bytes.
 *
 * Never rejects. A process that inherited a stream and outlives the one that was started is not waited for.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessOutcome> {
  const startMs = performance.now();
  if (request.signal?.aborted) return { ...nothing('aborted'), durationMs: 0 };
  const subprocess = execa(request.executable, [...request.args], spawnOptions(request));
  let ending: ProcessOutcome['ending'] = 'exited';
  const end = (how: 'timed-out' | 'aborted') => {
    ending = how;
    endProcessTree(subprocess, request.environment);
  };
  const abort = () => end('aborted');
  const timer = setTimeout(end, request.timeoutMs, 'timed-out');
  request.signal?.addEventListener('abort', abort, { once: true });
  const stopWatching = closeLingeringStreams(subprocess.nodeChildProcess);
  try {
    const result = await subprocess;
    const durationMs = performance.now() - startMs;
    if (subprocess.pid === undefined) return { ...nothing('not-started'), durationMs, cause: result.cause };
    const exitCode = result.exitCode ?? 128 + signalNumber(result.signal);
    // Ended by itself in the very moment it was to be killed: that is an end like any other.
    if (result.exitCode !== undefined) ending = 'exited';
    return { ending, exitCode, stdout: result.stdout, stderr: result.stderr, durationMs };
  } finally {
    clearTimeout(timer);
    stopWatching();
    request.signal?.removeEventListener('abort', abort);
  }
}

type SpawnOptions = Options & { readonly encoding: 'buffer'; readonly reject: false };

function spawnOptions({ environment, workingFolder, input }: ProcessRequest) {
  return {
    encoding: 'buffer',
    reject: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    windowsHide: true,
    stripFinalNewline: false,
    maxBuffer: Number.POSITIVE_INFINITY,
    extendEnv: false,
    env: environment,
    ...(workingFolder !== undefined && { cwd: workingFolder }),
    // A process group of its own: it can be killed whole, and Ctrl-C reaches the toolkit only, which ends its work in order.
    // Windows gives a hidden process a console of its own, with the same effect.
    detached: process.platform !== 'win32',
  } as const satisfies SpawnOptions;
}

/** A child that inherited the streams keeps them open; nobody here wants to read what it prints. */
function closeLingeringStreams(subprocess: ChildProcess): () => void {
  const { stdout, stderr } = subprocess;
  let timer: NodeJS.Timeout | undefined;
  const onData = () => timer?.refresh();
  const onExit = () => {
    timer = setTimeout(() => {
      stdout?.destroy();
      stderr?.destroy();
    }, LINGER_MS);
  };
  subprocess.once('exit', onExit);
  for (const stream of [stdout, stderr]) stream?.on('data', onData);
  return () => {
    clearTimeout(timer);
    subprocess.off('exit', onExit);
  };
}

function signalNumber(signal: NodeJS.Signals | undefined): number {
  return signal === undefined ? 0 : constants.signals[signal];
}

function nothing(ending: ProcessOutcome['ending']) {
  return { ending, exitCode: -1, stdout: new Uint8Array(0), stderr: new Uint8Array(0) };
}
