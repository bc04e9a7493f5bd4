import { dirname, join } from 'node:path';

/** Says what a path is. The only thing that is asked of the file system. */
export interface ProjectFolders {
  isFile(path: string): boolean;
  exists(path: string): boolean;
  /** Names of the folders in a folder; empty when there is none. */
  foldersIn(path: string): readonly string[];
}

/** Files of a project that name ports; absolute paths. */
export interface ProjectFiles {
  /** Base first; empty when there is none. */
  readonly compose: readonly string[];
  readonly launchSettings: readonly string[];
  readonly devContainers: readonly string[];
}

/** Compose's own order: the first that is there (https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file). */
const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE_FILES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * Finds the files of the project around a folder: in it, and in those above it up to the project's root, which a `.git` marks.
 * Where nothing marks a root, only the folder itself is looked at. The nearest file of each kind counts.
 */
export function findProjectFiles(folder: string, folders: ProjectFolders): ProjectFiles {
  const searched = foldersOfProject(folder, folders);
  const nearest = (find: (at: string) => readonly string[]) =>
    searched.map(find).find((files) => files.length > 0) ?? [];
  const present = (paths: readonly string[]) => paths.filter((path) => folders.isFile(path));
  return {
    compose: nearest((at) => {
      const [base] = present(COMPOSE_FILES.map((name) => join(at, name)));
      const [override] = present(OVERRIDE_FILES.map((name) => join(at, name)));
      return base === undefined ? [] : [base, ...(override === undefined ? [] : [override])];
    }),
    launchSettings: nearest((at) => present([join(at, 'Properties', 'launchSettings.json')])),
    devContainers: nearest((at) => {
      const inside = join(at, '.devcontainer');
      const own = present([join(inside, 'devcontainer.json'), join(at, '.devcontainer.json')]);
      return own.length > 0
        ? own
        : present(folders.foldersIn(inside).map((name) => join(inside, name, 'devcontainer.json')));
    }),
  };
}

function foldersOfProject(folder: string, { exists }: ProjectFolders): string[] {
  const above: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    above.push(at);
    if (exists(join(at, '.git'))) return above;
    if (dirname(at) === at) return [folder];
  }
}
