import { resolve } from 'node:path';
import { type ComposePort, composePorts } from '../compose/compose-ports.ts';
import type { ComposeRequest, ReadText } from '../compose/compose-request.ts';
import { askCompose } from '../compose/docker-compose-config.ts';
import { loadComposeProject } from '../compose/load-compose-project.ts';
import type { AskedPort } from '../diagnosis/asked-port.ts';
import type { Host } from '../host/host.ts';
import { readTextFile } from '../host/text-file.ts';
import type { ComposeOptions } from './find-project-ports.ts';
import type { Terminal } from './terminal.ts';

/** Which compose files, and the machine whose own compose may read them. */
export interface ComposeQuestion extends ComposeOptions {
  readonly files: readonly string[];
  readonly host?: Host | undefined;
}

/**
 * Finds the ports of the host that compose files publish: by `docker compose config` on the machine itself, else by reading them.
 *
 * @throws ToolkitError `input.invalid-compose`, `host.file-failed`, `host.aborted`
 */
export async function findComposePorts(
  { files, composeEnv, profile, host }: ComposeQuestion,
  terminal: Terminal,
): Promise<AskedPort[]> {
  const request: ComposeRequest = {
    files,
    environment: terminal.environment,
    ...(composeEnv && { envFiles: composeEnv }),
    ...(profile && { profiles: profile }),
  };
  const absolute = (path: string) => resolve(terminal.workingFolder, path);
  const answered = host && isThisMachine(host) ? await askCompose(host, request, absolute) : undefined;
  const ports = answered ?? (await readComposePorts(request, terminal));
  if (ports.length === 0) terminal.warn(`${files.join(', ')}: publishes no port of the host`);
  return ports.map(({ port, protocol, hostIp, service, file, text }) => ({
    port,
    protocol,
    sources: [
      {
        kind: 'compose',
        ...(file !== undefined && { file }),
        service,
        ...(hostIp !== '' && { address: hostIp }),
        text,
      },
    ],
  }));
}

/** Reads files by their paths from the working folder. */
export function readRelative({ workingFolder }: Terminal): ReadText {
  return (path) => readTextFile(resolve(workingFolder, path));
}

/** The files are here, and so is their compose: neither in a paste nor on a simulated machine. */
function isThisMachine({ kind, machine }: Host): boolean {
  return kind === 'linux' || (kind === 'windows' && machine === 'local');
}

async function readComposePorts(request: ComposeRequest, terminal: Terminal): Promise<ComposePort[]> {
  const project = await loadComposeProject(request, readRelative(terminal));
  for (const name of project.unset) {
    terminal.warn(
      `${request.files.join(', ')}: variable ${name} is not set: it counts as empty, as for compose`,
    );
  }
  return composePorts(project);
}
