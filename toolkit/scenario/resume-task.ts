import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import type { Host } from '../host/host.ts';
import {
  createLogonTask,
  createStartupTask,
  deleteTask,
  isTaskThere,
  queryTask,
} from '../windows/scheduled-task.ts';
import type { RunPart } from './execution.ts';

/** How this program is called again: an absolute program and its first arguments. */
export interface Invocation {
  readonly program: string;
  readonly args: readonly string[];
}

export interface ResumeTaskOptions {
  readonly runId: string;
  /** The run's own folder, which only administrators can write on Windows. */
  readonly folder: string;
  readonly invocation: Invocation;
  readonly resumeOptions: readonly string[];
  /** Whose logon resumes what needs a person's session; undefined when nothing does. */
  readonly logonUser: string | undefined;
}

const taskName = (runId: string, part: RunPart) =>
  `Portwright\\${part === 'machine' ? 'startup' : 'logon'}-${runId}`;

/** Names of the tasks {@link createResumeTasks} makes, to be deleted by the resumed run as its first act. */
export function resumeTaskNames({
  runId,
  logonUser,
}: Pick<ResumeTaskOptions, 'runId' | 'logonUser'>): readonly string[] {
  return [taskName(runId, 'machine'), ...(logonUser === undefined ? [] : [taskName(runId, 'all')])];
}

/** Arranges that the run goes on by itself after the restart: the machine's part as SYSTEM at start-up, the rest at logon. */
export async function createResumeTasks(host: Host, options: ResumeTaskOptions): Promise<void> {
  const { runId, logonUser } = options;
  const startup = { name: taskName(runId, 'machine'), run: resumeScript(options, 'machine') };
  await create(host, startup.name, createStartupTask(startup));
  if (logonUser === undefined) return;
  const logon = { name: taskName(runId, 'all'), run: resumeScript(options, 'all'), user: logonUser };
  await create(host, logon.name, createLogonTask(logon));
}

/** Whether the task is there decides, not what schtasks.exe said. */
async function create(host: Host, name: string, command: Command): Promise<void> {
  const result = await host.run(command);
  if (!isTaskThere(await host.run(queryTask(name))))
    throw new CommandError('host.program-failed', 'cannot schedule the resume', result);
}

/** Deletes the tasks; one that is gone already is no error, one that is only said to be gone is. @throws CommandError for one that is there still. */
export async function deleteResumeTasks(host: Host, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const result = await host.run(deleteTask(name));
    if (isTaskThere(await host.run(queryTask(name))))
      throw new CommandError('host.program-failed', 'cannot delete the scheduled task', result);
  }
}

/** Tasks a resume of this part replaces: the start-up task leaves the logon task standing. */
export function tasksOfPart(names: readonly string[], part: RunPart): readonly string[] {
  return part === 'all' ? names : names.filter((name) => name.startsWith('Portwright\\startup-'));
}

/** A task's command may have 261 characters at most, so it names a script that holds the rest. */
function resumeScript(
  { runId, folder, invocation, resumeOptions }: ResumeTaskOptions,
  part: RunPart,
): string {
  const words = [
    invocation.program,
    ...invocation.args,
    'resume',
    runId,
    '--yes',
    '--part',
    part,
    ...resumeOptions,
  ];
  const path = join(folder, `resume-${part}.cmd`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path, `@echo off\r\nchcp 65001 >nul\r\n${words.map(quoteForCmd).join(' ')}\r\n`, {
    mode: 0o700,
  });
  return path;
}

/**
 * In a batch file only `%` and `"` are special inside quotes; neither can be in a Windows path but `%`. A backslash before a
 * quote would take it from the program that is called (CommandLineToArgvW documentation), so `D:\` ends in two.
 */
function quoteForCmd(word: string): string {
  return `"${word.replaceAll('%', '%%').replace(/(\\*)("|$)/g, (_, slashes: string, quote: string) => slashes + slashes + quote + quote)}"`;
}
