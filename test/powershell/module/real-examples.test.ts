import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../host/stand-in-folder.ts';
import { builtCli } from '../../support/built-cli.ts';
import { commands, places } from './module-input.ts';
import { PWSH, REAL, runPwsh } from './run-pwsh.ts';

/** On a machine on which nothing was run yet. */
const NOTHING_THERE: Readonly<Record<string, string>> = {
  'Resume-PwRun': 'portwright.run.not-resumable,Resume-PwRun',
  'Undo-PwRun': 'portwright.run.nothing-to-undo,Undo-PwRun',
};

describe(REAL, () => {
  test.skipIf(PWSH === undefined)(
    'every example runs as it is written, on a simulated machine of its own',
    async () => {
      const cli = await builtCli();
      const folder = temporaryFolder();
      // It tries every scenario on every machine, and is tried by itself.
      const examples = commands
        .filter(({ name }) => name !== 'Test-PwScenario')
        .flatMap(({ name, examples }) => examples.map(({ code }) => ({ name, code })));
      const failed = runPwsh(
        `Import-Module $Data.module
        & (Get-Module -Name Portwright) { param($Cli, $Node) $script:PwRunnerPath = $Cli; $script:PwNodePath = $Node } $Data.cli $Data.node
        function netsh.exe { '', 'Start Port    End Port', '----------    --------', '      8018        8117', '' }
        $PSDefaultParameterValues = @{ '*-Pw*:HostKind' = 'simulated' }
        $number = 0
        $failed = @(foreach ($example in $Data.examples) {
          $number++
          $place = [IO.Path]::Combine($Data.folder, "$number")
          $PSDefaultParameterValues['*-Pw*:State'] = "$place.json"
          $env:XDG_STATE_HOME = $place
          $env:LOCALAPPDATA = $place
          $env:ProgramData = $place
          try { $null = & ([ScriptBlock]::Create($example.code)) 6> $null }
          catch { [PSCustomObject] @{ code = $example.code; name = $example.name; id = $_.FullyQualifiedErrorId } }
        })
        ConvertTo-Json -InputObject $failed`,
        { module: places.module, cli, node: process.execPath, folder: join(folder, ''), examples },
      ) as { code: string; name: string; id: string }[];
      expect(failed.filter(({ code, id }) => NOTHING_THERE[code] !== id)).toEqual([]);
    },
    300_000,
  );
});
