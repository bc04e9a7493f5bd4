import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Command, CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import type { Host } from '../host/host.ts';
import type { Answer, Question, QuestionName } from '../host/questions.ts';
import { decodeOutput, OEM_CODE_PAGES, type OutputEncoding } from '../windows/code-page.ts';
import { ask } from './answer-question.ts';
import { advanceClock } from './clock.ts';
import { execute } from './execute.ts';
import type { KillMoment, MachineState } from './machine-state.ts';
import { type MachineStore, memoryStore } from './machine-store.ts';

/** How long a question or a command without a time of its own may take, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 30_000;

export type SimulatedHostOptions = {
  /** @defaultValue the store's name, or `simulated` */
  readonly machineName?: string;
  /** Kills the process that asks, for the fault `kill-caller`. @defaultValue SIGKILL to this process */
  readonly killCaller?: () => void;
} & (
  | {
      /** Kept in this process only, and changed in place. */
      readonly machine: MachineState;
    }
  | {
      /** Where the machine is kept: a state file, for example. */
      readonly store: MachineStore;
    }
);

/** Makes a host of a simulated machine: the same questions, the same bytes, no Windows. Its clock jumps instead of waiting. */
export function createSimulatedHost(options: SimulatedHostOptions): Host {
  const store = 'store' in options ? options.store : memoryStore(options.machine);
  const guard = killGuard(options.killCaller ?? killThisProcess);
  return {
    kind: 'simulated',
    machine: options.machineName ?? store.name,
    clock: {
      now: () => store.machine.clockMs,
      wait: async (ms, signal) => {
        refuseAborted(signal);
        await store.request((machine) => advanceClock(machine, ms));
        refuseAborted(signal);
      },
    },
    run: async (command) => {
      await guard.beforeRequest();
      return run(store, guard, command);
    },
    ask: async (name, question) => {
      await guard.beforeRequest();
      return askMachine(store, guard, name, question);
    },
    readText: (path, { keepByteOrderMark = false } = {}) =>
      store.request(({ files }) => (keepByteOrderMark ? files[path] : files[path]?.replace(/^\uFEFF/, ''))),
    writeText: (path, text) =>
      store.request(({ files }) => {
        if (text === undefined) delete files[path];
        else files[path] = text;
      }),
    listFolder: (path) => store.request(({ files }) => namesBelow(Object.keys(files), `${path}\\`)),
    isElevated: () => store.request((machine) => machine.elevated),
    close: () => guard.beforeRequest(),
  };
}

/** A folder is there as long as something is in it. */
function namesBelow(paths: readonly string[], folder: string): string[] | undefined {
  const inside = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  const names = new Set(inside.map((path) => path.split('\\')[0] ?? path));
  return names.size === 0 ? undefined : [...names];
}

async function run(store: MachineStore, guard: KillGuard, command: Command): Promise<CommandResult> {
  const timeoutMs = command.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const { result, output } = await store.request((machine) => {
    const startMs = machine.clockMs;
    const output = execute(machine, [command.file, ...command.args], { WSL_UTF8: '1' });
    if (output.hangs) advanceClock(machine, timeoutMs);
    const encoding = encodingOf(command, machine);
    const result: CommandResult = {
      command,
      exitCode: output.exitCode,
      stdout: decodeOutput(output.stdout, encoding),
      stderr: decodeOutput(output.stderr, encoding),
      durationMs: machine.clockMs - startMs,
    };
    return { result, output };
  });
  await guard.afterRequest(output.kill);
  if (!output.hangs) return result;
  throw new CommandError('host.timed-out', `no end after ${timeoutMs} ms`, result);
}

async function askMachine<Name extends QuestionName>(
  store: MachineStore,
  guard: KillGuard,
  name: Name,
  question: Question<Name>,
): Promise<Answer<Name>> {
  const outcome = await store.request((machine) => {
    const outcome = ask(machine, name, question);
    if (outcome.hangs) advanceClock(machine, DEFAULT_TIMEOUT_MS);
    return outcome;
  });
  await guard.afterRequest(outcome.kill);
  if (outcome.error) throw outcome.error;
  if (outcome.answer) return outcome.answer;
  throw new ToolkitError(
    'host.timed-out',
    `PowerShell did not answer ${name} within ${DEFAULT_TIMEOUT_MS} ms`,
  );
}

function encodingOf({ file }: Command, { locale }: MachineState): OutputEncoding {
  if (file === 'docker.exe') return { kind: 'utf8' };
  return file === 'wsl.exe' ? { kind: 'wsl' } : { kind: 'oem', codePage: OEM_CODE_PAGES[locale] };
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ToolkitError('host.aborted', 'interrupted while waiting');
}

interface KillGuard {
  /** Whoever was to be killed after the last answer dies here. */
  beforeRequest(): Promise<void>;
  afterRequest(kill: KillMoment | undefined): Promise<void>;
}

function killGuard(killCaller: () => void): KillGuard {
  let isDue = false;
  const kill = (): Promise<never> => {
    killCaller();
    return new Promise(() => {});
  };
  return {
    beforeRequest: async () => {
      if (isDue) await kill();
    },
    afterRequest: async (moment) => {
      if (moment === 'after') isDue = true;
      else if (moment) await kill();
    },
  };
}

function killThisProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
