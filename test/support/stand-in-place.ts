import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type TestContext, vi } from 'vitest';
import {
  createMachine,
  DEFAULT_MACHINE,
  type MachineOptions,
} from '../../toolkit/simulation/create-machine.ts';
import type { MachineState } from '../../toolkit/simulation/machine-state.ts';
import type { StandInLogEntry } from '../../toolkit/simulation/stand-ins/protocol.ts';
import { serveStandIns } from '../../toolkit/simulation/stand-ins/serve-stand-ins.ts';
import { type CliOptions, type CliResult, type RunningCli, runBuiltCli, startBuiltCli } from './built-cli.ts';

export interface StandInPlaceOptions {
  /** Where it differs from {@link DEFAULT_MACHINE}. */
  readonly machine?: MachineOptions;
  readonly latencyMs?: number;
  /** What the command line finds in its environment. @defaultValue it is elevated */
  readonly environment?: Readonly<Record<string, string>>;
  /** @defaultValue true; otherwise the test serves it */
  readonly isServed?: boolean;
}

/** A simulated Windows behind stand-in executables, and the state directory of whoever works on it. */
export interface StandInPlace {
  /** The folder of the stand-ins. */
  readonly bin: string;
  /** The file that keeps the machine. */
  readonly state: string;
  readonly logPath: string;
  /** Calls the built command line on this machine; one that does not end by itself has no exit code. */
  cli(words: readonly string[], options?: CliOptions): Promise<CliResult>;
  start(words: readonly string[], options?: CliOptions): Promise<RunningCli>;
  machine(): MachineState;
  /** Changes the machine as if time or somebody had; while nobody asks it anything. */
  edit(change: (machine: MachineState) => void): void;
  /** What the stand-ins have done, in the order in which they ended. */
  log(): readonly StandInLogEntry[];
  /** Each entry of the log as a person would type it. */
  commands(): readonly string[];
  /** Process numbers of stand-ins that are there now. */
  processes(): Promise<readonly number[]>;
  runFolders(): readonly string[];
  /** Keeps a copy of the machine and of the runs; @returns what puts both back. */
  keep(): () => void;
}

/**
 * Makes a place that is gone when the test has ended. The names in its path are those of a person's folder: with a blank and in
 * Korean.
 */
export async function newStandInPlace(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  options: StandInPlaceOptions = {},
): Promise<StandInPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'pw 한글-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const at = (name: string) => join(folder, name);
  const [bin, state, logPath, stateHome] = [at('bin'), at('machine.json'), at('log'), at('state')];
  writeMachine(state, createMachine({ ...DEFAULT_MACHINE, ...options.machine }));
  if (options.isServed !== false) {
    const { latencyMs } = options;
    const server = await serveStandIns({ statePath: state, bin, logPath, latencyMs });
    onTestFinished(() => server.stop());
  }
  const host = ['--host', 'windows', '--system-root', bin];
  const environment = { XDG_STATE_HOME: stateHome, ...(options.environment ?? { PORTWRIGHT_ELEVATED: '1' }) };
  const machine = () => JSON.parse(readFileSync(state, 'utf8')) as MachineState;
  const log = () => readLog(logPath);
  return {
    bin,
    state,
    logPath,
    cli: (words, more) => runBuiltCli([...words, ...host], environment, more),
    start: (words, more) => startBuiltCli([...words, ...host], environment, more),
    machine,
    edit(change) {
      const edited = machine();
      change(edited);
      writeMachine(state, edited);
    },
    log,
    commands: () => log().map(shown),
    processes: () => processesOf(bin),
    runFolders() {
      const runs = join(stateHome, 'portwright', 'runs');
      return existsSync(runs) ? readdirSync(runs).map((name) => join(runs, name)) : [];
    },
    keep: () => kept(folder, [state, stateHome]),
  };
}

function writeMachine(path: string, machine: MachineState): void {
  writeFileSync(path, `${JSON.stringify(machine, undefined, 1)}\n`);
}

function readLog(path: string): readonly StandInLogEntry[] {
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as StandInLogEntry);
}

function shown({ program, args, question }: StandInLogEntry): string {
  return question === undefined ? [program, ...(args ?? [])].join(' ') : `ask ${question}`;
}

async function processesOf(bin: string): Promise<readonly number[]> {
  // Elsewhere it prints a question mark for a letter that is not ASCII.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,args='], { env });
  const client = join(bin, '.portwright-stand-ins', 'client.cjs');
  return stdout
    .split('\n')
    .filter((line) => line.includes(client))
    .map((line) => Number.parseInt(line, 10));
}

function kept(folder: string, paths: readonly string[]): () => void {
  const copies = paths.filter(existsSync).map((path) => ({ path, copy: `${path}.kept` }));
  for (const { path, copy } of copies) cpSync(path, copy, { recursive: true });
  return () => {
    for (const path of paths) rmSync(path, { recursive: true, force: true });
    for (const { path, copy } of copies) cpSync(copy, path, { recursive: true });
    rmSync(join(folder, 'log'), { force: true });
  };
}

/** Resolves when the condition is met; fails the test when it never is. Looks often, because what it waits for is short. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const look = async () => {
    if (!(await isSo())) throw new Error(`waited in vain until ${what}`);
  };
  await vi.waitFor(look, { interval: 3, timeout: 60_000 });
}
