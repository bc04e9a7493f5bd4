import { win32 } from 'node:path';
import type { Edition, Environment } from './find-powershell.ts';

/** `...\PowerShell\Modules` and `...\PowerShell\7\Modules`; those of Windows PowerShell lie in `WindowsPowerShell`. */
const CORE_MODULES = /[\\/]powershell[\\/](?:\d[^\\/]*[\\/])?modules[\\/]?$/i;

/**
 * The environment to start PowerShell with.
 *
 * A process that PowerShell 7 started inherits its PSModulePath, and Windows PowerShell then loads modules that it cannot run
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_psmodulepath). PowerShell 7 mends that
 * when it starts Windows PowerShell itself; here Node does, so the folders of PowerShell 7 are left out.
 */
export function powerShellEnvironment(environment: Environment, edition: Edition): Record<string, string> {
  const kept = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    const isModulePath = edition === 'desktop' && name.toUpperCase() === 'PSMODULEPATH';
    return [[name, isModulePath ? withoutCoreModules(value) : value]];
  });
  return Object.fromEntries(kept);
}

function withoutCoreModules(modulePath: string): string {
  return modulePath
    .split(win32.delimiter)
    .filter((folder) => !CORE_MODULES.test(folder))
    .join(win32.delimiter);
}
