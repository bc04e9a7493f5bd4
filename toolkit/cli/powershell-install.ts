import { type Command, Option } from 'commander';
import type { InstallScope } from '../powershell/install/module-folders.ts';
import { VERSION } from '../version.ts';
import type { Terminal } from './terminal.ts';

interface InstallOptions {
  readonly scope: InstallScope;
  readonly path?: string;
  readonly json?: boolean;
}

/** Adds `portwright powershell install`. */
export function definePowerShellInstall(
  powershell: Command,
  terminal: Terminal,
  end: (exitCode: number) => void,
): void {
  powershell
    .command('install')
    .description('put the PowerShell module, with its command line, where PowerShell finds it')
    .addOption(
      new Option('--scope <scope>', 'for whom').choices(['CurrentUser', 'AllUsers']).default('CurrentUser'),
    )
    .option('--path <dir>', 'a folder of modules of your own choice instead of the scope')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  portwright powershell install --scope AllUsers\n')
    .action(async (options: InstallOptions) => {
      await install(options, terminal);
      end(0);
    });
}

async function install({ scope, path, json }: InstallOptions, terminal: Terminal): Promise<void> {
  const [{ installModule }, { moduleSource }, { ToolkitError }, { resolve }] = await Promise.all([
    import('../powershell/install/install-module.ts'),
    import('../powershell/install/module-source.ts'),
    import('../errors/toolkit-error.ts'),
    import('node:path'),
  ]);
  if (path === '')
    throw new ToolkitError('input.invalid-argument', '--path is empty', {
      remedy: 'name a folder of modules',
    });
  const source = moduleSource();
  const folders = path === undefined ? await foldersOf(scope, terminal) : [resolve(path)];
  const installed = folders.map((modules) => installModule({ source, version: VERSION, modules }));
  if (json === true) {
    terminal.print(JSON.stringify({ schemaVersion: 1, version: VERSION, installed }));
    return;
  }
  for (const folder of installed) terminal.print(`installed Portwright ${VERSION} in ${folder}`);
  terminal.print('\nTo use it: Import-Module Portwright; Get-Help about_Portwright');
}

async function foldersOf(scope: InstallScope, terminal: Terminal): Promise<readonly string[]> {
  const { moduleFolders } = await import('../powershell/install/module-folders.ts');
  const { platform, environment } = terminal;
  const documents =
    platform === 'win32' && scope === 'CurrentUser' ? await documentsFolder(environment) : undefined;
  return moduleFolders({ scope, platform, environment, documents });
}

/** Explorer's own entry, which OneDrive and administrators redirect. */
const SHELL_FOLDERS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders';

async function documentsFolder(environment: Terminal['environment']): Promise<string | undefined> {
  const [{ createHost }, { queryRegistryValue, readRegistryValue }, { environmentValue }] = await Promise.all(
    [
      import('../host/create-host.ts'),
      import('../windows/registry.ts'),
      import('../host/windows-folders.ts'),
    ],
  );
  const host = await createHost({ host: 'windows' });
  try {
    const value = readRegistryValue(await host.run(queryRegistryValue(SHELL_FOLDERS, 'Personal')));
    return value?.data.replace(
      /%([^%]+)%/g,
      (whole, name: string) => environmentValue(environment, name) ?? whole,
    );
  } finally {
    await host.close();
  }
}
