import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { withStateLock } from '../../toolkit/simulation/state-lock.ts';

/** The project's own folder. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

const DIST = join(PROJECT, 'dist');
const CLI = join(DIST, 'portwright.cjs');
const SOURCES = ['toolkit', 'scenarios', 'build.mjs', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
const BUILD_TIMEOUT_MS = 110_000;

let built: Promise<string> | undefined;

/**
 * Builds `dist` where a source is newer than it, once, however many test files ask at the same time.
 *
 * @returns Path of the command line, to be run with `process.execPath`; the library is `index.js` beside it.
 */
export function builtCli(): Promise<string> {
  built ??= withStateLock(lockPath(), { timeoutMs: BUILD_TIMEOUT_MS }, () => {
    if (!isFresh()) build();
    return CLI;
  });
  return built;
}

function build(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['build.mjs'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  if (status === 0) return;
  rmSync(CLI, { force: true });
  throw new Error(`the build failed:\n${stdout}${stderr}`);
}

/** How a call of the built command line ended. */
export interface CliResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** @defaultValue the project's folder */
  readonly cwd?: string;
  /** Written to its standard input, which is then closed. @defaultValue nothing */
  readonly input?: string;
  /** Whether more may be written to its standard input afterwards. @defaultValue false */
  readonly staysOpen?: boolean;
  /** When it is killed, in milliseconds: no process outlives a test. @defaultValue 120000 */
  readonly timeoutMs?: number;
  /** Whether it leads a process group of its own, as in a terminal. @defaultValue false */
  readonly ownGroup?: boolean;
}

/** The built command line while it runs. */
export interface RunningCli {
  readonly process: ChildProcessWithoutNullStreams;
  /** Resolves however it ends. */
  readonly ended: Promise<CliResult>;
}

/**
 * Calls the built command line and resolves however it ends.
 *
 * @param environment - Added to this process's own.
 */
export async function runBuiltCli(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  options: CliOptions = {},
): Promise<CliResult> {
  return (await startBuiltCli(words, environment, options)).ended;
}

/** Starts the built command line, for a test that does something to it meanwhile. */
export async function startBuiltCli(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  { cwd = PROJECT, input = '', staysOpen = false, timeoutMs = 120_000, ownGroup = false }: CliOptions = {},
): Promise<RunningCli> {
  const cli = await builtCli();
  const child = spawn(process.execPath, [cli, ...words], {
    cwd,
    env: { ...process.env, ...environment },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    detached: ownGroup,
  });
  child.stdin.on('error', ignoreBrokenPipe).write(input);
  if (!staysOpen) child.stdin.end();
  const output = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const exited = new Promise<Pick<CliResult, 'exitCode' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  const ended = Promise.all([output, exited]).then(([[stdout, stderr], end]) => ({ ...end, stdout, stderr }));
  return { process: child, ended };
}

/** Everything that came, also from a stream that a test closed early. */
async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((closed) => stream.once('close', closed));
  return Buffer.concat(chunks).toString('utf8');
}

/** A command that never reads may end before its input is written. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Each copy of the project has a lock of its own. */
function lockPath(): string {
  const name = createHash('sha256').update(PROJECT).digest('hex').slice(0, 16);
  return join(tmpdir(), `portwright-build-${name}.lock`);
}

/** The command line is among the first that a build writes, the types are the last. */
function isFresh(): boolean {
  if (!existsSync(CLI) || !existsSync(join(DIST, 'types', 'toolkit', 'index.d.ts'))) return false;
  if (!existsSync(join(PROJECT, 'toolkit', 'pester-runner', 'dist', 'cli.js'))) return false;
  const builtAtMs = statSync(CLI).mtimeMs;
  return SOURCES.every((name) => newestMs(join(PROJECT, name)) < builtAtMs);
}

/** Of the files alone: a build below changes the times of the folders around it. */
function newestMs(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules');
  return Math.max(0, ...names.map((name) => newestMs(join(path, name))));
}
