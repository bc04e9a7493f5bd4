import type { Command } from 'commander';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { ComposeOptions } from './find-project-ports.ts';

/**
 * The options that name compose files, for every command that takes their ports.
 *
 * Compose calls the second one `--env-file`; so does Node, which looks for it among the arguments of a script too and would
 * take the variables for its own (nodejs/node#54232): `NODE_OPTIONS` in such a file is code that runs.
 */
export function addComposeOptions(command: Command): Command {
  return command
    .option('--compose <file>', 'the ports that this compose file publishes; again for each override', append)
    .option('--compose-env <file>', 'variables for the compose files, instead of .env beside them', append)
    .option('--profile <name>', 'services of this compose profile too', append);
}

/** @throws ToolkitError `input.invalid-argument` where they are given and no compose file is named */
export function refuseComposeOptionsAlone({ composeEnv = [], profile = [] }: ComposeOptions): void {
  const [given] = [
    ...composeEnv.map((file) => `--compose-env ${file}`),
    ...profile.map((name) => `--profile ${name}`),
  ];
  if (given === undefined) return;
  throw new ToolkitError('input.invalid-argument', `${given} is for compose files, and none is named`, {
    remedy: 'name them with --compose',
  });
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
