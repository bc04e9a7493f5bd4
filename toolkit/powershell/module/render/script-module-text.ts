import type { CommandModel, Completer } from '../model/command-model.ts';
import { literal } from '../text/literal.ts';
import { GENERATED } from './generated-note.ts';
import { LOAD, PRIVATE_FUNCTIONS } from './private-functions-text.ts';
import { PUBLIC_FUNCTIONS } from './public-functions-text.ts';

/**
 * Writes `Portwright.psm1`: it defines the commands and registers completers.
 *
 * The private functions, ten times as many, are read with the first call: most sessions import a module to call it once, and
 * many only to look at it.
 */
export function scriptModuleText(commands: readonly CommandModel[]): string {
  return [
    `# ${GENERATED}`,
    'Set-StrictMode -Version 3',
    '# An exit code of a program is read, and never thrown.',
    '$PSNativeCommandUseErrorActionPreference = $false',
    '$PwModuleFolder = $PSScriptRoot',
    '$PwIsLoaded = $false',
    '',
    '# Reads the private functions, once.',
    `function ${LOAD} {`,
    '    if ($script:PwIsLoaded) { return }',
    `    . "$script:PwModuleFolder/${PRIVATE_FUNCTIONS}"`,
    '    $script:PwIsLoaded = $true',
    '}',
    '',
    `. "$PSScriptRoot/${PUBLIC_FUNCTIONS}"`,
    '',
    ...completers(commands),
    '',
    'Export-ModuleMember -Function @(',
    ...commands.map(({ name }) => `    ${literal(name)}`),
    ')',
    '',
  ].join('\n');
}

/** A block of the module's own file sees the module's private functions; one in an attribute does not. */
function completers(commands: readonly CommandModel[]): readonly string[] {
  const completed = commands.flatMap(({ name, parameters }) =>
    parameters.flatMap(({ name: parameter, completer }) =>
      completer ? [{ command: name, parameter, completer }] : [],
    ),
  );
  const kinds: readonly Completer[] = ['Container', 'Run', 'Scenario'];
  return kinds.flatMap((kind) => {
    const names = [
      ...new Set(completed.filter(({ completer }) => completer === kind).map(({ parameter }) => parameter)),
    ];
    return names.map((parameter) => {
      const of = completed.filter((one) => one.completer === kind && one.parameter === parameter);
      return `Register-ArgumentCompleter -ParameterName ${literal(parameter)} -CommandName ${of
        .map(({ command }) => literal(command))
        .join(', ')} -ScriptBlock { $ErrorActionPreference = 'Stop'; ${LOAD}; Complete-Pw${kind} @args }`;
    });
  });
}
