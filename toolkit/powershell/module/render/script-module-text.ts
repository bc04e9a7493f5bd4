import type { CommandModel, Completer } from '../model/command-model.ts';
import { literal } from '../text/literal.ts';
import { GENERATED } from './generated-note.ts';

/** Writes `Portwright.psm1`: it defines functions and registers completers, and loads nothing else. */
export function scriptModuleText(
  privateScripts: readonly string[],
  commands: readonly CommandModel[],
): string {
  const scripts = [...privateScripts, ...commands.map(({ name }) => `Public/${name}.ps1`)];
  return [
    `# ${GENERATED}`,
    'Set-StrictMode -Version 3',
    "$ErrorActionPreference = 'Stop'",
    '# An exit code of a program is read, and never thrown.',
    '$PSNativeCommandUseErrorActionPreference = $false',
    '',
    ...scripts.map((script) => `. "$PSScriptRoot/${script}"`),
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
        .join(', ')} -ScriptBlock { Complete-Pw${kind} @args }`;
    });
  });
}
