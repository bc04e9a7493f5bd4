import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { type Command, type CommandResult, displayCommand } from '../../toolkit/host/command.ts';
import type { Clock, Host } from '../../toolkit/host/host.ts';
import { isWriteQuestion } from '../../toolkit/host/question-effect.ts';
import type { QuestionName } from '../../toolkit/host/questions.ts';

/** What a program prints, with exit code 0; or how it fails. */
export type Reply =
  | string
  | Error
  | { readonly exitCode: number; readonly stdout?: string; readonly stderr?: string };

/** One reply for every time it is asked, or one for each time, in order. */
export type Replies<Each> = Each | readonly Each[];

export interface Script {
  /** By the command as a person would type it. */
  readonly run?: Readonly<Record<string, Replies<Reply>>>;
  /** By `NAME` or `NAME {"its":"question"}`; the latter is looked for first. */
  readonly ask?: Readonly<Record<string, Replies<object>>>;
  readonly elevated?: boolean;
}

export interface FakeHost extends Host {
  /** Everything asked, in order: commands as typed, questions as `ask NAME {…}`. */
  readonly asked: readonly string[];
  /** The part of it that changes a machine. */
  readonly written: readonly string[];
  /** Replies of the script that nobody asked for. */
  unused(): readonly string[];
}

/** A host that knows its script and nothing else: whatever is not in it fails the test that asked. */
export function fakeHost(script: Script): FakeHost {
  const asked: string[] = [];
  const written: string[] = [];
  const uses = new Map<string, number>();
  const next = <Each>(key: string, replies: Replies<Each> | undefined): Each => {
    const used = uses.get(key) ?? 0;
    uses.set(key, used + 1);
    const reply = isList(replies) ? replies[used] : replies;
    if (reply === undefined) throw new Error(`a surprise: ${key} (asked ${used} times before)`);
    return reply;
  };
  const run = async (command: Command): Promise<CommandResult> => {
    const line = displayCommand(command);
    asked.push(line);
    if (command.effect === 'write') written.push(line);
    const reply = next(line, script.run?.[line]);
    if (reply instanceof Error) throw reply;
    const printed = typeof reply === 'string' ? { exitCode: 0, stdout: reply } : reply;
    return { command, stdout: '', stderr: '', durationMs: 1, ...printed };
  };
  const ask = async (name: QuestionName, question: object): Promise<object> => {
    const line = `${name} ${JSON.stringify(question)}`;
    asked.push(`ask ${line}`);
    if (isWriteQuestion(name)) written.push(`ask ${line}`);
    const key = script.ask !== undefined && line in script.ask ? line : name;
    const answer = next(`ask ${key}`, script.ask?.[key]);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const keys = [
    ...Object.entries(script.run ?? {}),
    ...Object.entries(script.ask ?? {}).map(([key, value]) => [`ask ${key}`, value] as const),
  ];
  return {
    kind: 'windows',
    machine: 'local',
    asked,
    written,
    unused: () =>
      keys
        .filter(([key, replies]) => (uses.get(key) ?? 0) < (isList(replies) ? replies.length : 1))
        .map(([key]) => key),
    clock: fakeClock(),
    run,
    // Each test gives its answers in the shape of the question it names.
    ask: ask as Host['ask'],
    readText: async (path) => next(`read ${path}`, undefined),
    writeText: async (path) => next(`write ${path}`, undefined),
    listFolder: async (path) => next(`list ${path}`, undefined),
    isElevated: async () => script.elevated ?? true,
    close: async () => {},
  };
}

/** Time that passes only where it is waited for. */
export function fakeClock(startMs = Date.UTC(2026, 0, 31, 14, 25, 1)): Clock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    async wait(ms, signal) {
      if (signal?.aborted) throw new ToolkitError('host.aborted', 'interrupted');
      nowMs += ms;
    },
  };
}

export const missingProgram = new ToolkitError('host.program-missing', 'no such program');

function isList<Each>(replies: Replies<Each> | undefined): replies is readonly Each[] {
  return Array.isArray(replies);
}
