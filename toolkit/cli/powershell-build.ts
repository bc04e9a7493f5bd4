import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

interface BuildOptions {
  readonly out?: string;
  readonly check?: boolean;
  readonly bundle?: boolean;
}

/** Adds `build` to `portwright powershell`. */
export function definePowerShellBuild(
  powershell: Command,
  terminal: Terminal,
  end: (exitCode: number) => void,
): void {
  powershell
    .command('build')
    .description('generate the PowerShell module from the scenarios')
    .option('--out <dir>', 'write a complete module into a new folder Portwright there')
    .option('--bundle', 'with --out: put the built command line into it')
    .option('--check', 'write nothing; fail where the module is not what would be generated')
    .addHelpText('after', '\nExample:\n  portwright powershell build --out ./package --bundle\n')
    .action(async (options: BuildOptions) => end(await runBuild(options, terminal)));
}

async function runBuild({ out, check, bundle = false }: BuildOptions, terminal: Terminal): Promise<number> {
  const [{ loadBuiltInScenario, SCENARIO_IDS }, { buildModule }, sources, writing, { ToolkitError }] =
    await Promise.all([
      import('../../scenarios/index.ts'),
      import('../powershell/module/build-module.ts'),
      import('../powershell/module/module-sources.ts'),
      import('../powershell/module/write-module.ts'),
      import('../errors/toolkit-error.ts'),
    ]);
  if (out === undefined && bundle)
    throw new ToolkitError('input.invalid-argument', '--bundle needs --out', { remedy: 'add --out DIR' });
  if (out !== undefined && check)
    throw new ToolkitError('input.invalid-argument', '--check and --out exclude each other', {
      remedy: 'leave one of them out',
    });
  const places = sources.findModulePlaces();
  const scenarios = await Promise.all(SCENARIO_IDS.map(loadBuiltInScenario));
  const generated = buildModule({ scenarios, ...sources.readModuleInput(places) });
  if (out !== undefined) {
    terminal.print(`wrote ${writing.writePackage(out, { places, generated, bundle })}`);
    return 0;
  }
  const differences = check
    ? writing.compareModule(places.module, generated)
    : writing.updateModule(places.module, generated);
  for (const { path, kind } of differences) terminal.print(`${kind}: ${path}`);
  if (differences.length === 0) terminal.print('the PowerShell module is what is generated');
  return check && differences.length > 0 ? 1 : 0;
}
