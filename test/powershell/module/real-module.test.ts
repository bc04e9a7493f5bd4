import { dirname } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioCommand } from '../../../toolkit/powershell/module/commands/scenario-command.ts';
import { functionText } from '../../../toolkit/powershell/module/render/function-text.ts';
import { parameterText } from '../../../toolkit/powershell/module/render/help-text.ts';
import { typeName } from '../../../toolkit/powershell/module/render/parameter-text.ts';
import { helpText } from '../../../toolkit/powershell/module/text/help-lines.ts';
import { hostileScenario } from './any-scenario.ts';
import { commands, places } from './module-input.ts';
import { PWSH, REAL, runPwsh } from './run-pwsh.ts';

/** As a user has it: by its folder, with every warning caught. */
const IMPORT = 'Import-Module $Data.module -WarningVariable warnings -WarningAction SilentlyContinue;';

describe(REAL, () => {
  const realTest = test.skipIf(PWSH === undefined);
  const input = { module: places.module, parent: dirname(places.module) };

  realTest('imports without a warning, leaves nothing else behind, and its manifest is sound', () => {
    const seen = runPwsh(
      `
      ${IMPORT}
      $manifest = Test-ModuleManifest -Path (Join-Path $Data.module 'Portwright.psd1')
      $exported = (Get-Module -Name Portwright).ExportedCommands.Keys | Sort-Object
      ConvertTo-Json -InputObject @{
        warnings = @($warnings | ForEach-Object { "$_" }); exported = @($exported); version = "$($manifest.Version)"
        preference = "$ErrorActionPreference"; variables = (Get-Module -Name Portwright).ExportedVariables.Count
      }`,
      input,
    );
    expect(seen).toMatchObject({
      warnings: [],
      exported: commands.map(({ name }) => name).sort(),
      preference: 'Stop',
      variables: 0,
    });
  });

  realTest('has the parameters of the model, with their types, positions and pipelines', () => {
    const shapes = runPwsh(
      `${IMPORT}
      ConvertTo-Json -Depth 5 -InputObject @(foreach ($command in Get-Command -Module Portwright) {
        foreach ($parameter in $command.Parameters.Values) {
          $set = @($parameter.ParameterSets.Values)[0]
          if ([Management.Automation.PSCmdlet]::CommonParameters -contains $parameter.Name -or 'WhatIf', 'Confirm' -contains $parameter.Name) { continue }
          '{0} {1} {2} {3} {4} {5}' -f $command.Name, $parameter.Name, $parameter.ParameterType.Name, $set.IsMandatory, $set.Position, $set.ValueFromPipeline
        }
      })`,
      input,
    );
    const NAMES: Readonly<Record<string, string>> = {
      string: 'String',
      'string[]': 'String[]',
      int: 'Int32',
      bool: 'Boolean',
      switch: 'SwitchParameter',
    };
    const expected = commands.flatMap((command) =>
      command.parameters.map((parameter) => {
        const { name, mandatory, position, pipeline } = parameter;
        const flag = (value: boolean) => (value ? 'True' : 'False');
        const place = position ?? -2147483648;
        const type = NAMES[typeName(parameter)];
        return `${command.name} ${name} ${type} ${flag(mandatory)} ${place} ${flag(pipeline === 'collected')}`;
      }),
    );
    expect((shapes as string[]).sort()).toEqual(expected.sort());
  });

  realTest('shows all of its help', () => {
    const shown = runPwsh(
      `${IMPORT}
      $texts = @{}
      foreach ($command in Get-Command -Module Portwright) {
        $help = Get-Help -Name $command.Name -Full
        $texts[$command.Name] = @{
          synopsis   = "$($help.Synopsis)"
          parameters = @($help.parameters.parameter | Where-Object { $_.PSObject.Properties['description'] } | ForEach-Object { ($_.description.Text -join ' ') })
          examples   = @($help.examples.example | ForEach-Object { "$($_.code)" })
          full       = ($help | Out-String -Width 4096)
        }
      }
      ConvertTo-Json -Depth 5 -InputObject $texts`,
      input,
    ) as Record<string, { synopsis: string; parameters: string[]; examples: string[]; full: string }>;
    for (const command of commands) {
      const help = shown[command.name];
      expect(help?.synopsis.trim()).toMatch(/^[A-Z].*\.$/s);
      for (const parameter of command.parameters)
        expect(help?.parameters.map(flat)).toContain(helpText(parameterText(parameter)));
      expect(help?.examples.map((code) => code.trim())).toEqual(command.examples.map(({ code }) => code));
      const said = [
        command.inputs,
        ...command.outputs.map(({ text }) => text),
        ...command.notes,
        ...command.links,
      ];
      for (const text of said) expect(flat(help?.full ?? '')).toContain(helpText(text));
    }
  });

  realTest('completes scenarios and their parameters', () => {
    const lines = [
      'Get-PwScenario -Name reserve-p',
      'Invoke-PwScenario -Name reserve-ports -Por',
      'Repair-PwPort 1 -HostKind sim',
    ];
    const completed = runPwsh(
      `${IMPORT}
      ConvertTo-Json -InputObject @($Data.lines | ForEach-Object { (TabExpansion2 $_ $_.Length).CompletionMatches.CompletionText -join ' ' })`,
      { ...input, lines },
    );
    expect(completed).toEqual(['reserve-ports', '-Port', 'simulated']);
  });

  realTest('an unknown scenario is an error that ends nothing, unless that is asked for', () => {
    const seen = runPwsh(
      `${IMPORT}
      $ErrorActionPreference = 'Continue'
      $names = @(Get-PwScenario -Name nowhere, fix 2> $null -ErrorVariable problems).Name
      $stopped = try { Get-PwScenario -Name nowhere -ErrorAction Stop; $false } catch { $true }
      ConvertTo-Json -InputObject @{ names = @($names); id = $problems[0].FullyQualifiedErrorId; stopped = $stopped }`,
      input,
    );
    expect(seen).toEqual({
      names: ['fix'],
      id: expect.stringMatching(/^portwright\.input\.unknown-scenario/),
      stopped: true,
    });
  });

  realTest('an empty pipeline asks for nothing', () => {
    const seen = runPwsh(
      `${IMPORT}
      & (Get-Module -Name Portwright) { $script:PwRunnerPath = 'nowhere' }
      ConvertTo-Json -InputObject @(@() | Test-PwPort; @() | Get-PwPortDiagnosis; @() | Repair-PwPort; 'nothing was asked')`,
      input,
    );
    expect(seen).toEqual(['nothing was asked']);
  });

  realTest(
    'pleases the analyzer, as the PowerShell Gallery and Windows PowerShell 5.1 want it',
    (context) => {
      const found = runPwsh(
        `if (-not (Get-Module -ListAvailable -Name PSScriptAnalyzer)) { '"none"'; return }
      $compatible = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }
      $found = foreach ($settings in 'PSGallery', $compatible) {
        foreach ($part in 'Public', 'Portwright.psm1', 'Portwright.psd1', 'Portwright.Data.psd1') {
          Invoke-ScriptAnalyzer -Path (Join-Path $Data.module $part) -Settings $settings
        }
      }
      ConvertTo-Json -InputObject @($found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName)" })`,
        input,
      );
      if (found === 'none') context.skip('needs PSScriptAnalyzer: Install-Module PSScriptAnalyzer');
      expect(found).toEqual([]);
    },
    300_000,
  );

  realTest(
    'whatever a scenario says of itself, its command defines, its values are exact and its help is there',
    () => {
      const cases = fc.sample(hostileScenario, 60).map(({ scenario, command, choices, textDefault }) => {
        const model = scenarioCommand(scenario, { hostile: command });
        if (model === undefined) throw new Error('no command');
        return {
          text: functionText(model),
          choices: choices.map(units),
          textDefault: units(textDefault),
          description: helpText(parameterText(model.parameters[0] ?? missing())),
        };
      });
      const wrong = runPwsh(
        `$wrong = @(foreach ($case in $Data) {
        $tokens = $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($case.text, [ref] $tokens, [ref] $errors)
        if ($errors) { "$errors in $($case.text)"; continue }
        . ([ScriptBlock]::Create($case.text))
        $command = Get-Command -Name Test-PwHostile
        $set = ($command.Parameters['Choice'].Attributes | Where-Object { $_ -is [ValidateSet] }).ValidValues
        $expected = foreach ($choice in $case.choices) { -join [char[]] @($choice) }
        if (-not [string]::Equals((@($expected) -join '|'), (@($set) -join '|'), 'Ordinal')) { "choices in $($case.text)" }
        $default = & ([ScriptBlock]::Create($ast.Find({ $args[0] -is [Management.Automation.Language.ParameterAst] }, $true).DefaultValue.Extent.Text))
        if (-not [string]::Equals((-join [char[]] @($case.textDefault)), $default, 'Ordinal')) { "default in $($case.text)" }
        $described = ((Get-Help -Name Test-PwHostile -Parameter Free).description.Text -join ' ') -replace '\\s+', ' '
        if ($described.Trim() -cne $case.description) { "help: $described instead of $($case.description)" }
      })
      ConvertTo-Json -InputObject $wrong`,
        cases,
      );
      expect(wrong).toEqual([]);
    },
  );
});

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function units(text: string): number[] {
  return [...Array(text.length).keys()].map((index) => text.charCodeAt(index));
}

function missing(): never {
  throw new Error('no parameter');
}
