import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { ToolkitError } from '../errors/toolkit-error.ts';
import { PORT_SYSCTLS, sysctlPath } from '../linux/port-sysctl.ts';
import type { Command, CommandResult, Program } from './command.ts';
import type { Host } from './host.ts';
import { isKernelFile, readKernelFile, writeKernelFile } from './kernel-file.ts';
import { probeBind, probeConnect } from './linux-probes.ts';
import { locateLinuxProgram } from './linux-programs.ts';
import { readLinuxSockets } from './linux-sockets.ts';
import { runProcess } from './process-runner.ts';
import type { Answer, Question, QuestionName } from './questions.ts';
import { REAL_CLOCK } from './real-clock.ts';
import { settledResult } from './settled-result.ts';
import { listFolder, readTextFile, writeTextFile } from './text-file.ts';
import type { Environment } from './windows-folders.ts';

/** How long a command without a time of its own may take, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 30_000;

export interface LinuxHostOptions {
  /** @defaultValue this process's */
  readonly environment?: Environment;
  /** @defaultValue 'local' */
  readonly machine?: string;
  /** Ends whatever runs, and refuses more: `host.aborted`. Not the signal of an interrupted run, which still has to undo. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the host of the Linux this process runs on, in its network namespace.
 *
 * Questions are answered from the kernel itself: PowerShell is not asked, and what only Windows has is `ask.unavailable`.
 */
export function createLinuxHost({
  environment = process.env,
  machine = 'local',
  signal: outer,
}: LinuxHostOptions = {}): Host {
  const closing = new AbortController();
  const signal = AbortSignal.any(outer === undefined ? [closing.signal] : [outer, closing.signal]);
  return {
    kind: 'linux',
    machine,
    clock: REAL_CLOCK,
    run: programRunner(environment, signal),
    ask: async (name, question) => {
      if (signal.aborted) throw new ToolkitError('host.aborted', 'interrupted');
      return answer(name, question);
    },
    readText: (path, options) => (isKernelFile(path) ? readKernelFile(path) : readTextFile(path, options)),
    writeText: (path, text) =>
      isKernelFile(path) ? writeKernelFile(path, text ?? '') : writeTextFile(path, text),
    listFolder,
    isElevated: mayChangeSysctls,
    close: async () => closing.abort(),
  };
}

/** Starts programs by absolute path, each looked for once. */
function programRunner(environment: Environment, signal: AbortSignal): Host['run'] {
  const isRoot = process.geteuid?.() === 0;
  const located = new Map<Program, string>();
  return async (command: Command): Promise<CommandResult> => {
    const { file, args, timeoutMs = DEFAULT_TIMEOUT_MS } = command;
    const executable = located.get(file) ?? locateLinuxProgram(file, { environment, isRoot });
    located.set(file, executable);
    const outcome = await runProcess({
      executable,
      args,
      environment,
      workingFolder: '/',
      timeoutMs,
      signal,
    });
    const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    const { exitCode, durationMs } = outcome;
    const [stdout, stderr] = [decode(outcome.stdout), decode(outcome.stderr)];
    return settledResult(outcome, { command, exitCode, stdout, stderr, durationMs }, timeoutMs);
  };
}

type Answers = { readonly [Name in QuestionName]?: (question: Question<Name>) => Promise<Answer<Name>> };

const ANSWERS: Answers = {
  listeners: async () => ({ sockets: await readLinuxSockets() }),
  'probe-bind': oneAfterAnother(probeBind),
  'probe-connect': probeConnect,
};

/** Two binds of one port at the same time would refuse each other. */
function oneAfterAnother<In, Out>(work: (input: In) => Promise<Out>): (input: In) => Promise<Out> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const done = last.then(() => work(input));
    last = done.catch(() => undefined);
    return done;
  };
}

async function answer<Name extends QuestionName>(
  name: Name,
  question: Question<Name>,
): Promise<Answer<Name>> {
  const read: Answers[Name] = ANSWERS[name];
  if (read !== undefined) return read(question);
  throw new ToolkitError('ask.unavailable', `${name} is a question about Windows, and this is Linux`);
}

/**
 * Whether the settings of this network namespace may be written. Asked of the kernel's own file, since being root is neither
 * needed nor enough: CAP_NET_ADMIN over the namespace will do, and in most containers `/proc/sys` is read-only.
 */
async function mayChangeSysctls(): Promise<boolean> {
  try {
    await access(sysctlPath(PORT_SYSCTLS.reservedPorts), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
