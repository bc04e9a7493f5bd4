import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Command, CommandResult } from '../host/command.ts';

interface ScheduledTask {
  /** Path of the task, `\`-separated, without a leading `\`. */
  readonly name: string;
  /** What it runs. A path with blanks is put in quotes by {@link createStartupTask} and {@link createLogonTask}. */
  readonly run: string;
}

/** Longest `/tr` that schtasks.exe takes (schtasks documentation). */
const MAX_TASK_RUN_LENGTH = 261;

/** A task that runs as SYSTEM when Windows starts, before anybody logs on. Replaces one of the same name. */
export function createStartupTask(task: ScheduledTask): Command {
  return createTask(task, ['/sc', 'onstart', '/ru', 'SYSTEM']);
}

/** A task that runs with full rights in the session of this user once they log on. Replaces one of the same name. */
export function createLogonTask(task: ScheduledTask & { readonly user: string }): Command {
  // Guess: with `/it` the task uses the user's own session, so that schtasks.exe needs no password.
  return createTask(task, ['/sc', 'onlogon', '/ru', task.user, '/it']);
}

export function deleteTask(name: string): Command {
  return { file: 'schtasks.exe', args: ['/delete', '/tn', name, '/f'], effect: 'write' };
}

export function queryTask(name: string): Command {
  return { file: 'schtasks.exe', args: ['/query', '/tn', name], effect: 'read' };
}

/** Reads how {@link queryTask} ended; schtasks.exe ends with 1 for a task it does not know. */
export function isTaskThere(result: CommandResult): boolean {
  return result.exitCode === 0;
}

function createTask({ name, run }: ScheduledTask, when: readonly string[]): Command {
  // The task service splits /tr like a command line; a path with blanks would lose its end.
  const taskRun = /\s/.test(run) ? `"${run}"` : run;
  if (run === '' || run.includes('"') || taskRun.length > MAX_TASK_RUN_LENGTH)
    throw new ToolkitError(
      'input.invalid-argument',
      `a scheduled task runs one path of 1 to ${MAX_TASK_RUN_LENGTH} characters without quotes, not ` +
        `${taskRun.length} characters: ${JSON.stringify(run)}; put the command in a script file and name that`,
    );
  const args = ['/create', '/tn', name, '/tr', taskRun, ...when, '/rl', 'highest', '/f'];
  return { file: 'schtasks.exe', args, effect: 'write' };
}
