import type { Command, CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import type { Host } from '../host/host.ts';

/**
 * Runs a command that should succeed.
 *
 * @throws CommandError when it ends with anything but 0. The runner then reads the state and lets that decide.
 */
export async function runCommand(host: Host, command: Command, what: string): Promise<CommandResult> {
  const result = await host.run(command);
  if (result.exitCode !== 0) throw new CommandError('host.program-failed', `cannot ${what}`, result);
  return result;
}
