import { ToolkitError } from '../../toolkit/errors/toolkit-error.ts';
import { type Command, displayCommand } from '../../toolkit/host/command.ts';
import type { Host, HostKind } from '../../toolkit/host/host.ts';

/** What a program prints, with exit code 0; or how it fails. */
export type Reply =
  | string
  | { readonly exitCode: number; readonly stdout?: string; readonly stderr?: string }
  | Error;

export interface FakeHost extends Host {
  /** Everything that was asked, in order: commands as typed, questions as `ask NAME`. */
  readonly asked: readonly string[];
}

/** A host that answers what it was told and nothing else: an unexpected command is missing, a question unavailable. */
export function fakeHost(
  replies: Readonly<Record<string, Reply>>,
  answers: Readonly<Record<string, unknown>> = {},
  kind: HostKind = 'windows',
): FakeHost {
  const asked: string[] = [];
  const run = async (command: Command) => {
    const line = displayCommand(command);
    asked.push(line);
    const reply = replies[line] ?? new ToolkitError('host.program-missing', `no ${line}`);
    if (reply instanceof Error) throw reply;
    const printed = typeof reply === 'string' ? { exitCode: 0, stdout: reply } : reply;
    return { command, stdout: '', stderr: '', durationMs: 1, ...printed };
  };
  const ask = async (name: string) => {
    asked.push(`ask ${name}`);
    const answer = answers[name] ?? new ToolkitError('ask.unavailable', `no PowerShell for ${name}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return {
    kind,
    machine: 'local',
    asked,
    clock: { now: () => 0, wait: async () => {} },
    run,
    // The answers are given by each test in the shape of the question it names.
    ask: ask as Host['ask'],
    readText: async () => undefined,
    writeText: async () => {},
    listFolder: async () => undefined,
    isElevated: async () => false,
    close: async () => {},
  };
}
