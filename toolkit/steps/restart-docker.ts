import type { CommandResult } from '../host/command.ts';
import { CommandError } from '../host/command-error.ts';
import type { Host } from '../host/host.ts';
import { waitUntil } from '../host/wait-until.ts';
import { dockerDesktop, dockerInfo, startContainer } from '../windows/docker.ts';
import { readRunningContainers } from './read-winnat-users.ts';
import { runCommand } from './run-command.ts';

const ENGINE_DEADLINE_MS = 120_000;

/**
 * Starts Docker Desktop after WSL was shut down, waits for its engine, and starts what ran in it. Containers with a restart
 * policy come back by themselves; the others are started again.
 */
export async function startDocker(host: Host, containers: readonly string[]): Promise<void> {
  if (!(await isEngineUp(host))) await runCommand(host, dockerDesktop('start'), 'start Docker Desktop');
  await waitUntil(host, () => isEngineUp(host), Boolean, { deadlineMs: ENGINE_DEADLINE_MS });
  const running = new Set(await readRunningContainers(host));
  await startContainers(
    host,
    containers.filter((name) => !running.has(name)),
  );
}

/** Starts every one of them, also where one before it cannot. @throws CommandError of the first that could not. */
export async function startContainers(host: Host, names: readonly string[]): Promise<void> {
  const results: CommandResult[] = [];
  for (const name of names) results.push(await host.run(startContainer(name)));
  const failed = results.find(({ exitCode }) => exitCode !== 0);
  if (failed) throw new CommandError('host.program-failed', 'cannot start a container again', failed);
}

export async function isEngineUp(host: Host): Promise<boolean> {
  return (await host.run(dockerInfo())).exitCode === 0;
}
