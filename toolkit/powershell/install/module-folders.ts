import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { type Environment, environmentValue, programFilesFolder } from '../../host/windows-folders.ts';

/** Whose sessions find the module, in PowerShell's own words (`Install-Module -Scope`). */
export const INSTALL_SCOPES = ['CurrentUser', 'AllUsers'] as const;
export type InstallScope = (typeof INSTALL_SCOPES)[number];

export interface ModuleFolderOptions {
  readonly scope: InstallScope;
  readonly platform: NodeJS.Platform;
  readonly environment: Environment;
  /** On Windows: the person's Documents folder, which may be redirected. @defaultValue `%USERPROFILE%\Documents` */
  readonly documents?: string | undefined;
}

/**
 * Where PowerShell looks for modules of this scope, as "about_PSModulePath" documents it.
 *
 * @returns On Windows for CurrentUser two folders, since neither edition looks in the other's; for AllUsers one, which both
 *   editions look in. Elsewhere one.
 */
export function moduleFolders({
  scope,
  platform,
  environment,
  documents,
}: ModuleFolderOptions): readonly string[] {
  if (platform === 'win32') {
    if (scope === 'AllUsers')
      return [win32.join(programFilesFolder(environment), 'WindowsPowerShell', 'Modules')];
    const profile = environmentValue(environment, 'USERPROFILE') ?? homedir();
    const own = documents ?? win32.join(profile, 'Documents');
    return ['PowerShell', 'WindowsPowerShell'].map((edition) => win32.join(own, edition, 'Modules'));
  }
  if (scope === 'AllUsers') return ['/usr/local/share/powershell/Modules'];
  const data = environment.XDG_DATA_HOME;
  const base = data !== undefined && posix.isAbsolute(data) ? data : posix.join(homedir(), '.local', 'share');
  return [posix.join(base, 'powershell', 'Modules')];
}
