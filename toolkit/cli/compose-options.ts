import type { Command } from 'commander';

/** The options that name compose files, for every command that takes their ports. */
export function addComposeOptions(command: Command): Command {
  return command
    .option('--compose <file>', 'the ports that this compose file publishes; again for each override', append)
    .option('--env-file <file>', 'variables for the compose files, instead of .env beside them', append)
    .option('--profile <name>', 'services of this compose profile too', append);
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
