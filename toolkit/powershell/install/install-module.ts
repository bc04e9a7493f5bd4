import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ToolkitError } from '../../errors/toolkit-error.ts';
import type { ModuleSource } from './module-source.ts';
import { packageModule } from './package-module.ts';

export interface InstallModuleOptions {
  readonly source: ModuleSource;
  readonly version: string;
  /** A folder of modules, such as one of `$env:PSModulePath`. */
  readonly modules: string;
}

/**
 * Puts the module where PowerShell finds it: `<modules>/Portwright/<version>`. The same version is replaced whole: the new one
 * is complete before the old one goes, and other versions stay.
 *
 * @returns The module's folder.
 * @throws ToolkitError `run.needs-elevation` where this process may not write; `host.file-failed`, with the old one in place.
 */
export function installModule({ source, version, modules }: InstallModuleOptions): string {
  const parent = join(modules, 'Portwright');
  const target = join(parent, version);
  const mark = randomBytes(6).toString('hex');
  const fresh = join(parent, `.new-${mark}`);
  const former = join(parent, `.old-${mark}`);
  try {
    mkdirSync(parent, { recursive: true });
    packageModule(source, fresh);
    if (existsSync(target)) renameSync(target, former);
    try {
      renameSync(fresh, target);
    } catch (error) {
      if (existsSync(former)) renameSync(former, target);
      throw error;
    }
  } catch (cause) {
    throw cannotInstall(target, cause);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(former, { recursive: true, force: true });
  }
  return target;
}

const NOT_ALLOWED = new Set(['EACCES', 'EPERM', 'EROFS']);

function cannotInstall(target: string, cause: unknown): ToolkitError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (NOT_ALLOWED.has(code)) {
    return new ToolkitError('run.needs-elevation', `this process may not write ${target}: ${why}`, {
      cause,
      remedy:
        'call again with more rights, or install for yourself only: portwright powershell install --scope CurrentUser',
    });
  }
  return new ToolkitError('host.file-failed', `cannot install the module at ${target}: ${why}`, { cause });
}
