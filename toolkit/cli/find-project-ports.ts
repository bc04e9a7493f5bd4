import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { ReadText } from '../compose/compose-request.ts';
import type { AskedPort } from '../diagnosis/asked-port.ts';
import { ToolkitError } from '../errors/toolkit-error.ts';
import type { Host } from '../host/host.ts';
import { findProjectFiles, type ProjectFiles, type ProjectFolders } from '../project/find-project-files.ts';
import type { Terminal } from './terminal.ts';

/** How compose files are to be read. */
export interface ComposeOptions {
  readonly composeEnv?: readonly string[] | undefined;
  readonly profile?: readonly string[] | undefined;
}

const FOLDERS: ProjectFolders = {
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
  exists: (path) => statSync(path, { throwIfNoEntry: false }) !== undefined,
  foldersIn: (path) => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  },
};

/** The files of the project around the working folder, as paths from there. `COMPOSE_FILE` names others, as it does for compose. */
export function projectAround({ workingFolder, environment, platform }: Terminal): ProjectFiles {
  const found = findProjectFiles(workingFolder, FOLDERS);
  const shown = (paths: readonly string[]) => paths.map((path) => relative(workingFolder, path));
  const separator = environment.COMPOSE_PATH_SEPARATOR ?? (platform === 'win32' ? ';' : ':');
  const named = environment.COMPOSE_FILE?.split(separator).filter((path) => path !== '');
  return {
    compose: named ?? shown(found.compose),
    launchSettings: shown(found.launchSettings),
    devContainers: shown(found.devContainers),
  };
}

/**
 * Finds every port that the files of a project name. A file that cannot be read is a warning: nobody asked about it.
 *
 * @param options - `host` is the machine that is looked at: its own compose is asked, where it has one.
 */
export async function findProjectPorts(
  files: ProjectFiles,
  options: ComposeOptions & { readonly host?: Host | undefined },
  terminal: Terminal,
): Promise<AskedPort[]> {
  const { findComposePorts, readRelative } = await import('./find-compose-ports.ts');
  const readText = readRelative(terminal);
  const compose = async (paths: readonly string[]) =>
    paths.length === 0 ? [] : findComposePorts({ ...options, files: paths }, terminal);
  const ofDevContainer = async (file: string) => {
    const { ports, composeFiles } = await readDevContainer(file, readText);
    const others = composeFiles.filter((path) => !files.compose.includes(path));
    return [...ports, ...(await orWarn(terminal, () => compose(others)))];
  };
  const found = await Promise.all([
    orWarn(terminal, () => compose(files.compose)),
    ...files.launchSettings.map((file) => orWarn(terminal, () => readLaunchSettings(file, readText))),
    ...files.devContainers.map((file) => orWarn(terminal, () => ofDevContainer(file))),
  ]);
  return found.flat();
}

async function orWarn(terminal: Terminal, find: () => Promise<AskedPort[]>): Promise<AskedPort[]> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof ToolkitError) || error.code === 'host.aborted') throw error;
    terminal.warn(`left out: ${error.message}`);
    return [];
  }
}

async function readLaunchSettings(file: string, readText: ReadText): Promise<AskedPort[]> {
  const { parseLaunchSettings } = await import('../project/launch-settings.ts');
  return parseLaunchSettings((await readText(file)) ?? '', file).map(({ port, protocol, profile, text }) => ({
    port,
    protocol,
    sources: [{ kind: 'launch-settings', file, service: profile, text }],
  }));
}

/** Its compose files are named from its own folder. */
async function readDevContainer(
  file: string,
  readText: ReadText,
): Promise<{ readonly ports: readonly AskedPort[]; readonly composeFiles: readonly string[] }> {
  const { parseDevContainer } = await import('../project/dev-container.ts');
  const { ports, composeFiles } = parseDevContainer((await readText(file)) ?? '', file);
  return {
    ports: ports.map(({ port, protocol, text }) => ({
      port,
      protocol,
      sources: [{ kind: 'devcontainer', file, text }],
    })),
    composeFiles: composeFiles.map((path) => join(dirname(file), path)),
  };
}
